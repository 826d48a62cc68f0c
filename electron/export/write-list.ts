import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { TableCell } from '@shared/contract/result-elements'
import type { Cell, RowSource } from './row-source'
import { writeSheets } from './write-sheets'
import { writeCsv } from './write-text'

/**
 * Writes a long list of a result with raw numbers to a CSV or XLSX file, in which no cell acts as a formula; the file
 * appears complete, or not at all.
 * @returns the number of rows
 */
export async function writeList(source: RowSource, outPath: string, format: 'csv' | 'xlsx'): Promise<number> {
  const draft = path.join(path.dirname(outPath), `.${path.basename(outPath)}.${process.pid}.part`)
  try {
    if (format === 'csv') await writeCsv(draft, source, true)
    else await writeSheets(draft, source, path.parse(outPath).name)
    await rename(draft, outPath)
    return source.count
  } finally {
    await rm(draft, { force: true })
  }
}

/** A cell as files hold it: texts in words, truth values as 1 and 0. */
export function plainCell(cell: TableCell, say: (text: Exclude<TableCell, Cell | boolean>) => string): Cell {
  if (typeof cell === 'boolean') return cell ? 1 : 0
  return typeof cell === 'object' && cell !== null ? say(cell) : cell
}
