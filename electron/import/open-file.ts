import { failure } from '@shared/contract/app-error'
import type { ImportOptions, Inspection } from '@shared/contract/import'
import { type OpenedDelimited, openDelimited } from './delimited/open-delimited'
import { detectFormat } from './detect-format'
import { openForeign } from './foreign/open-foreign'
import { JsonTable } from './json/json-table'
import type { OpenContext } from './open-context'
import type { SourceFile } from './source-file'
import { openWorkbook } from './spreadsheets/open-workbook'
import type { Table } from './table'
import { UnpackedFile } from './unpack-gzip'

/** A file that has been looked at: its tables, and what is known about all of it. */
export interface OpenedFile {
  format: Inspection['format']
  sheets: { name: string; hidden: boolean; rows: number | null }[]
  /** The tables that the options choose: one, or all that can be seen. */
  tables: Table[]
  delimited: OpenedDelimited | null
  /** SHA-256 of the file, to be asked for when its tables have been read. */
  sha256(): string
  close(): void
}

/** Opens a file of any format that is known. */
export async function openFile(
  source: SourceFile,
  options: Partial<ImportOptions>,
  context: OpenContext,
): Promise<OpenedFile> {
  const format = detectFormat(source)
  const sha256 = (): string => source.sha256()
  switch (format) {
    case 'delimited': {
      const delimited = openDelimited(source, options)
      const { table } = delimited
      return { format, sheets: [], tables: [table], delimited, sha256: () => table.sha256, close: () => {} }
    }
    case 'xlsx':
      return { format, ...(await openWorkbook(source, options, context.firstOnly ?? false)), delimited: null, sha256 }
    case 'json':
      return { format, sheets: [], tables: [await JsonTable.open(source)], delimited: null, sha256, close: () => {} }
    case 'gzip':
      return openGzip(source, options, context)
    default:
      return {
        format,
        ...(await openForeign(source, foreignFormats[format], options, context)),
        delimited: null,
        sha256,
      }
  }
}

const foreignFormats = { xls: 'spreadsheet', ods: 'spreadsheet', parquet: 'parquet', sqlite: 'sqlite' } as const

/** What is inside is opened; the receipt is about the file that was chosen. */
async function openGzip(
  source: SourceFile,
  options: Partial<ImportOptions>,
  context: OpenContext,
): Promise<OpenedFile> {
  const unpacked = await UnpackedFile.open(source, context.check)
  try {
    if (detectFormat(unpacked.source) === 'gzip')
      throw failure('formatUnknown', { file: source.name, found: 'gzip in gzip' })
    const opened = await openFile(unpacked.source, options, context)
    return {
      ...opened,
      sha256: () => source.sha256(),
      close: () => {
        opened.close()
        unpacked.close()
      },
    }
  } catch (thrown) {
    unpacked.close()
    throw thrown
  }
}
