import { AppException, failure } from '@shared/contract/app-error'
import { text } from '@shared/contract/text'
import { isMatrix } from '@shared/dataset/column'
import { fieldAt, isRecords } from '@shared/dataset/records'
import { unpackResult } from '@shared/dataset/result-arrays'
import { readTarget } from '@shared/learning/predictive/read-target'
import type { PredictiveResult } from '@shared/learning/predictive/result'
import type { RiskRows } from '@shared/learning/risk/rank-risk'
import type { RiskChoice } from '@shared/learning/risk/risk-choice'
import type { RowScorer, ScoredRows } from '@shared/methods/define-method'
import type { ReadableDatabase } from '../../database/connection'
import { type Revision, readRevision, readRevisionById } from '../../database/dataset-store'
import { readPackedResult } from '../../database/run-arrays'
import { readBasis } from '../../database/run-store'
import { loadColumns } from '../load-columns'
import type { OpenedRun } from '../present-run'
import { requireColumns } from '../score-dataset'
import { keysOfRows } from '../segments/customer-rows'
import { basisOf } from '../segments/segment-scope'

/** A run of a classification with two classes, and the rows its list is made of. */
export interface RiskSource {
  run: OpenedRun
  result: PredictiveResult
  scorer: RowScorer
  revision: Revision
  /** Whether they are the rows the run was made on. */
  isOwn: boolean
}

/**
 * @param dataset by name or id; the run's own rows when absent
 * @throws scoreNone, riskNotBinary, scoreColumnsMissing, datasetUnknown
 */
export function riskSource(database: ReadableDatabase, run: OpenedRun, dataset: string | undefined): RiskSource {
  const { method, revisionId, summary } = run
  const named = { method: text(`methods.${summary.methodId}.name`) }
  if (!method.scorer || revisionId === null) throw failure('scoreNone', named, { parameter: 'model' })
  const result = run.result as PredictiveResult
  if (result.classes?.length !== 2 || !result.rowScores) throw failure('riskNotBinary', named, { parameter: 'model' })
  const own = readRevisionById(database, revisionId)
  const revision = dataset === undefined ? own : readRevision(database, dataset)
  const isOwn = revision.id === own.id
  if (!isOwn) requireColumns(method.scorer.columns(result), revision, dataset ?? '')
  return { run, result, scorer: method.scorer, revision, isOwn }
}

/** Rows of a dataset predicted by the stored model, without reasons. */
export function scoreRevision(database: ReadableDatabase, source: RiskSource, cancelled: () => boolean): ScoredRows {
  const { scorer, result, revision } = source
  const columns = loadColumns(database, revision, scorer.columns(result), null, cancelled)
  return scorer.score(result, columns, revision.nRows, false)
}

/** Probabilities of all rows: honest ones where the run has them, else the model's. */
export function readProbabilities(
  database: ReadableDatabase,
  source: RiskSource,
  cancelled: () => boolean,
): Pick<RiskRows, 'probability' | 'isHonest'> {
  const { result, isOwn, run, revision } = source
  const isHonest = new Uint8Array(revision.nRows)
  if (!isOwn) return { probability: probabilitiesOf(scoreRevision(database, source, cancelled)), isHonest }
  const probability = result.rowScores.slice()
  for (let row = 0; row < probability.length; row++) isHonest[row] = Number.isNaN(probability[row]) ? 0 : 1
  if (isHonest.every((flag) => flag === 1) || readBasis(database, run.summary.id).rowIds)
    return { probability, isHonest }
  const learned = probabilitiesOf(scoreRevision(database, source, cancelled))
  for (let row = 0; row < probability.length; row++) if (isHonest[row] === 0) probability[row] = learned[row] as number
  return { probability, isHonest }
}

function probabilitiesOf({ probabilities }: ScoredRows): Float64Array {
  if (probabilities && !isMatrix(probabilities)) return probabilities
  throw failure('internal', { detail: 'no probabilities of two classes' })
}

/** 1 where the outcome is the one asked for, 0 where it is the other, NaN where it is not known; null without such a column. */
export function readOutcome(
  database: ReadableDatabase,
  { result, run, revision }: RiskSource,
  cancelled: () => boolean,
): Float64Array | null {
  if (!revision.columns.some(({ name }) => name === result.target)) return null
  const wanted = [{ name: result.target, as: 'any' as const }]
  const [column] = loadColumns(database, revision, wanted, null, cancelled)
  if (!column) return null
  const choice = { methodId: run.summary.methodId, tasks: ['classification'] as const, task: 'classification' as const }
  try {
    return readTarget(column, revision.nRows, { ...choice, positive: result.positive }).y
  } catch (thrown) {
    // Other rows may hold one class only, or a slip: then nothing is known of them.
    if (thrown instanceof AppException && thrown.error.code !== 'cancelled') return null
    throw thrown
  }
}

/** What each row is worth; null when probability alone counts. @throws columnMissing, columnNotNumeric, riskValueUnfit */
export function readValues(
  database: ReadableDatabase,
  { revision }: RiskSource,
  { value }: RiskChoice,
  cancelled: () => boolean,
): Float64Array | null {
  if (value.kind === 'none') return null
  if (value.kind === 'column') {
    const wanted = [{ name: value.column, as: 'numeric' as const }]
    const [column] = loadColumns(database, revision, wanted, null, cancelled)
    return column?.kind === 'numeric' ? column.values : null
  }
  const unfit = failure('riskValueUnfit', { run: value.runId, path: value.path })
  const [head = '', field = ''] = value.path.split('.')
  const table = (unpackResult(readPackedResult(database, value.runId)) as Record<string, unknown>)[head]
  const numbers = isRecords(table) ? table.fields[field] : undefined
  const ids = isRecords(table) ? table.fields['id'] : undefined
  if (!isRecords(table) || !(numbers instanceof Float64Array) || !ids) throw unfit
  const worth = new Map<string, number>()
  for (let row = 0; row < table.nRows; row++) worth.set(String(fieldAt(ids, row)), numbers[row] as number)
  const basis = basisOf(database, revision.datasetId, revision)
  const keys = keysOfRows(
    database,
    basis,
    Int32Array.from({ length: revision.nRows }, (_, row) => row),
  )
  if (keys.length === 0) throw unfit
  return Float64Array.from(keys, (key) => (key === null ? Number.NaN : (worth.get(key) ?? Number.NaN)))
}
