import type { AppError } from '@shared/contract/app-error'

export type ForeignFormat = 'spreadsheet' | 'parquet' | 'sqlite'

/** A cell as a reader hands it over: dates and errors are marked, because they are text too. */
export type ForeignCell = string | number | boolean | null | { kind: 'date' | 'error'; text: string }

export interface ForeignSheet {
  name: string
  hidden: boolean
  rows: number | null
  /** Names of the columns, where the format knows them. */
  columns: string[] | null
}

/** One row with its 0-based position in the sheet. */
export interface ForeignRow {
  row: number
  cells: ForeignCell[]
}

/** To the child, one at a time; each has one answer. `rows` continues the sheet that `start` began. */
export type ToChild =
  | { type: 'open'; format: ForeignFormat; path: string; file: string }
  | { type: 'start'; sheet: number }
  | { type: 'rows'; count: number }

export type FromChild =
  | { type: 'sheets'; sheets: ForeignSheet[] }
  | { type: 'started' }
  | { type: 'rows'; rows: ForeignRow[]; last: boolean }
  | { type: 'failed'; error: AppError }

/** What a reader of a format offers; it lives in the child. */
export interface ForeignReader {
  sheets: ForeignSheet[]
  rows(sheet: number): Iterable<ForeignRow> | AsyncIterable<ForeignRow>
}
