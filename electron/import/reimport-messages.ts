import type { ImportDiff, ImportMode } from '@shared/contract/reimport'
import type { ColumnInfo } from '@shared/dataset/schema'

/** The dataset that an import goes into, as it is before. */
export interface StagingBase {
  datasetId: string
  revisionId: number
  columns: ColumnInfo[]
}

/** A file that lies in an unpublished revision of its own. */
export interface StagedFile {
  revisionId: number
  file: string
  columns: ColumnInfo[]
  nRows: number
  /** Where the file's rows stand: from `rowId` on, the row of the file is the row id plus `offset`. */
  rowOffsets: readonly { rowId: number; offset: number }[]
}

/** Files that become one revision, the first one's, together with what the dataset held before. */
export interface StagingMerge {
  files: StagedFile[]
  /** Name of the column that says which file a row came from; null: none. */
  sourceColumn: string | null
  baseRevisionId: number | null
  mode: ImportMode
  /** Columns that name a row; null lets one be found. */
  key: string[] | null
}

/** What became of the files. */
export interface Merged {
  columns: ColumnInfo[]
  nRows: number
  /** Rows of each file that were read well, but not taken: their key is missing or repeated. */
  refused: number[]
  diff: ImportDiff | null
}

/** Answer to each step of a merge: how far it is, or what came out. */
export interface MergeStep {
  fraction: number
  merged: Merged | null
}
