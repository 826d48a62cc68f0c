import type { ImportOptions, Inspection } from '@shared/contract/import'
import { type OpenedDelimited, openDelimited } from './delimited/open-delimited'
import { detectFormat } from './detect-format'
import type { SourceFile } from './source-file'
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
}

/** Opens a file of any format that is known. */
export async function openFile(source: SourceFile, options: Partial<ImportOptions>): Promise<OpenedFile> {
  const format = detectFormat(source)
  switch (format) {
    case 'delimited': {
      const delimited = openDelimited(source, options)
      return {
        format,
        sheets: [],
        tables: [delimited.table],
        delimited,
        sha256: () => delimited.table.sha256,
      }
    }
  }
}
