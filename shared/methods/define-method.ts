import type { z } from 'zod'
import type { ResultElement } from '../contract/result-elements'
import type { Diagnostics, Progress } from '../contract/run-events'
import type { Text } from '../contract/text'
import type { Column, Matrix } from '../dataset/column'
import type { ColumnRole, MeasureType, StorageType } from '../dataset/schema'
import type { RisingReason } from '../learning/risk/rising-reason'
import type { Random } from '../math/random'
import type { SharedMemory } from '../math/wasm/shared-memory'

/** One column role of a method. Its words are `methods.<id>.inputs.<role>.label` and `.help`. */
export interface InputRole {
  /** A role of `many` columns comes as a list in JSON, a role of `one` as a name. */
  count: 'one' | 'many'
  required: boolean
  /** Fewest columns of a `many` role; 1 when absent. */
  min?: number
  /** Measure types the form offers. The command line also takes others whose values can be read as `as` says. */
  measureTypes: readonly MeasureType[]
  /**
   * How values arrive: numbers; category codes; `any`: numbers where the column holds numbers and codes where it holds text;
   * `mixed`: codes only where a column of categories cannot be read as numbers.
   */
  as: 'numeric' | 'categorical' | 'any' | 'mixed'
  /** A second name under which a request may give this role. */
  alias?: string
  /** Most different values of a column that is proposed; any number when absent. */
  mostValues?: number
  /** Recognised column roles that are proposed first. */
  prefer?: readonly ColumnRole[]
}

/** Columns as `compute` gets them: all of the run's rows, dropped or not; `rowIds` gives each one's dataset row. */
export interface MethodInput {
  nRows: number
  /** 0-based dataset row of each row here; equal to the index when the run takes all rows. */
  rowIds: Int32Array
  /** Per declared role, in the order chosen; an optional role not given is an empty list. */
  columns: Readonly<Record<string, readonly Column[]>>
}

/** A numerical kernel that several threads run on shared memory; registered by name in shared/math/kernels. */
export type KernelBuffers = Readonly<
  Record<string, Float64Array | Float32Array | Int32Array | Uint8Array | SharedMemory>
>
export type KernelValues = Readonly<Record<string, number>>
export interface KernelRange {
  start: number
  end: number
  /** Position among the ranges: where a kernel writes its partial sums. */
  index: number
}
export type Kernel = (buffers: KernelBuffers, values: KernelValues, range: KernelRange) => void

export interface MethodContext {
  readonly seed: number
  readonly random: Random
  /** True once the user cancelled; kernels poll it at least every 100 ms and return, and compute then throws `cancelled`. */
  cancelled(): boolean
  /**
   * Runs a registered kernel over the ranges, on as many threads as there are, and returns when all are done.
   * Buffers must be on SharedArrayBuffers (see `createMatrix(…, true)`); a kernel in WebAssembly gets the memory that they
   * lie in as one more buffer. Partial results go to slots by `range.index` and are combined in that order, so that
   * numbers do not depend on the number of threads. Throws when cancelled.
   */
  parallel(kernel: string, buffers: KernelBuffers, values: KernelValues, ranges: readonly KernelRange[]): void
}

/** What compute knows of its own run; the runner adds duration and seed. */
export type MethodDiagnostics = Omit<Diagnostics, 'durationMs' | 'seed'>

export interface Outcome<R> {
  result: R
  diagnostics: MethodDiagnostics
}

/** What `present` may use beside the result. */
export interface PresentContext<P> {
  params: P
  diagnostics: Diagnostics
  /** Column names per role, as chosen. */
  columns: Readonly<Record<string, readonly string[]>>
  /** What a stored run was made of and by; absent where it is not stored yet. */
  origin?: { dataset: string | null; revision: number | null; appVersion: string }
  /** The segment's own name, or "Segment 1" when it has none. */
  segmentName(label: number): Text
}

export interface Reference {
  /** Authors, year, title, where. Never translated. */
  citation: string
  /** Standard name of the variant used, e.g. "R-7" or "Lloyd". */
  variant?: string
}

/** A column that a stored model needs, and how it wants the values. */
export interface WantedByModel {
  name: string
  as: 'numeric' | 'categorical'
}

/** Rows as a stored model sees them, with what is not as it was in training. */
export interface ScoredRows {
  target: string
  positive: string | null
  classes: readonly string[]
  /** Of the positive class, or rows × classes; null for a regression. */
  probabilities: Float64Array | Matrix | null
  predictions: readonly (string | number | null)[]
  /** Per row its strongest columns with what each adds; null where the model has no reasons. */
  reasons: readonly (readonly { column: string; value: string | number | null; contribution: number }[])[] | null
  report: {
    unknown: readonly { column: string; levels: string[]; rows: number }[]
    missing: readonly { column: string; rows: number }[]
    /** Population stability index per column against the training rows. */
    drift: readonly { column: string; psi: number; level: 'none' | 'some' | 'much' }[]
  }
}

