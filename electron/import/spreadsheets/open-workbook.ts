import type { ImportOptions } from '@shared/contract/import'
import type { SourceFile } from '../source-file'
import type { Table } from '../table'
import { chooseSheets } from './choose-sheets'
import { openSheets } from './open-sheets'
import { SheetTable, WorkbookFile } from './sheet-table'
import { readWorkbook } from './workbook'
import { ZipArchive } from './zip-archive'

export interface OpenedSheets {
  sheets: { name: string; hidden: boolean; rows: number | null }[]
  tables: Table[]
  close(): void
}

/** Opens an XLSX workbook: the sheet that is asked for, or all that can be seen and hold something. */
export async function openWorkbook(
  source: SourceFile,
  options: Partial<ImportOptions>,
  firstOnly: boolean,
): Promise<OpenedSheets> {
  const zip = await ZipArchive.open(source)
  try {
    const workbook = await readWorkbook(zip, source.name)
    const book = new WorkbookFile(zip, workbook, source.name)
    const chosen = chooseSheets(workbook.sheets, options.sheet, source.name)
    const opened = await openSheets(chosen, (sheet) => SheetTable.open(book, sheet), firstOnly)
    const rowsOf = (name: string): number | null => opened.find((table) => table.sheet === name)?.estimatedRows ?? null
    return {
      sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden, rows: rowsOf(name) })),
      tables: opened,
      close: () => zip.close(),
    }
  } catch (thrown) {
    zip.close()
    throw thrown
  }
}
