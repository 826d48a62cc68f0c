import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { createParser } from '../../../electron/import/delimited/delimited-table'
import { type Dialect, plainDialect } from '../../../electron/import/delimited/dialect'
import { ByteParser } from '../../../electron/import/delimited/parse-bytes'
import { StringParser } from '../../../electron/import/delimited/parse-strings'
import type { RawRow } from '../../../electron/import/rows/row'

interface Parser {
  push(block: Uint8Array, last: boolean): void
}
type MakeParser = (dialect: Dialect, onRow: (row: RawRow) => void) => Parser

/** Parses in blocks that end anywhere and returns cells, with the line each row begins on. */
function parse(make: MakeParser, text: string, dialect: Dialect, blockLength: number) {
  const rows: { cells: string[]; line: number; raw: string }[] = []
  const parser = make(dialect, (row) => {
    const cells = Array.from({ length: row.width }, (_, i) =>
      Buffer.from(row.bytes.subarray(row.starts[i], row.ends[i])).toString('utf8'),
    )
    rows.push({ cells, line: row.line, raw: row.raw() })
  })
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += blockLength) parser.push(bytes.subarray(at, at + blockLength), false)
  parser.push(new Uint8Array(0), true)
  return rows
}

const bytes: MakeParser = (dialect, onRow) => new ByteParser(dialect, onRow)
const strings: MakeParser = (dialect, onRow) => new StringParser(dialect, onRow)

function papa(
  text: string,
  { delimiter, quote, escape: escaping }: Dialect,
  newline: '\n' | '\r\n' | '\r',
): string[][] {
  const { data, errors } = Papa.parse<string[]>(text, {
    delimiter,
    quoteChar: quote ?? '\0',
    escapeChar: escaping ?? quote ?? '\0',
    newline,
  })
  // Papaparse gives a last row with one empty cell where a text ends with a line end.
  fc.pre(errors.every(({ code }) => code !== 'MissingQuotes'))
  const last = data[data.length - 1]
  const extra = last?.length === 1 && last[0] === '' && (text.endsWith(newline) || text === '')
  return extra ? data.slice(0, -1) : data
}

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '中', ',', '"', '\n', ' ', '😎', ';'), maxLength: 8 }),
  fc.constantFrom('', '""', 'x'),
)
const blockLength = fc.integer({ min: 1, max: 40 })

describe('ByteParser', () => {
  it('reads any table back cell for cell, wherever its blocks end', () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(table, blockLength, fc.constantFrom('\n', '\r\n'), (rows, length, newline) => {
        const text = Papa.unparse(rows, { newline })
        expect(parse(bytes, text, plainDialect, length).map(({ cells }) => cells)).toEqual(rows)
      }),
      { numRuns: 400 },
    )
  })

  it('agrees with papaparse on any text whose quotes are closed, however wrongly they stand', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' '), maxLength: 40 })
    fc.assert(
      fc.property(text, blockLength, (said, length) => {
        expect(parse(bytes, said, plainDialect, length).map(({ cells }) => cells)).toEqual(
          papa(said, plainDialect, '\n'),
        )
      }),
      { numRuns: 3000 },
    )
  })

  it.each(['\r\n', '\r'] as const)('agrees with papaparse where lines end with %j', (newline) => {
    const dialect: Dialect = { ...plainDialect, newline: newline === '\r' ? 'cr' : 'lf', delimiter: ';' }
    const line = fc.string({ unit: fc.constantFrom('a', ';', '"', ' ', '中'), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), blockLength, (lines, length) => {
        const text = lines.join(newline)
        expect(parse(bytes, text, dialect, length).map(({ cells }) => cells)).toEqual(papa(text, dialect, newline))
      }),
      { numRuns: 1000 },
    )
  })

  it('knows the line each row begins on, and the row as it is written', () => {
    const rows = parse(bytes, 'a,b\n"1\n2",3\r\n"x""y",4', plainDialect, 5)
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4])
    expect(rows.map(({ raw }) => raw)).toEqual(['a,b', '"1\n2",3', '"x""y",4'])
  })

  it('gives up the line of a quote that is never closed, and reads on behind it', () => {
    const rows = parse(bytes, 'a,b\n1,"x\n2,y\n3,z\n', plainDialect, 7)
    expect(rows.map(({ raw, line }) => `${line}: ${raw}`)).toEqual(['1: a,b', '2: 1,"x', '3: 2,y', '4: 3,z'])
  })

  it('refuses a row that never ends', () => {
    const parser = new ByteParser(plainDialect, () => {})
    const block = Buffer.alloc(1 << 20, 'x')
    expect(() => {
      for (let i = 0; i < 40; i += 1) parser.push(block, false)
    }).toThrow('errors.recordTooLong')
  })
})

describe('StringParser', () => {
  it('agrees with papaparse on dialects that bytes are not read in', () => {
    const dialects: Dialect[] = [
      { ...plainDialect, delimiter: '||' },
      { ...plainDialect, delimiter: ', ' },
      { ...plainDialect, escape: '\\' },
    ]
    const text = fc.string({ unit: fc.constantFrom('a', '|', ',', ' ', '"', '\\', '\n', '中'), maxLength: 30 })
    fc.assert(
      fc.property(text, fc.constantFrom(...dialects), (said, dialect) => {
        const rows = parse(strings, said, dialect, 1000).map(({ cells }) => cells)
        expect(rows.filter((row) => row.join('') !== '')).toEqual(
          papa(said, dialect, '\n').filter((row) => row.join('') !== ''),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('reads a table back whatever its blocks are', () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(table, fc.integer({ min: 4, max: 60 }), (rows, length) => {
        const text = Papa.unparse(rows, { delimiter: '||', newline: '\n' })
        const dialect = { ...plainDialect, delimiter: '||' }
        expect(parse(strings, text, dialect, length).map(({ cells }) => cells)).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })

  it('is chosen for dialects with more than plain bytes', () => {
    expect(createParser({ ...plainDialect, delimiter: '||' }, () => {})).toBeInstanceOf(StringParser)
    expect(createParser(plainDialect, () => {})).toBeInstanceOf(ByteParser)
  })
})