/** What a stored model says of one row, and why. */
export interface ScoredRow {
  /** The class, or the number. */
  prediction: string | number
  /** Per class; null for a regression. */
  probabilities: number[] | null
  /** The class that the contributions speak for; null for a regression. */
  class: string | null
  /** Base and contributions add up to the answer here; null where the model has no reasons. */
  space: 'log-odds' | 'probability' | 'target' | null
  base: number | null
  contributions: { column: string; value: string | number | null; contribution: number }[]
}

/** Predicts rows that a stored run has not seen. */
export interface RowScorer {
  columns(result: unknown): readonly WantedByModel[]
  /**
   * @param columns as `columns` wants them, all of them
   * @param withReasons false where nobody asks for them: they take longer than the predictions
   */
  score(result: unknown, columns: readonly Column[], nRows: number, withReasons?: boolean): ScoredRows
  /** What raises the probability of each row, strongest first; none where there are not two classes. */
  rising(result: unknown, columns: readonly Column[], nRows: number): RisingReason[][]
  /** @param columns as `columns` wants them, of one row */
  explain(result: unknown, columns: readonly Column[]): ScoredRow
  elements(row: ScoredRow, result: unknown, at: number): ResultElement[]
  /** A question in SQL that gives every row of a table its prediction; null where the model has no SQL. */
  toSql(result: unknown, source: { table: string; storage: ReadonlyMap<string, StorageType> }): string | null
}

export type MethodFamily = 'explore' | 'segments' | 'value' | 'predict'

/** The declared half of a method: everything that forms, validation, command line and reports need. */
export interface MethodSpec<P extends z.ZodObject, R> {
  /** Kebab-case; words are `methods.<id>.name`, `.summary`, `.formula`, `.caveats`, `.params.<name>.label|.help`. */
  id: string
  family: MethodFamily
  inputs: Readonly<Record<string, InputRole>>
  params: P
  result: z.ZodType<R>
  /** Fields of the result with one entry per row (array) or one row per row (matrix). */
  perRow: readonly (keyof R & string)[]
  /** The field that holds segment labels, when the method makes segments. */
  segmentLabels?: (keyof R & string) | undefined
  /** Fields that are stored with the run and left out of what `run` writes: fitted models, long arrays that repeat others. */
  unprinted?: readonly (keyof R & string)[] | undefined
  /** Columns that parameters name, per role; they count as given in the request. */
  namedColumns?(params: z.output<P>): Readonly<Record<string, string>>
  /** Names of the segments by label, for methods that know who is in each; others number them. */
  segmentNames?(params: z.output<P>): readonly Text[]
  references: readonly Reference[]
  /** Parameters shown above "More", most important first. */
  primaryParams: readonly string[]
  /** Expected seconds and bytes for n rows and d columns on one core, shown before a heavy run. */
  estimate?(nRows: number, nColumns: number, params: z.output<P>): { seconds: number; bytes: number }
}

export interface Method<P extends z.ZodObject = z.ZodObject, R = unknown> extends MethodSpec<P, R> {
  compute(input: MethodInput, params: z.output<P>, context: MethodContext): Generator<Progress, Outcome<R>, void>
  present(result: R, context: PresentContext<z.output<P>>): ResultElement[]
  /**
   * Why one row of the method's list of customers has its numbers: formulas with the numbers filled in.
   * @param position of the row in the list
   * @param own the customer's rows of the dataset, as `compute` got them; null where they are not known
   */
  explain?(result: R, position: number, context: PresentContext<z.output<P>>, own: MethodInput | null): ResultElement[]
  /** Of methods that predict. */
  scorer?: RowScorer
}

/** Checks a method's declaration at compile time and hands it on. */
export function defineMethod<P extends z.ZodObject, R>(spec: MethodSpec<P, R>): MethodSpec<P, R> {
  return spec
}

/** Joins the facets of a method; called once, in shared/methods/<id>/index.ts. */
export function assembleMethod<P extends z.ZodObject, R>(
  spec: MethodSpec<P, R>,
  compute: Method<P, R>['compute'],
  present: Method<P, R>['present'],
  explain?: Method<P, R>['explain'],
): Method<P, R> {
  return { ...spec, compute, present, ...(explain ? { explain } : {}) }
}
