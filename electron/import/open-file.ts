import { failure } from '@shared/contract/app-error'
import type { ImportOptions, Inspection } from '@shared/contract/import'
import { type OpenedDelimited, openDelimited } from './delimited/open-delimited'
import { detectFormat } from './detect-format'
import type { SourceFile } from './source-file'
import { openWorkbook } from './spreadsheets/open-workbook'
import type { Table } from './table'

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
export async function openFile(source: SourceFile, options: Partial<ImportOptions>): Promise<OpenedFile> {
  const format = detectFormat(source)
  switch (format) {
    case 'delimited': {
      const delimited = openDelimited(source, options)
      const { table } = delimited
      return { format, sheets: [], tables: [table], delimited, sha256: () => table.sha256, close: () => {} }
    }
    case 'xlsx': {
      const opened = await openWorkbook(source, options)
      return { format, ...opened, delimited: null, sha256: () => source.sha256() }
    }
    default:
      throw failure('formatUnknown', { file: source.name, found: format })
  }
}
