import type { Dialect } from './delimited/dialect'
import type { LineReader, RawRow } from './rows/row'
import type { SampleRow } from './rows/sample'

/** How far reading has come: in bytes of the file where that is known, else in rows. */
export interface ReadProgress {
  fraction: number | null
}

/** One table of a file: a delimited text, a sheet, a list of objects. It can be read more than once. */
export interface Table {
  /** Name of the sheet or inner table; null where a file is one table. */
  sheet: string | null
  hidden: boolean
  /** Columns that the sheet does not show; absent where a format cannot hide any. */
  hiddenColumns?: ReadonlySet<number>
  /** Names that the format itself knows; null where they stand in rows of the table. */
  names: readonly string[] | null
  /** The first rows, blank ones included. */
  head: readonly SampleRow[]
  /** Rows from all over the rest. */
  spread: readonly SampleRow[]
  /** Whether head and spread are all rows there are. */
  complete: boolean
  /** Whether rows have widths of their own (lines of text), so that an odd one is damaged. */
  ragged: boolean
  /** Columns of the table. */
  width: number
  estimatedRows: number | null
  /** Other ways to read a line that does not fit the table; absent where a format has no lines. */
  readings?: LineReader
  /** How lines become cells; absent where rows are no lines. */
  dialect?: Dialect
  /**
   * Reads all rows from the first on, block by block. Between two blocks the reader waits to be asked for the next.
   * @param onRow gets one row object again and again
   */
  read(onRow: (row: RawRow) => void): AsyncIterable<ReadProgress> | Iterable<ReadProgress>
}
