import { failure } from '@shared/contract/app-error'
import type { ForeignCell } from '../foreign/child-protocol'
import { RowFiller } from '../foreign/foreign-table'
import type { RawRow } from '../rows/row'
import { type SampleRow, sampleOf } from '../rows/sample'
import type { SourceFile } from '../source-file'
import type { ReadProgress, Table } from '../table'
import { guessEncoding } from '../text/guess-encoding'
import { utf8Blocks } from '../text/utf8-blocks'
import { JsonRecords } from './json-records'

const HEAD_ROWS = 3000
const SPREAD_EVERY = 97
const SPREAD_ROWS = 3000
/** Objects inside objects become columns `a.b` down to this depth; deeper ones, and lists, stay JSON text. */
const DEPTH = 3

/** A list of objects as a table: its columns are all names that occur in any of them, in the order they are met. */
export class JsonTable implements Table {
  readonly ragged = false
  readonly sheet = null
  readonly hidden = false
  readonly head: SampleRow[] = []
  readonly spread: SampleRow[] = []
  readonly complete: boolean
  readonly names: string[]
  readonly width: number
  readonly estimatedRows: number
  readonly #source: SourceFile
  readonly #encoding: { value: string; markLength: number }

  private constructor(source: SourceFile, encoding: { value: string; markLength: number }, found: Found) {
    this.#source = source
    this.#encoding = encoding
    this.names = found.names
    this.width = found.names.length
    this.estimatedRows = found.count
    this.complete = found.count <= found.samples.length
    const filler = new RowFiller()
    found.samples.forEach(({ row, record }, i) => {
      const sample = sampleOf(filler.fill({ row, cells: cellsOf(record, found.names) }))
      if (i < HEAD_ROWS) this.head.push(sample)
      else this.spread.push(sample)
    })
  }

  /** Reads the file once to learn its names. @throws jsonInvalid */
  static async open(source: SourceFile): Promise<JsonTable> {
    const { value, markLength } = guessEncoding(source.window(0, 4096), true)
    const found = await findNames(source, { value, markLength })
    if (found.count === 0) throw failure('tableEmpty')
    return new JsonTable(source, { value, markLength }, found)
  }

  async *read(onRow: (row: RawRow) => void): AsyncGenerator<ReadProgress> {
    const filler = new RowFiller()
    let row = 0
    yield* scan(this.#source, this.#encoding, (record, line) => {
      onRow(filler.fill({ row, cells: cellsOf(record, this.names) }, line))
      row += 1
    })
  }
}

interface Found {
  names: string[]
  count: number
  samples: { row: number; record: Map<string, ForeignCell> }[]
}

async function findNames(source: SourceFile, encoding: { value: string; markLength: number }): Promise<Found> {
  const names = new Set<string>()
  const found: Found = { names: [], count: 0, samples: [] }
  for await (const _progress of scan(source, encoding, (record) => {
    for (const name of record.keys()) names.add(name)
    const wanted =
      found.count < HEAD_ROWS || (found.count % SPREAD_EVERY === 0 && found.samples.length < HEAD_ROWS + SPREAD_ROWS)
    if (wanted) found.samples.push({ row: found.count, record })
    found.count += 1
  }));
  found.names = [...names]
  return found
}

async function* scan(
  source: SourceFile,
  { value, markLength }: { value: string; markLength: number },
  onRecord: (record: Map<string, ForeignCell>, line: number) => void,
): AsyncGenerator<ReadProgress> {
  const records = new JsonRecords(source.name, (record, line) => onRecord(flatten(record), line))
  for await (const block of utf8Blocks(source.blocks(), value, markLength)) {
    if (block.damaged)
      throw failure('jsonInvalid', { file: source.name, position: block.position, detail: 'undecodable bytes' })
    records.push(block.bytes, false)
    yield { fraction: block.position / source.bytes }
  }
  records.push(new Uint8Array(0), true)
}

/** An object as a flat row; a list becomes columns by position. */
function flatten(record: unknown): Map<string, ForeignCell> {
  const cells = new Map<string, ForeignCell>()
  if (typeof record !== 'object' || record === null) return cells
  const isList = Array.isArray(record)
  for (const [name, value] of Object.entries(record)) {
    put(cells, isList ? `column_${Number(name) + 1}` : name, value, isList ? DEPTH : 1)
  }
  return cells
}

function put(cells: Map<string, ForeignCell>, name: string, value: unknown, depth: number): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < DEPTH) {
    for (const [inner, content] of Object.entries(value)) put(cells, `${name}.${inner}`, content, depth + 1)
  } else cells.set(name, cellOf(value))
}

function cellOf(value: unknown): ForeignCell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return JSON.stringify(value)
}

function cellsOf(record: ReadonlyMap<string, ForeignCell>, names: readonly string[]): ForeignCell[] {
  return names.map((name) => record.get(name) ?? null)
}
