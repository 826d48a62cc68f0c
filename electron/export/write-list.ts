import path from 'node:path'
import type { TableCell } from '@shared/contract/result-elements'
import { draftOf } from '../report/drafts'
import type { Cell, RowSource } from './row-source'
import { writeWhole } from './whole-file'
import { writeSheets } from './write-sheets'
import { writeCsv } from './write-text'

/**
 * Writes a long list of a result with raw numbers to a CSV or XLSX file, in which no cell acts as a formula; the file
 * appears complete, or not at all.
 * @returns the number of rows
 */
export async function writeList(source: RowSource, outPath: string, format: 'csv' | 'xlsx'): Promise<number> {
  const draft = draftOf(outPath)
  return writeWhole(outPath, draft, async () => {
    if (format === 'csv') await writeCsv(draft, source, true)
    else await writeSheets(draft, source, path.parse(outPath).name)
    return source.count
  })
}

/** A cell as files hold it: texts in words, truth values as 1 and 0. */
export function plainCell(cell: TableCell, say: (text: Exclude<TableCell, Cell | boolean>) => string): Cell {
  if (typeof cell === 'boolean') return cell ? 1 : 0
  return typeof cell === 'object' && cell !== null ? say(cell) : cell
}
