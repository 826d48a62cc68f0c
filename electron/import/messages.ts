import type { MessagePort } from 'node:worker_threads'
import type { ImportOptions, ImportReceipt, Inspection, Reject } from '@shared/contract/import'
import type { ImportMode } from '@shared/contract/reimport'
import type { Result } from '@shared/contract/result'
import type { Progress } from '@shared/contract/run-events'
import type { Text } from '@shared/contract/text'
import type { ColumnInfo, Grain, StorageType } from '@shared/dataset/schema'
import type { StagingMerge } from './reimport-messages'
import type { Reading } from './rejects/reading'

/** What to import: a path (never seen by the renderer), the name people know the file by, and whatever was said about it. */
export interface ImportRequest {
  path: string
  /** Shown in receipts; the path's last part when absent. */
  file?: string
  /** Name of the dataset; made from the file's (and sheet's) name when absent. An existing one of this name gets a new revision. */
  dataset?: string
  options?: Partial<ImportOptions>
  /** Further files: those with the same header become one dataset. */
  more?: { path: string; file?: string }[]
  /** What the files are called together: the name of their folder. */
  collection?: string
}

/** One imported dataset: what the command line answers, and what the job tray opens. */
export interface ImportOutcome {
  datasetId: string
  receipt: ImportReceipt
}

/** Asked of the import worker. `cancelled` is a flag both sides see: a worker that parses has no time to read messages. */
export type WorkerRequest =
  | { type: 'inspect'; id: number; path: string; options: Partial<ImportOptions>; cancelled: Int32Array }
  | {
      type: 'import'
      id: number
      request: ImportRequest
      partsFolder: string
      database: MessagePort
      cancelled: Int32Array
    }

export type WorkerReply =
  | { type: 'progress'; id: number; progress: Progress }
  | { type: 'done'; id: number; result: Result<Inspection | ImportOutcome[]> }

/** A new revision on its way: what the database thread must know before the first row. */
export interface StagingBegin {
  dataset: string
  /** False: a dataset of this name is somebody else's, take the next free name ("sales 2"). */
  mayReplace: boolean
  storages: StorageType[]
}

/** The revision that was begun; `dataset` is the name it will appear under. */
export interface StagingBegun {
  revisionId: number
  datasetId: string
  dataset: string
}

/** What the database thread must know to publish a revision. `columns` are in the order of the stored ones. */
export interface StagingPublish {
  revisionId: number
  columns: ColumnInfo[]
  /** Said of a new dataset only; one that exists keeps what its owner declared. */
  grain: Grain
  customerKey: string | null
  /** How the file went into a dataset that was there. */
  mode: ImportMode
  /** Kept for the next file with one of these headers. */
  remembered: { signatures: string[]; options: Partial<ImportOptions> } | null
  receipt: {
    file: string
    sheet: string | null
    bytes: number
    sha256: string
    options: Partial<ImportOptions>
    rowsRead: number
    rowsImported: number
    rowsRejected: number
    encoding: string | null
    delimiter: string | null
    durationMs: number
    warnings: Text[]
    reading: Reading
  }
}

export interface StagingPublished {
  datasetIds: string[]
}

/** Asked of the database thread over the import's own port; each is answered in order. */
export type StagingRequest =
  | { type: 'begin'; id: number; begin: StagingBegin }
  /** Moves all rows of a part file into the revision, in one short transaction; the file is deleted afterwards. */
  | { type: 'part'; id: number; revisionId: number; path: string }
  | { type: 'rejects'; id: number; revisionId: number; rejects: Reject[] }
  /** Starts this revision's rows again: a column was not what its sample said. */
  | { type: 'discard'; id: number; revisionId: number; storages: StorageType[] }
  /** The dataset of this name as it is now; null when there is none. */
  | { type: 'base'; id: number; dataset: string }
  /** Puts files together, with one another and with what the dataset held, one short step at a time: asked until it is done. */
  | { type: 'merge'; id: number; merge: StagingMerge }
  /** The last transaction of an import: all its revisions appear at once. */
  | { type: 'publish'; id: number; revisions: StagingPublish[] }

export type StagingReply = { id: number; result: Result<unknown> }
