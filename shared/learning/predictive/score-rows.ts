import type { Column } from '../../dataset/column'
import type { RowScorer, ScoredRows, WantedByModel } from '../../methods/define-method'
import { calibrationToSql } from '../calibration/calibration-sql'
import type { Estimator } from '../estimator'
import { likeliestClasses } from '../metrics/multiclass-metrics'
import { encodeRows } from '../pipeline/encode'
import { isCategory, levelAt, numberAt } from '../pipeline/source-column'
import { risingReasons } from '../risk/rising-reasons'
import { columnDrift } from './drift'
import { scoresOf } from './evaluate'
import { explainClasses } from './explain-classes'
import { explainScoredRow, scoredRowElements } from './explain-scored-row'
import { pipelineSql } from './pipeline-sql'
import type { PredictiveResult } from './result'
import { rowReasons } from './row-reasons'
import { predictWith } from './train'

/** From these indexes on a column has moved a little, or much. */
const DRIFT = { some: 0.1, much: 0.25 }

/** Makes what scores rows with stored runs of an estimator. */
export function createScorer<P, M>(estimator: Estimator<P, M>): RowScorer {
  const modelOf = (result: PredictiveResult) => result.fitted.model as M
  return {
    columns: (result) => wantedColumns(result as PredictiveResult),
    score(result, columns, nRows, withReasons = true) {
      const run = result as PredictiveResult
      const rows = Int32Array.from({ length: nRows }, (_, i) => i)
      const { matrix, report } = encodeRows(run.fitted.pipeline, columns, rows)
      const calibration = run.fitted.calibration
      const predicted = predictWith(estimator, { model: modelOf(run), calibration }, matrix)
      const isClass = run.task === 'classification'
      const likeliest = run.classes.length > 2 ? likeliestClasses(predicted) : null
      const asked = likeliest ?? new Int32Array(nRows).fill(run.classes.length === 2 ? 1 : 0)
      const contributions = withReasons ? explainClasses(estimator, modelOf(run), matrix, asked) : null
      const scores = scoresOf(predicted)
      const reasons =
        contributions &&
        rowReasons(contributions, scores, run.fitted.pipeline, columns, rows, rows).map((one) => one.reasons)
      const threshold = run.threshold?.value ?? 0.5
      const scored: ScoredRows = {
        target: run.target,
        positive: run.positive,
        classes: run.classes,
        probabilities: !isClass ? null : run.classes.length === 2 ? scores : predicted,
        predictions: isClass
          ? classNames(run, predicted, threshold)
          : Array.from(predicted.data, (value) => (Number.isFinite(value) ? value : null)),
        reasons,
        report: {
          unknown: report.unknown,
          missing: columns.flatMap((column) => missingIn(column, nRows)),
          drift: driftOf(run, columns, rows),
        },
      }
      return scored
    },
    rising: (result, columns, nRows) => risingReasons(estimator, result as PredictiveResult, columns, nRows),
    explain: (result, columns) => explainScoredRow(estimator, result as PredictiveResult, columns),
    elements: (row, result, at) => scoredRowElements(row, result as PredictiveResult, at),
    toSql(result, source) {
      const run = result as PredictiveResult
      if (!estimator.toSql) return null
      const { terms, expressions } = pipelineSql(run.fitted.pipeline, source.storage)
      const plain = estimator.toSql(modelOf(run), terms)
      const { calibration } = run.fitted
      // Calibrated expressions name what the model says several times: it gets columns of its own first.
      const raw = plain.map((_, k) => `_said${k}`)
      const outputs = calibration ? calibrationToSql(calibration, raw) : plain
      const names = outputNames(run, outputs.length)
      const shown = names.map((name, k) => (name === null ? null : `${outputs[k]} AS ${quoted(name)}`))
      return [
        'WITH encoded AS (',
        `  SELECT *${expressions.map((one, k) => `,\n    ${one} AS ${terms[k]}`).join('')}`,
        `  FROM ${quoted(source.table)}`,
        ...(calibration
          ? [
              '), said AS (',
              `  SELECT *${plain.map((one, k) => `,\n    ${one} AS ${raw[k]}`).join('')}`,
              '  FROM encoded',
            ]
          : []),
        ')',
        `SELECT *,\n  ${shown.filter((one) => one !== null).join(',\n  ')}`,
        calibration ? 'FROM said' : 'FROM encoded',
        '',
      ].join('\n')
    },
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** With two classes only the probability of the positive one is written. */
function outputNames({ classes, task }: PredictiveResult, count: number): (string | null)[] {
  if (task === 'regression') return ['prediction']
  if (count === 2) return [null, 'probability']
  return classes.map((name) => `probability ${name}`)
}

function wantedColumns({ fitted }: PredictiveResult): WantedByModel[] {
  return fitted.pipeline.steps.flatMap((step) =>
    step.kind === 'dropped' ? [] : [{ name: step.name, as: step.kind === 'number' ? 'numeric' : 'categorical' }],
  )
}

function classNames(
  { classes }: PredictiveResult,
  predicted: Parameters<typeof likeliestClasses>[0],
  threshold: number,
): string[] {
  if (classes.length !== 2) return Array.from(likeliestClasses(predicted), (own) => classes[own] as string)
  return Array.from(scoresOf(predicted), (score) => classes[score >= threshold ? 1 : 0] as string)
}

function missingIn(column: Column, nRows: number): { column: string; rows: number }[] {
  let rows = 0
  for (let i = 0; i < nRows; i++) {
    if (isCategory(column) ? levelAt(column, i) === null : Number.isNaN(numberAt(column, i))) rows++
  }
  return rows > 0 ? [{ column: column.name, rows }] : []
}

function driftOf({ fitted }: PredictiveResult, columns: readonly Column[], rows: Int32Array) {
  const byName = new Map(fitted.training.map((training) => [training.name, training]))
  return columns.flatMap((column) => {
    const training = byName.get(column.name)
    if (!training || rows.length === 0) return []
    const psi = columnDrift(column, rows, training)
    const level = psi >= DRIFT.much ? 'much' : psi >= DRIFT.some ? 'some' : 'none'
    return [{ column: column.name, psi, level } as const]
  })
}
