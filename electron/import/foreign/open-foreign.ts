import type { ImportOptions } from '@shared/contract/import'
import { isBlankRow } from '../rows/sample'
import type { SourceFile } from '../source-file'
import { chooseSheets } from '../spreadsheets/choose-sheets'
import type { OpenedSheets } from '../spreadsheets/open-workbook'
import { ForeignChild } from './child-client'
import type { ForeignFormat } from './child-protocol'
import { ForeignTable } from './foreign-table'

/** Opens a file whose format is read in a process of its own. */
export async function openForeign(
  source: SourceFile,
  format: ForeignFormat,
  options: Partial<ImportOptions>,
  check: () => void,
): Promise<OpenedSheets> {
  const child = await ForeignChild.open(format, source.path, source.name, check)
  try {
    const chosen = chooseSheets(child.sheets, options.sheet, source.name)
    const tables: ForeignTable[] = []
    for (const sheet of chosen) tables.push(await ForeignTable.open(child, child.sheets.indexOf(sheet), check))
    const filled = tables.filter((table) => table.names !== null || !(table.complete && table.head.every(isBlankRow)))
    return {
      sheets: child.sheets.map(({ name, hidden, rows }) => ({ name, hidden, rows })),
      tables: filled.length > 0 ? filled : tables.slice(0, 1),
      close: () => child.close(),
    }
  } catch (thrown) {
    child.close()
    throw thrown
  }
}
