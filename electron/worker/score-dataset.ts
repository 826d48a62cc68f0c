import { failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import { jsonResult } from '@shared/dataset/result-arrays'
import type { RowScorer, ScoredRows, WantedByModel } from '@shared/methods/define-method'
import type { ReadableDatabase } from '../database/connection'
import { readRevision, readRevisionById } from '../database/dataset-store'
import { loadColumns } from './load-columns'
import type { Methods } from './method-of'
import { type OpenedRun, openRun } from './present-run'

/** Predicts the rows of a dataset with a stored run. */
export interface ScoreTask {
  workspace: string
  runId: string
  dataset: string
}

/** The rows with what was said of them, and the names of columns that the model does not use. */
export interface ScoredDataset extends ScoredRows {
  nRows: number
  unusedColumns: string[]
}

/**
 * Scores the current rows of a dataset.
 * @throws runUnknown, scoreNone, datasetUnknown, scoreColumnsMissing naming what is not there, columnNotNumeric, cancelled
 */
export function scoreDataset(
  database: ReadableDatabase,
  methods: Methods,
  { runId, dataset }: ScoreTask,
  cancelled: () => boolean,
): ScoredDataset {
  const run = openRun(database, methods, runId)
  const scorer = scorerOf(run)
  const wanted = scorer.columns(run.result)
  const revision = readRevision(database, dataset)
  requireColumns(wanted, revision, dataset)
  const names = revision.columns.map(({ name }) => name)
  const columns = loadColumns(database, revision, wanted, null, cancelled)
  const used = new Set(wanted.map(({ name }) => name))
  const scored = scorer.score(run.result, columns, revision.nRows)
  return { ...scored, nRows: revision.nRows, unusedColumns: names.filter((name) => !used.has(name)) }
}

/** @throws scoreColumnsMissing naming what is not there */
export function requireColumns(
  wanted: readonly WantedByModel[],
  { columns }: { columns: readonly { name: string }[] },
  dataset: string,
): void {
  const names = columns.map(({ name }) => name)
  const missing = wanted.filter(({ name }) => !names.includes(name)).map(({ name }) => name)
  if (missing.length === 0) return
  const values = { dataset, missing: missing.join(', '), columns: names.join(', ') }
  throw failure('scoreColumnsMissing', values, { column: missing[0] as string })
}

/**
 * A stored predictive model as JSON, or as SQL on the dataset it learned from.
 * @throws scoreNone; modelNoSql where a model has no SQL
 */
export function writePredictiveModel(database: ReadableDatabase, run: OpenedRun, format: 'sql' | 'json'): string {
  const scorer = scorerOf(run)
  const { summary, revisionId } = run
  if (format === 'json') return JSON.stringify(modelDocument(run), null, 2)
  if (revisionId === null) throw failure('internal', { detail: 'a model without data' })
  const { columns } = readRevisionById(database, revisionId)
  const storage = new Map(columns.map((column) => [column.name, column.storage]))
  const written = scorer.toSql(run.result, { table: summary.dataset ?? '', storage })
  if (written !== null) return written
  throw failure('modelNoSql', { method: text(`methods.${summary.methodId}.name`) }, { parameter: 'out' })
}

function modelDocument({ summary, result }: OpenedRun) {
  const { target, positive, classes, task, threshold, fitted } = result as Record<string, unknown>
  const { id: runId, methodId, appVersion } = summary
  return {
    runId,
    methodId,
    appVersion,
    ...(jsonResult({ task, target, positive, classes, threshold, fitted }) as object),
  }
}

/** @throws scoreNone */
export function scorerOf({ method, summary }: OpenedRun): RowScorer {
  if (method.scorer) return method.scorer
  throw failure('scoreNone', { method: text(`methods.${summary.methodId}.name`) }, { parameter: 'model' })
}
