import path from 'node:path'
import { failure } from '@shared/contract/app-error'
import type { TableCell } from '@shared/contract/result-elements'
import { draftOf } from '../report/drafts'
import type { Cell, RowSource } from './row-source'
import { writeWhole } from './whole-file'
import { writeSheets } from './write-sheets'
import { writeCsv } from './write-text'

/**
 * Writes a long list of a result with raw numbers to a CSV or XLSX file, in which no cell acts as a formula; the file
 * appears complete, or not at all.
 * @param cancelled polled from batch to batch
 * @returns the number of rows
 * @throws cancelled, outNotWritten and its kin
 */
export async function writeList(
  list: RowSource,
  outPath: string,
  format: 'csv' | 'xlsx',
  cancelled: () => boolean = () => false,
): Promise<number> {
  const draft = draftOf(outPath)
  const source = { ...list, batches: untilCancelled(list.batches, cancelled) }
  return writeWhole(outPath, draft, async () => {
    if (format === 'csv') await writeCsv(draft, source, true)
    else await writeSheets(draft, source, path.parse(outPath).name)
    return source.count
  })
}

function* untilCancelled<T>(batches: Iterable<T>, cancelled: () => boolean): Generator<T> {
  for (const batch of batches) {
    if (cancelled()) throw failure('cancelled')
    yield batch
  }
}

/** A cell as files hold it: texts in words, truth values as 1 and 0. */
export function plainCell(cell: TableCell, say: (text: Exclude<TableCell, Cell | boolean>) => string): Cell {
  if (typeof cell === 'boolean') return cell ? 1 : 0
  return typeof cell === 'object' && cell !== null ? say(cell) : cell
}
