import { failure } from '@shared/contract/app-error'
import type { ImportOptions } from '@shared/contract/import'
import type { OpenContext } from '../open-context'
import type { SourceFile } from '../source-file'
import { chooseSheets } from '../spreadsheets/choose-sheets'
import { openSheets } from '../spreadsheets/open-sheets'
import type { OpenedSheets } from '../spreadsheets/open-workbook'
import { ZipArchive } from '../spreadsheets/zip-archive'
import { ForeignChild } from './child-client'
import type { ForeignFormat, ForeignSheet } from './child-protocol'
import { ForeignTable } from './foreign-table'

/** Opens a file whose format is read in a process of its own. */
export async function openForeign(
  source: SourceFile,
  format: ForeignFormat,
  options: Partial<ImportOptions>,
  context: OpenContext,
): Promise<OpenedSheets> {
  await checkArchive(source)
  const child = await ForeignChild.open(format, source.path, source.name, context.check)
  try {
    const chosen = chooseSheets(child.sheets, options.sheet, source.name)
    const open = (sheet: ForeignSheet) => ForeignTable.open(child, child.sheets.indexOf(sheet), context.check)
    const tables = await openSheets(chosen, open, context.firstOnly ?? false)
    return {
      sheets: child.sheets.map(({ name, hidden, rows }) => ({ name, hidden, rows })),
      tables,
      close: () => child.close(),
    }
  } catch (thrown) {
    child.close()
    throw thrown
  }
}

/** An OpenDocument file is a zip: what would exhaust its reader, or is encrypted, is refused before one is started. */
async function checkArchive(source: SourceFile): Promise<void> {
  if (source.window(0, 2).toString('latin1') !== 'PK') return
  const zip = await ZipArchive.open(source)
  try {
    const manifest = await zip.text('META-INF/manifest.xml')
    if (manifest?.includes('encryption-data')) throw failure('fileEncrypted', { file: source.name })
  } finally {
    zip.close()
  }
}
