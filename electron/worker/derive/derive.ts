import type { ColumnInfo } from '@shared/dataset/schema'
import { applyRecipe, lineageOf, type RecipeServices } from '@shared/recipe/apply-recipe'
import { type ExampleRows, exampleRows } from '@shared/recipe/example-rows'
import { columnInfo, type Frame } from '@shared/recipe/frame'
import type { Derivation, RecipeStep, StepReport } from '@shared/recipe/recipe'
import { stepKindOf, stepParams } from '@shared/recipe/registry'
import { prepared, type ReadableDatabase } from '../../database/connection'
import { type Revision, readRevision, readRevisionById } from '../../database/dataset-store'
import { readArray } from '../../database/run-arrays'
import { readRun } from '../../database/run-store'
import { loadFrame } from './load-frame'
import type { Derived, DeriveRequest } from './messages'
import { planSql, type SqlTable } from './plan-sql'
import { scoreFrame } from './score-frame'

export interface DeriveServices {
  cancelled(): boolean
  progress(stage: string, fraction: number | null): void
}

/** A table computed from a revision, with what is to be said of it. */
export interface Computed {
  /** In memory, or as SQLite will compute it. */
  table: { frame: Frame } | { sql: SqlTable }
  nRows: number
  columns: ColumnInfo[]
  reports: StepReport[]
  source: Derivation
  examples: ExampleRows | null
}

/** Loads, applies the steps, and tells where everything came from. Nothing is written. @throws stepFailed, cancelled */
export function derive(database: ReadableDatabase, request: DeriveRequest, services: DeriveServices): Computed {
  const { from, steps, lenient, kind } = request
  services.progress('load', null)
  const inputs: Derivation['inputs'] = []
  const planned = planFrom(database, from, steps)
  if (planned && !isWatched(request, planned.revision)) {
    const { table, reports, revision } = planned
    inputs.push({ dataset: revision.datasetId, revision: revision.number })
    const source = { kind, steps: steps.filter(({ enabled }) => enabled), inputs }
    return { table: { sql: table }, nRows: table.nRows, columns: table.columns, reports, source, examples: null }
  }
  const start = startOf(database, from, services, inputs)
  const context = recipeServices(database, services, inputs)
  const watch = new Watch(request)
  const { frame, reports } = applyRecipe(start.frame, steps, context, {
    base: start.base,
    lenient,
    before: watch.before,
  })
  const done = steps.filter((step, i) => step.enabled && reports[i]?.error === null)
  const columns = frame.columns.map(columnInfo)
  const asked = 'sql' in from && from.sql !== undefined ? { sql: from.sql } : {}
  const source = { kind, steps: done, inputs, ...asked }
  return { table: { frame }, nRows: frame.nRows, columns, reports, source, examples: watch.examples(frame) }
}

/** Cells of a table that may be loaded only to show some of them. */
const mostWatched = 4e6

function isWatched({ examplesFrom }: DeriveRequest, { nRows, columns }: Revision): boolean {
  return examplesFrom !== undefined && nRows * columns.length <= mostWatched
}

/** Keeps the table as the first of the steps in question finds it, to compare it with what becomes of it. */
class Watch {
  private found: Frame | null = null

  constructor(private readonly request: DeriveRequest) {}

  readonly before = (place: number, frame: Frame): void => {
    if (place === this.request.examplesFrom) this.found = frame
  }

  examples(after: Frame): ExampleRows | null {
    const { steps, examplesFrom = 0 } = this.request
    if (!this.found) return null
    const others = steps.slice(examplesFrom).filter(({ enabled }) => enabled)
    return exampleRows(
      this.found,
      after,
      others.some((step) => stepKindOf(step.kind).changesRows(stepParams(step))),
    )
  }
}

export function derivedOf({ nRows, columns, reports, examples }: Computed, revision: Derived['revision']): Derived {
  return { revision, nRows, columns, reports, examples }
}

/** What SQLite can do by itself is left to it. */
function planFrom(database: ReadableDatabase, from: DeriveRequest['from'], steps: readonly RecipeStep[]) {
  if ('frame' in from) return null
  const revision = readRevisionById(database, from.revisionId)
  const planned = planSql(database, revision, steps)
  return planned && { ...planned, revision }
}

function startOf(
  database: ReadableDatabase,
  from: DeriveRequest['from'],
  { cancelled }: DeriveServices,
  inputs: Derivation['inputs'],
): { frame: Frame; base: string } {
  if ('frame' in from) {
    inputs.push(...from.inputs)
    return { frame: from.frame, base: 'frame' }
  }
  const revision = readRevisionById(database, from.revisionId)
  inputs.push({ dataset: revision.datasetId, revision: revision.number })
  return { frame: loadFrame(database, revision, cancelled), base: baseOf(revision) }
}

function recipeServices(
  database: ReadableDatabase,
  { cancelled, progress }: DeriveServices,
  inputs: Derivation['inputs'],
): RecipeServices {
  return {
    cancelled,
    progress: (fraction) => progress('recipe', fraction),
    dataset: (nameOrId) => {
      const revision = readRevision(database, nameOrId)
      inputs.push({ dataset: revision.datasetId, revision: revision.number })
      return loadFrame(database, revision, cancelled)
    },
    score: (runId, frame) => scoreFrame(database, runId, frame),
    runArray: (runId, path) => {
      const { revisionId } = readRun(database, runId)
      const lineage = revisionId === null ? '' : lineageOfRevision(database, revisionId)
      return { array: readArray(database, runId, path), lineage }
    },
  }
}

function baseOf({ datasetId, number }: Pick<Revision, 'datasetId' | 'number'>): string {
  return `${datasetId}/${number}`
}

/** Names the rows of a revision: those of the one its recipe began with, and the steps that changed them. */
function lineageOfRevision(database: ReadableDatabase, revisionId: number): string {
  const stored = prepared(database, 'SELECT source FROM revision WHERE id = ?').pluck().get(revisionId) as string | null
  const source = stored === null ? null : (JSON.parse(stored) as Partial<Derivation>)
  const base = source?.inputs?.[0]
  if (source?.kind !== 'recipe' || !base) return lineageOf(baseOf(readRevisionById(database, revisionId)), [])
  return lineageOf(baseOf({ datasetId: base.dataset, number: base.revision }), source.steps as RecipeStep[])
}
