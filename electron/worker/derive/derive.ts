import { failure } from '@shared/contract/app-error'
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
import { frameOfRun, loadFrame } from './load-frame'
import type { Derived, DeriveRequest } from './messages'
import { scoreFrame } from './score-frame'
import { runSql, tableOf } from './sql/run-sql'
import { Scratch } from './sql/scratch'
import type { SqlTable } from './sql/sql-table'

export interface DeriveServices {
  /** The workspace file, and a folder beside it for what is on its way. */
  workspace: string
  partsFolder: string
  cancelled(): boolean
  progress(stage: string, fraction: number | null): void
}

/** A table computed from a revision, with what is to be said of it. */
export interface Computed {
  /** In memory, or as SQLite will compute it; its scratch is to be closed when nobody needs it any more. */
  table: { frame: Frame } | { sql: SqlTable; scratch: Scratch }
  nRows: number
  columns: ColumnInfo[]
  reports: StepReport[]
  source: Derivation
  examples: ExampleRows | null
}

/**
 * Loads, applies the steps, and tells where everything came from. Nothing is written to the workspace. SQLite does the first steps, as
 * many as it can; only what it has made of the rows then comes into memory. @throws stepFailed, cancelled
 */
export function derive(database: ReadableDatabase, request: DeriveRequest, services: DeriveServices): Computed {
  const { from } = request
  services.progress('load', null)
  if ('frame' in from) {
    const start = { frame: from.frame, base: 'frame', inputs: [...from.inputs], done: [] }
    return inMemory(database, request, services, start)
  }
  const revision = readRevisionById(database, from.revisionId)
  if (isWatched(request, revision)) return inMemory(database, request, services, startOf(database, revision, services))
  const scratch = openScratch(services)
  let isKept = false
  try {
    const made = bySql(database, request, { services, scratch, revision })
    if ('reports' in made) {
      isKept = true
      return made
    }
    return inMemory(database, request, services, made)
  } finally {
    if (!isKept) scratch.close()
  }
}

/** A table in memory with which the row engine goes on. */
interface Start {
  frame: Frame
  base: string
  inputs: Derivation['inputs']
  /** What is said of the steps that made it. */
  done: readonly StepReport[]
}

interface Workshop {
  services: DeriveServices
  scratch: Scratch
  revision: Revision
}

/** What SQLite makes of a revision: the whole table, or where the steps themselves have to go on. */
function bySql(database: ReadableDatabase, { steps, kind }: DeriveRequest, shop: Workshop): Computed | Start {
  const { scratch, revision, services } = shop
  const inputs = [inputOf(revision)]
  const run = runSql(scratch, revision, steps, {
    dataset: (nameOrId) => readRevision(database, nameOrId),
    uses: (other) => void inputs.push(inputOf(other)),
    step: (place) => scratch.begin(place, steps.length),
  })
  const { reports } = run
  if (reports.length === steps.length) {
    const table = tableOf(scratch, run, revision)
    const source = { kind, steps: steps.filter(({ enabled }) => enabled), inputs }
    return {
      table: { sql: table, scratch },
      nRows: table.nRows,
      columns: table.columns,
      reports,
      source,
      examples: null,
    }
  }
  services.progress('load', null)
  const isUntouched = !steps.slice(0, reports.length).some(({ enabled }) => enabled)
  if (isUntouched) return { ...startOf(database, revision, services), done: reports }
  const frame = frameOfRun(scratch, run, revision, services.cancelled)
  return { frame, base: baseOf(revision), inputs, done: reports }
}

/** A revision as it stands. */
function startOf(database: ReadableDatabase, revision: Revision, { cancelled }: DeriveServices): Start {
  const frame = loadFrame(database, revision, cancelled)
  return { frame, base: baseOf(revision), inputs: [inputOf(revision)], done: [] }
}

const inputOf = ({ datasetId, number }: Revision) => ({ dataset: datasetId, revision: number })

function openScratch({ workspace, partsFolder, cancelled, progress }: DeriveServices): Scratch {
  return new Scratch(partsFolder, workspace, {
    check: () => {
      if (cancelled()) throw failure('cancelled')
    },
    progress: (fraction) => progress('recipe', fraction),
  })
}

function inMemory(
  database: ReadableDatabase,
  request: DeriveRequest,
  services: DeriveServices,
  { frame: start, base, inputs, done }: Start,
): Computed {
  const { from, steps, lenient, kind } = request
  const context = recipeServices(database, services, inputs)
  const watch = new Watch(request)
  const { frame, reports } = applyRecipe(start, steps, context, { base, lenient, done, before: watch.before })
  const fitting = steps.filter((step, i) => step.enabled && reports[i]?.error === null)
  const columns = frame.columns.map(columnInfo)
  const asked = 'sql' in from && from.sql !== undefined ? { sql: from.sql } : {}
  const source = { kind, steps: fitting, inputs, ...asked }
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
