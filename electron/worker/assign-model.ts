import { failure } from '@shared/contract/app-error'
import { type Column, NO_LABEL } from '@shared/dataset/column'
import { unpackResult } from '@shared/dataset/result-arrays'
import { segmentNamer } from '@shared/figures/segment-name'
import { translate } from '@shared/locales/translate'
import { assignRows } from '@shared/segments/model/assign-rows'
import { type AssignmentReport, type ModelRows, reportAssignment } from '@shared/segments/model/assignment-report'
import { modelSql } from '@shared/segments/model/model-sql'
import { modelColumns, type SegmentModel, segmentModel } from '@shared/segments/model/segment-model'
import type { ReadableDatabase } from '../database/connection'
import { type Revision, readRevision, readRevisionById } from '../database/dataset-store'
import { readPackedResult } from '../database/run-arrays'
import { readBasis, readRun } from '../database/run-store'
import { loadColumns } from './load-columns'
import type { Methods } from './method-of'
import { type OpenedRun, openRun } from './present-run'
import { writePredictiveModel } from './score-dataset'

/** Puts the rows of a dataset into the segments of a stored run. */
export interface AssignTask {
  workspace: string
  runId: string
  dataset: string
}

/** Writes the model of a stored run down. */
export interface ModelTask {
  workspace: string
  runId: string
  format: 'sql' | 'json'
}

/**
 * Assigns the current rows of a dataset; see `reportAssignment`.
 * @throws runUnknown, modelNone, datasetUnknown, modelColumnsMissing naming what is not there, columnNotNumeric, cancelled
 */
export function assignModel(
  database: ReadableDatabase,
  methods: Methods,
  { runId, dataset }: AssignTask,
  cancelled: () => boolean,
): AssignmentReport {
  const run = openRun(database, methods, runId)
  const model = modelOf(run)
  const wanted = modelColumns(model)
  const revision = readRevision(database, dataset)
  const names = checkColumns(model, revision, dataset)
  const training = trainingRows(database, run, model, cancelled)
  const columns = loadModelColumns(database, revision, model, cancelled)
  const report = reportAssignment(model, training, { nRows: revision.nRows, columns })
  return { ...report, unusedColumns: names.filter((name) => !wanted.includes(name)) }
}

/**
 * The label of every row of a revision, by the model of a stored run.
 * @throws runUnknown, modelNone, modelColumnsMissing, columnNotNumeric, cancelled
 */
export function modelLabels(
  database: ReadableDatabase,
  runId: string,
  revision: Revision,
  cancelled: () => boolean,
): Int32Array {
  const { summary } = readRun(database, runId)
  const model = segmentModel(summary.methodId, unpackResult(readPackedResult(database, runId)), String)
  checkColumns(model, revision, '')
  return assignRows(model, loadModelColumns(database, revision, model, cancelled), revision.nRows).labels
}

/** The model of a run as JSON, or as SQL on the dataset it was made from. @throws runUnknown, modelNone, modelNoSql */
export function writeModel(database: ReadableDatabase, methods: Methods, { runId, format }: ModelTask): string {
  const run = openRun(database, methods, runId)
  if (run.method.scorer) return writePredictiveModel(database, run, format)
  const model = modelOf(run)
  if (format === 'json') return `${JSON.stringify(model, null, 2)}\n`
  const { columns } = revisionOf(database, run)
  const storage = new Map(columns.map((column) => [column.name, column.storage]))
  return modelSql(model, { table: run.summary.dataset ?? '', storage })
}

/** Names of a revision's columns. @throws modelColumnsMissing when the model needs others */
function checkColumns(model: SegmentModel, { columns }: Revision, dataset: string): string[] {
  const names = columns.map(({ name }) => name)
  const missing = modelColumns(model).filter((name) => !names.includes(name))
  if (missing.length === 0) return names
  const values = { dataset, missing: missing.join(', '), columns: names.join(', ') }
  throw failure('modelColumnsMissing', values, { column: missing[0] as string })
}

function modelOf({ summary, result }: OpenedRun): SegmentModel {
  const classes = (result as { classes?: readonly string[] }).classes
  const namer = segmentNamer(summary.segmentNames)
  const nameOf = (label: number) =>
    summary.segmentNames[String(label)] ?? classes?.[label] ?? translate(namer(label), 'en')
  return segmentModel(summary.methodId, result, nameOf)
}

function revisionOf(database: ReadableDatabase, { revisionId }: OpenedRun): Revision {
  if (revisionId === null) throw failure('internal', { detail: 'a model without data' })
  return readRevisionById(database, revisionId)
}

/** The rows that the run was computed on, with their labels. */
function trainingRows(
  database: ReadableDatabase,
  run: OpenedRun,
  model: SegmentModel,
  cancelled: () => boolean,
): ModelRows & { labels: Int32Array } {
  const revision = revisionOf(database, run)
  const { rowIds } = readBasis(database, run.summary.id)
  const columns = loadModelColumns(database, revision, model, cancelled)
  const { labels } = run.result as { labels: Int32Array }
  if (!rowIds) return { nRows: revision.nRows, columns, labels }
  const taken = columns.map(
    (column): Column =>
      column.kind === 'numeric'
        ? { ...column, values: Float64Array.from(rowIds, (row) => column.values[row] as number) }
        : { ...column, codes: Int32Array.from(rowIds, (row) => column.codes[row] as number) },
  )
  return { nRows: rowIds.length, columns: taken, labels: Int32Array.from(rowIds, (row) => labels[row] ?? NO_LABEL) }
}

function loadModelColumns(
  database: ReadableDatabase,
  revision: Revision,
  model: SegmentModel,
  cancelled: () => boolean,
): Column[] {
  const { rule } = model
  const isCategory = (name: string) =>
    rule.kind !== 'tree' && rule.features.some((feature) => feature.name === name && feature.level !== undefined)
  const asOf = (name: string) => (rule.kind === 'tree' || isCategory(name) ? 'any' : 'numeric')
  return loadColumns(
    database,
    revision,
    modelColumns(model).map((name) => ({ name, as: asOf(name) })),
    null,
    cancelled,
  )
}
