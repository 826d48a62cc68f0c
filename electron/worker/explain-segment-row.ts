import { failure } from '@shared/contract/app-error'
import type { ResultElement } from '@shared/contract/result-elements'
import { NO_LABEL } from '@shared/dataset/column'
import { segmentNamer } from '@shared/figures/segment-name'
import type { RowScorer, ScoredRow } from '@shared/methods/define-method'
import type { FeaturePreparation } from '@shared/methods/feature-policy'
import { explainRow, type RowReasons, rowReasonElements } from '@shared/segments/explanation/explain-row'
import { featureValues } from '@shared/segments/model/space-value'
import type { Segmentation } from '@shared/segments/segmentation'
import type { ReadableDatabase } from '../database/connection'
import { readRevisionById } from '../database/dataset-store'
import { loadColumns } from './load-columns'
import type { OpenedRun } from './present-run'

/** Why a row of a dataset is in its segment or predicted as it is, as numbers and in words. */
export interface ExplainedRow {
  row: number
  reasons: RowReasons | ScoredRow
  elements: ResultElement[]
}

/**
 * Why a row is in its segment of a stored segmentation, or is predicted as it is by a stored model.
 * @param row 0-based row of the dataset
 * @throws runEarlier when an earlier version stored the run without what reasons need; modelNone when the run's method measures no distances to segments; rowUnknown
 */
export function explainSegmentRow(database: ReadableDatabase, run: OpenedRun, row: number): ExplainedRow {
  if (run.method.scorer && run.revisionId !== null) return explainPredictedRow(database, run, run.method.scorer, row)
  const { preparation, examples, labels } = run.result as Partial<Segmentation>
  const isEarlier = !run.method.result.safeParse(run.result).success
  if (isEarlier && run.method.segmentLabels !== undefined) {
    const { methodId, appVersion } = run.summary
    throw failure(
      'runEarlier',
      { method: { key: `methods.${methodId}.name` }, version: appVersion },
      { parameter: 'run' },
    )
  }
  if (!preparation || !examples || !labels || run.revisionId === null) {
    throw failure('modelNone', { method: { key: `methods.${run.summary.methodId}.name` } })
  }
  const label = labels[row]
  if (label === undefined) throw failure('rowUnknown', { row, rows: labels.length })
  const revision = readRevisionById(database, run.revisionId)
  const wanted = preparation.map(({ name, level }) => ({
    name,
    as: level === undefined ? ('numeric' as const) : ('any' as const),
  }))
  const columns = loadColumns(database, revision, wanted, Int32Array.of(row), () => false)
  const values = columns.map((column, j) => featureValues(preparation[j] as FeaturePreparation, column)[0] as number)
  const reasons = explainRow(preparation, examples.means, label === NO_LABEL ? null : label, values)
  return { row, reasons, elements: rowReasonElements(reasons, row, segmentNamer(run.summary.segmentNames)) }
}

function explainPredictedRow(
  database: ReadableDatabase,
  { revisionId, result }: OpenedRun,
  scorer: RowScorer,
  row: number,
): ExplainedRow {
  const revision = readRevisionById(database, revisionId as number)
  if (row >= revision.nRows) throw failure('rowUnknown', { row, rows: revision.nRows })
  const columns = loadColumns(database, revision, scorer.columns(result), Int32Array.of(row), () => false)
  const reasons = scorer.explain(result, columns)
  return { row, reasons, elements: scorer.elements(reasons, result, row) }
}
