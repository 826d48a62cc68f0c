import type { TableElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { PresentContext } from '../../methods/define-method'
import { wordsAt } from '../../transactions/method-words'
import type { PredictiveParams } from './params'
import type { PredictiveMetrics, PredictiveResult, Subgroup } from './result'

const { at } = wordsAt('predict.card')
const metricName = (name: string) => text(`predict.metric.${name}`)

const shown = {
  binary: ['rocAuc', 'prAuc', 'recall', 'precision', 'accuracy', 'brier'],
  classes: ['accuracy', 'balancedAccuracy', 'f1', 'rocAuc', 'logLoss'],
  regression: ['mae', 'rmse', 'r2'],
} as const

type Context = PresentContext<PredictiveParams>

/**
 * What whoever is handed the model must know of it: what it is for, what it learned from, how good it is and for whom, what it
 * must not be used for, and how it is made again.
 * Source: Mitchell et al. (2019), "Model cards for model reporting".
 */
export function modelCard(result: PredictiveResult, context: Context): TableElement {
  const rows: [string, Text][] = [
    ['use', purposeOf(result)],
    ['data', dataOf(result, context)],
    ['split', splitOf(result)],
    ['quality', qualityOf(result)],
    ['baseline', baselineOf(result)],
    ...(result.metrics.ece === undefined || result.metrics.ece === null
      ? []
      : [['calibration', at('calibration', { ece: share(result.metrics.ece, 1) })] as [string, Text]]),
    ['subgroups', subgroupsOf(result)],
    ['leaks', leaksOf(result)],
    ['limits', limitsOf(result)],
    ['made', madeOf(context)],
  ]
  return {
    type: 'table',
    id: 'model-card',
    title: at('title'),
    caption: at('caption'),
    columns: [
      { id: 'topic', label: at('column.topic') },
      { id: 'said', label: at('column.said'), wide: true },
    ],
    rows: rows.map(([topic, said]) => [at(`topic.${topic}`), said]),
  }
}

const share = (value: number | null | undefined, decimals = 0) => quantity(value ?? null, 'percent', decimals)
const number = (value: number | null | undefined) => quantity(value ?? null, 'number', 3)

function purposeOf({ task, target, positive }: PredictiveResult): Text {
  if (task === 'regression') return at('use.regression', { target: literal(target) })
  if (positive === null) return at('use.classes', { target: literal(target) })
  return at('use.binary', { target: literal(target), positive: literal(positive) })
}

function dataOf({ fitted, trainRate, positive, task }: PredictiveResult, { diagnostics, origin }: Context): Text {
  const { rowsUsed, rowsDropped, dropped } = diagnostics
  const features = fitted.pipeline.steps.filter(({ kind }) => kind !== 'dropped').length
  const parts = [
    origin?.dataset
      ? at('data.dataset', { dataset: literal(origin.dataset), revision: origin.revision ?? 1, rows: rowsUsed })
      : at('data.rows', { rows: rowsUsed }),
    rowsDropped > 0
      ? at('data.dropped', { rows: rowsDropped, reasons: dropped.map(({ reason }) => reason) })
      : at('data.noneDropped'),
    at('data.features', { count: features }),
    ...(positive === null || task === 'regression'
      ? []
      : [at('data.rate', { positive: literal(positive), rate: share(trainRate, 1) })]),
  ]
  return sentences(parts)
}

function splitOf({ split, nTrain, nTest, crossValidation }: PredictiveResult): Text {
  const parts = [at(`split.${split}`, { train: nTrain, test: nTest })]
  if (crossValidation) parts.push(at('split.folds', { count: crossValidation.folds.length }))
  return sentences(parts)
}

function shownMetrics({ task, positive }: PredictiveResult): readonly (keyof PredictiveMetrics)[] {
  return task === 'regression' ? shown.regression : positive === null ? shown.classes : shown.binary
}

function qualityOf(result: PredictiveResult): Text {
  const { metrics, confidence } = result
  const measures = shownMetrics(result).flatMap((name): Text[] => {
    const value = metrics[name]
    if (value === null || value === undefined || !Number.isFinite(value)) return []
    const interval = confidence[name]
    const values = { metric: metricName(name), value: number(value) }
    if (!interval) return [at('metric', values)]
    return [at('metricWithin', { ...values, low: number(interval.low), high: number(interval.high) })]
  })
  return measures.length === 0 ? at('quality.none') : at('quality.measures', { measures })
}

function baselineOf(result: PredictiveResult): Text {
  const { baseline } = result
  const measures = shownMetrics(result).flatMap((name): Text[] => {
    const value = baseline.metrics[name]
    if (value === null || value === undefined || !Number.isFinite(value)) return []
    return [at('metric', { metric: metricName(name), value: number(value) })]
  })
  const verdict = baseline.isBeaten === null ? 'untested' : baseline.isBeaten ? 'beaten' : 'notBeaten'
  return sentences([
    ...(measures.length > 0 ? [at(`baseline.${baseline.kind}`, { measures })] : []),
    at(`baseline.${verdict}`),
  ])
}

/** Groups that are large enough to be believed. */
const FEWEST = 50

function subgroupsOf({ subgroups, metrics, task }: PredictiveResult): Text {
  const large = subgroups.filter(({ n }) => n >= FEWEST)
  if (large.length === 0) return at('subgroups.none')
  const gap = (one: Subgroup) => Math.abs(one.actual - one.predicted)
  const farthest = large.reduce((worst, one) => (gap(one) > gap(worst) ? one : worst))
  const unit = task === 'regression' ? 'number' : 'percent'
  const named = (one: Subgroup) => ({ feature: literal(one.feature), level: literal(one.level), rows: one.n })
  const parts = [
    at('subgroups.gap', {
      ...named(farthest),
      actual: quantity(farthest.actual, unit, unit === 'percent' ? 0 : 2),
      predicted: quantity(farthest.predicted, unit, unit === 'percent' ? 0 : 2),
    }),
  ]
  const told = large.filter(({ rocAuc }) => rocAuc !== null)
  if (told.length > 0 && metrics.rocAuc !== null && metrics.rocAuc !== undefined) {
    const weakest = told.reduce((worst, one) => ((one.rocAuc as number) < (worst.rocAuc as number) ? one : worst))
    const areas = { area: number(weakest.rocAuc), overall: number(metrics.rocAuc) }
    parts.unshift(at('subgroups.weakest', { ...named(weakest), ...areas }))
  }
  return sentences(parts)
}

function leaksOf({ leaks }: PredictiveResult): Text {
  if (leaks.length === 0) return at('leaks.none')
  const kinds = [...new Set(leaks.map(({ kind }) => kind))]
  return sentences(
    kinds.map((kind) => {
      const columns = leaks.flatMap((one) => (one.kind === kind && one.column !== null ? [literal(one.column)] : []))
      return at(`leaks.${kind}`, columns.length > 0 ? { columns } : { columns: [literal('–')] })
    }),
  )
}

function limitsOf({ baseline, leaks, remarks, split, task }: PredictiveResult): Text {
  const isRare = remarks.some(({ id }) => id === 'imbalanced' || id === 'fewOfClass' || id === 'fewRows')
  return sentences([
    ...(baseline.isBeaten === false ? [at('limits.useless')] : []),
    ...(leaks.some(({ kind }) => kind === 'tellsAll' || kind === 'overlap') ? [at('limits.leak')] : []),
    ...(isRare ? [at('limits.few')] : []),
    ...(split === 'time' ? [] : [at('limits.time')]),
    at('limits.cause'),
    at(task === 'regression' ? 'limits.range' : 'limits.drift'),
  ])
}

function madeOf({ diagnostics, origin }: Context): Text {
  const seed = { seed: diagnostics.seed }
  return origin ? at('made.version', { ...seed, version: literal(origin.appVersion) }) : at('made.seed', seed)
}

/** Sentences one after the other. */
function sentences(parts: readonly Text[]): Text {
  return parts.reduce((before, next) => at('sentences', { before, next }))
}
