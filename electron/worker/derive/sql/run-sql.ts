import { toAppError } from '@shared/contract/app-error'
import type { RecipeStep, StepReport } from '@shared/recipe/recipe'
import { compileStep } from '@shared/recipe/sql/compile-step'
import { isBreak, type SqlBreak, type SqlMade } from '@shared/recipe/sql/sql-break'
import type { SqlRelation } from '@shared/recipe/sql/sql-relation'
import { identifier } from '../../../database/connection'
import type { Revision } from '../../../database/dataset-store'
import type { BreakInput, BreakOutcome } from './breaks/break-outcome'
import { groupedRows } from './breaks/group-rows'
import { joinedRows, unitedRows, unpivotedRows } from './breaks/join-rows'
import { distinctRows, sortRows } from './breaks/order-rows'
import { sampledRows } from './breaks/sample-rows'
import { counted } from './count-rows'
import { describeColumns, withStorages } from './describe-columns'
import { type RowWise, reportOf, reportSteps } from './report-steps'
import type { Scratch } from './scratch'
import { materialized, relisted, rowsOfTable, type SqlRows, type SqlTable, settled } from './sql-table'

/** Expressions in which others have been put grow; beyond this the rows are written down and all begins anew from them. */
const longest = 50_000
/** SQLite answers this many columns at most, and ours are counted twice. */
const widest = 900

export interface SqlServices {
  /** A dataset as it is now. @throws datasetUnknown */
  dataset(nameOrId: string): Revision
  /** Takes note that a dataset goes in. */
  uses(revision: Revision): void
  /** Called before each step with its place. */
  step(place: number): void
}

/** How far SQL went. */
export interface SqlRun {
  rows: SqlRows
  nRows: number
  /** One per step that was done, or is switched off. The first step without one is not for SQL. */
  reports: StepReport[]
}

/**
 * Does the first steps of a recipe in SQL, as many as it can: steps that compute row by row are only noted and counted, others leave
 * a list of rows or a table behind. No row comes into memory.
 */
export function runSql(
  scratch: Scratch,
  revision: Revision,
  steps: readonly RecipeStep[],
  services: SqlServices,
): SqlRun {
  const runner = new SqlRunner(scratch, revision, services)
  for (const [place, step] of steps.entries()) {
    services.step(place)
    if (!runner.take(step, place)) break
  }
  return runner.finish()
}

class SqlRunner {
  readonly #scratch: Scratch
  readonly #services: SqlServices
  readonly #reports: StepReport[] = []
  /** Where the steps that wait begin, and what they make of it. */
  #start: SqlRows
  #rows: SqlRows
  #waiting: RowWise[] = []
  #isOver = false

  constructor(scratch: Scratch, revision: Revision, services: SqlServices) {
    const base = `workspace.${identifier(revision.tableName)}`
    this.#scratch = scratch
    this.#services = services
    this.#start = rowsOfTable(base, revision.columns, revision.nRows)
    this.#rows = this.#start
  }

  /** Does a step; false when it is not for SQL. */
  take(step: RecipeStep, place: number): boolean {
    if (!step.enabled) return this.#wait({ step, place, made: null }, this.#rows.relation)
    let made = this.#compile(step)
    if (made === null || isBreak(made)) {
      if (!this.#settle(made === null)) return false
      this.#begin(relisted(this.#scratch, this.#rows))
      made = this.#compile(step)
    }
    if (made === null) return false
    if (isBreak(made)) return this.#break(step, place, made)
    if (made.relation.columns.length > widest) return false
    return this.#wait({ step, place, made }, made.relation)
  }

  finish(): SqlRun {
    if (!this.#isOver) this.#settle(false)
    const nRows = this.#count()
    return { rows: this.#rows, nRows, reports: this.#reports }
  }

  #compile(step: RecipeStep): SqlMade | null {
    const dataset = (name: string) => ({ name, columns: this.#services.dataset(name).columns })
    return compileStep(this.#rows.relation, step, { dataset })
  }

  #count(): number {
    const { source, relation } = this.#rows
    return counted(this.#scratch, source, (count) => count(relation.where))
  }

  #wait(one: RowWise, relation: SqlRelation): boolean {
    this.#waiting.push(one)
    this.#rows = { source: this.#rows.source, relation }
    if (lengthOf(relation) > longest) {
      if (!this.#settle(false)) return false
      this.#begin(materialized(this.#scratch, this.#rows))
    }
    return true
  }

  /** The next steps are counted from here. */
  #begin(rows: SqlRows): void {
    this.#rows = rows
    this.#start = rows
  }

  /**
   * Counts what the waiting steps did, so that the rows behind them are known: every column's storage and, if asked for, every row's
   * place. False when one lacks what it needs: then all ends before it.
   */
  #settle(withPlaces: boolean): boolean {
    const waiting = this.#waiting
    const reports = reportSteps(this.#scratch, this.#start, waiting)
    this.#reports.push(...reports)
    this.#waiting = []
    const isFit = reports.length === waiting.length
    if (!isFit) {
      const last = waiting.slice(0, reports.length).findLast(({ made }) => made !== null)
      this.#rows = { source: this.#start.source, relation: last?.made?.relation ?? this.#start.relation }
    }
    const known = withStorages(this.#scratch, this.#rows)
    this.#begin(isFit && withPlaces ? settled(this.#scratch, known) : known)
    this.#isOver = !isFit
    return isFit
  }

  #break(step: RecipeStep, place: number, made: SqlBreak): boolean {
    const nRows = this.#count()
    const other = 'dataset' in made ? this.#services.dataset(made.dataset) : null
    const outcome = outcomeOf({ scratch: this.#scratch, rows: this.#rows, nRows, other }, made)
    if (!outcome) return false
    if (other) this.#services.uses(other)
    this.#begin(outcome.rows)
    const counts = { ...outcome.touched, nRows: outcome.nRows, nColumns: outcome.rows.relation.columns.length }
    this.#reports.push(reportOf(step, place, counts, outcome.notes))
    return true
  }
}

/** What a step refuses, its own code says better. */
function outcomeOf(input: BreakInput, made: SqlBreak): BreakOutcome | null {
  try {
    return breakRows(input, made)
  } catch (thrown) {
    if (toAppError(thrown).code === 'sampleTooLarge') return null
    throw thrown
  }
}

function breakRows(input: BreakInput, made: SqlBreak): BreakOutcome | null {
  switch (made.kind) {
    case 'sort':
      return sortRows(input, made)
    case 'distinct':
      return distinctRows(input, made)
    case 'sample':
      return sampledRows(input, made)
    case 'group':
      return groupedRows(input, made)
    case 'join':
      return joinedRows(input, made)
    case 'union':
      return unitedRows(input, made)
    case 'unpivot':
      return unpivotedRows(input, made)
  }
}

function lengthOf({ columns, where }: SqlRelation): number {
  return columns.reduce((sum, { sql }) => sum + sql.length, 0) + where.reduce((sum, sql) => sum + sql.length, 0)
}

/** The rows that SQL has come to, as a table with its columns described. */
export function tableOf(scratch: Scratch, { rows, nRows }: SqlRun, revision: Revision): SqlTable {
  const isFirst = rows.source.base === `workspace.${identifier(revision.tableName)}`
  const columns = describeColumns(scratch, rows, nRows, isFirst ? revision.columns : [])
  return { ...rows, nRows, columns }
}
