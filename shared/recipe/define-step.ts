import type { z } from 'zod'
import type { Text } from '../contract/text'
import type { PackedArray } from '../dataset/result-arrays'
import type { ScoredRows } from '../methods/define-method'
import type { Frame } from './frame'
import type { SqlContext, SqlMade } from './sql/sql-break'
import type { SqlRelation } from './sql/sql-relation'
import type { WithoutSql } from './sql/without-sql'

/** What a step may ask for beside its table. */
export interface StepContext {
  /** Polled by loops that may take long; the step then throws `cancelled`. */
  cancelled(): boolean
  /** Another dataset as it is now, by name or id. @throws datasetUnknown */
  dataset(nameOrId: string): Frame
  /** A per-row array of a stored run, with the lineage of the rows it was computed on. @throws runUnknown, resultPathUnknown */
  runArray(runId: string, path: string): { array: PackedArray; lineage: string }
  /** The rows of a table predicted by the stored model of a run. @throws runUnknown, scoreNone, scoreColumnsMissing */
  score(runId: string, frame: Frame): ScoredRows
  /** Names the rows of the table as it comes in: equal lineages have the same rows in the same order. */
  readonly lineage: string
}

/** Rows that were changed, added or left out; cells whose value is another one or that are new. */
export interface Touched {
  rows: number
  cells: number
}

export interface StepOutcome {
  frame: Frame
  touched: Touched
  /** What a reader should know of this step's work, e.g. keys without a match. */
  notes?: Text[]
}

/** One kind of step. Its words are `steps.<kind>.name`, `.help`, `.words` and `.params.<name>.label|.help|.options.<value>`. */
export interface StepKind<P extends z.ZodObject = z.ZodObject> {
  /** Kebab-case. */
  kind: string
  /** Where the menu shows it. */
  group: StepGroup
  params: P
  /** Whether the rows that come out are other rows, or in another order, than those that came in. */
  changesRows(params: z.output<P>): boolean
  /** The step on a table. Pure and deterministic: the same table and parameters, the same outcome. Throws coded failures. */
  apply(frame: Frame, params: z.output<P>, context: StepContext): StepOutcome
  /** The step as SQL, where that gives the same on every row to the last bit; null where these parameters do not. */
  toSql?(relation: SqlRelation, params: z.output<P>, context: SqlContext): SqlMade | null
  /** Why SQL cannot do it, or not with all parameters and tables; null when it always can. */
  withoutSql: WithoutSql | null
  /** The step in a sentence. */
  words(params: z.output<P>): Text
}

export const stepGroups = ['rows', 'columns', 'values', 'derive', 'shape', 'combine'] as const
export type StepGroup = (typeof stepGroups)[number]

type Declaration<P extends z.ZodObject> = Omit<StepKind<P>, 'changesRows'> & {
  changesRows?: StepKind<P>['changesRows']
}

/** Declares a kind of step; its rows stay as they are unless it says otherwise. */
export function defineStep<P extends z.ZodObject>(declaration: Declaration<P>): StepKind<P> {
  return { changesRows: () => false, ...declaration }
}
