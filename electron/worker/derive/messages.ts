import type { MessagePort } from 'node:worker_threads'
import type { Result } from '@shared/contract/result'
import type { Progress } from '@shared/contract/run-events'
import type { ColumnInfo, Grain, StorageType } from '@shared/dataset/schema'
import type { ExampleRows } from '@shared/recipe/example-rows'
import type { Frame } from '@shared/recipe/frame'
import type { Derivation, RecipeStep, StepReport } from '@shared/recipe/recipe'

/** Which state of a dataset's recipe a revision becomes. */
export interface RecipeState {
  steps: RecipeStep[]
  /** Where it stands among the states. */
  position: number
  /** Whether later states are forgotten: a new step, not an undo. */
  truncate: boolean
  /** The position that held when this was begun; another one means that somebody else changed the recipe meanwhile. */
  after: number
}

/** Where a derived table goes: a dataset of its own, or the next revision of one. */
export type DeriveTarget =
  | { as: 'dataset'; name: string; grain?: Grain; customerKey?: string | null }
  /** With `recipe: null` it becomes what the dataset's recipe begins with, as an import does. */
  | { as: 'revision'; dataset: string; recipe: RecipeState | null }

/** What is to be computed, and from what. */
export interface DeriveRequest {
  /** A revision by its row in `revision`, or a table that is there already. */
  from: { revisionId: number } | { frame: Frame; inputs: Derivation['inputs']; sql?: string }
  steps: RecipeStep[]
  /** Steps that do not fit are left out and reported. */
  lenient: boolean
  /** Null computes the reports alone. */
  target: DeriveTarget | null
  /** `recipe`, `roll-up`, `join`, …: goes into the revision's source. */
  kind: string
  /** Some rows are to be shown before and after the steps from this place on. */
  examplesFrom?: number | undefined
}

/** A table that was derived; `revision` is null when nothing was to be written. */
export interface Derived {
  revision: DerivedRevision | null
  nRows: number
  columns: ColumnInfo[]
  reports: StepReport[]
  /** Null where none were asked for, or the table is too large to be looked at on the way. */
  examples: ExampleRows | null
}

/** A published revision: its row in `revision`, and its number within the dataset. */
export interface DerivedRevision {
  revisionId: number
  datasetId: string
  dataset: string
  revision: number
}

export interface BeginDerivation {
  target: DeriveTarget
  storages: StorageType[]
}

export interface PublishDerivation {
  nRows: number
  columns: ColumnInfo[]
  source: Derivation
  reports: StepReport[]
}

/** Asked of the database thread over the derivation's own port; each is answered in order. */
export type DerivationRequest =
  | { type: 'begin'; id: number; begin: BeginDerivation }
  | { type: 'part'; id: number; path: string }
  | { type: 'publish'; id: number; publish: PublishDerivation }

/** To the worker, once. */
export interface DeriveTask {
  workspace: string
  partsFolder: string
  request: DeriveRequest
  database: MessagePort
  /** 1 at position 0 once it is not wanted any more. */
  cancelled: Int32Array
}

export type DeriveReply = { type: 'progress'; progress: Progress } | { type: 'done'; result: Result<Derived> }
