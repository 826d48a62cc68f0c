import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvWriter } from './csv-writer'
import type { Cell, RowSource } from './row-source'

/**
 * Writes CSV: UTF-8 with a byte order mark, which Excel needs to read Chinese.
 * @returns the number of cells that were disarmed
 */
export async function writeCsv(file: string, source: RowSource, formulaSafe: boolean): Promise<number> {
  const writer = new CsvWriter(formulaSafe)
  function* pieces(): Generator<string> {
    yield `\uFEFF${writer.line(source.columns.map(({ name }) => name))}`
    for (const batch of source.batches) {
      let piece = ''
      for (const row of batch) piece += writer.line(row)
      yield piece
    }
  }
  await writePieces(file, pieces())
  return writer.cellsEscaped
}

/** Writes a JSON list of objects, one row a line. A value that is missing is null; infinite numbers are words. */
export async function writeJson(file: string, source: RowSource): Promise<void> {
  const keys = source.columns.map(({ name }) => `${JSON.stringify(name)}:`)
  const line = (row: Cell[]) => `{${row.map((value, i) => keys[i] + jsonCell(value)).join(',')}}`
  function* pieces(): Generator<string> {
    let before = '[\n'
    for (const batch of source.batches) {
      yield before + batch.map(line).join(',\n')
      before = ',\n'
    }
    yield before === '[\n' ? '[]\n' : '\n]\n'
  }
  await writePieces(file, pieces())
}

function jsonCell(value: Cell): string {
  return JSON.stringify(typeof value === 'number' && !Number.isFinite(value) ? String(value) : value)
}

async function writePieces(file: string, pieces: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces), createWriteStream(file, { flags: 'wx' }))
}
