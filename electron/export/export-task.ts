import type { ExportFormat } from '@shared/contract/channels'

/** A column beside the dataset's own, by dataset row: words, such as the segment of each row (a negative code is none), or numbers (NaN is none). */
export type AddedColumn =
  | { name: string; codes: Int32Array; levels: readonly string[] }
  | { name: string; values: Float64Array }

/** Rows of a revision to write to a file. */
export interface ExportTask {
  /** Path of the workspace file. */
  workspace: string
  revisionId: number
  /** 0-based rows in the order to write; all in dataset order when null. */
  rowIds: Int32Array | null
  /** Names; all columns when absent. */
  columns?: readonly string[] | undefined
  added?: readonly AddedColumn[] | undefined
  path: string
  /** Where the file is written until it is whole; beside it when absent. */
  draft?: string | undefined
  format: ExportFormat
  /** Text that a spreadsheet would run as a formula is disarmed (CSV only: the other formats tell words from formulas). */
  formulaSafe: boolean
}

/** What was written. */
export interface ExportReceipt {
  path: string
  format: ExportFormat
  rows: number
  columns: string[]
  bytes: number
  /** Hexadecimal digest of the file. */
  sha256: string
  /** Cells that got an apostrophe in front, because a spreadsheet would have run them. */
  cellsEscaped: number
  /** Cells of a workbook whose words are longer than the 32,767 characters that its format allows: their beginning is there. */
  cellsCut: number
  /** Sheets of a workbook, each with at most 1,048,575 rows below its header; 1 for other formats. */
  sheets: number
}
