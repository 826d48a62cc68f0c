import type { MetricElement, NoticeElement, ResultElement, TextElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { PresentContext } from '../../methods/define-method'
import { wordsAt } from '../../transactions/method-words'
import { calibrationFigure } from './figures/calibration-figure'
import { confusionFigure } from './figures/confusion-figure'
import { dependenceFigures } from './figures/dependence-figures'
import { fitFigures } from './figures/fit-figures'
import { importanceFigure } from './figures/importance-figure'
import { gainFigures, precisionRecallFigure, rocFigure } from './figures/ranking-figures'
import { modelCard } from './model-card'
import type { PredictiveParams } from './params'
import { foldTable, metricTable, reasonTable, subgroupTable } from './predictive-tables'
import { tuningElements, tuningNotices } from './present-tuning'
import type { PredictiveMetrics, PredictiveResult } from './result'

const words = wordsAt('predict')

type Context = PresentContext<PredictiveParams>

/**
 * Shows a prediction: the finding in a sentence, how good it is beside the baseline, what a reader must know before acting,
 * what the method adds, then curves, reasons and parts.
 * @param own elements of the method itself
 */
export function presentPredictive(
  methodId: string,
  result: PredictiveResult,
  context: Context,
  own: ResultElement[],
): ResultElement[] {
  return [
    headline(result),
    ...comparison(result),
    ...keyMetrics(result),
    ...own.filter(({ type }) => type === 'metric'),
    ...notices(result),
    ...own.filter(({ type }) => type === 'notice'),
    ...tuningNotices(result, methodId),
    metricTable(result),
    ...own.filter(({ type }) => type !== 'metric' && type !== 'notice'),
    ...importanceFigure(result),
    ...rocFigure(result),
    ...gainFigures(result),
    ...precisionRecallFigure(result),
    ...calibrationFigure(result),
    ...confusionFigure(result),
    ...fitFigures(result),
    ...dependenceFigures(result),
    ...reasonTable(result, context),
    ...subgroupTable(result),
    ...foldTable(result),
    ...tuningElements(result, methodId),
    modelCard(result, context),
  ]
}

const share = (value: number | null | undefined) => quantity(value ?? null, 'percent', 0)
const number = (value: number | null | undefined, decimals = 3) => quantity(value ?? null, 'number', decimals)

function headline(result: PredictiveResult): TextElement {
  const { metrics, baseline, curves, positive } = result
  const target = literal(result.target)
  if (baseline.isBeaten === false) return words.headline({ target }, 'headline.nothing')
  if (result.task === 'regression') {
    const values = {
      target,
      mae: number(metrics.mae, 2),
      baseline: number(baseline.metrics.mae, 2),
      r2: share(metrics.r2),
    }
    return words.headline(
      values,
      metrics.r2 === null || metrics.r2 === undefined ? 'headline.regressionFlat' : 'headline.regression',
    )
  }
  const top = curves?.lift[0]
  if (positive !== null && top && top.n > 0 && (curves?.lift.length ?? 0) === 10) {
    const values = {
      positive: literal(positive),
      target,
      gain: share(top.cumulativeGain),
      rate: share(top.rate),
      lift: number(top.lift, 1),
      overall: share(result.actual.reduce((sum, y) => sum + (y === 1 ? 1 : 0), 0) / result.actual.length),
    }
    return words.headline(values, 'headline.binary')
  }
  const values = { target, accuracy: share(metrics.accuracy), baseline: share(baseline.metrics.accuracy) }
  return words.headline(values, 'headline.classes')
}

/** The baseline beside the model, fold by fold. */
function comparison({ baseline, crossValidation, task }: PredictiveResult): ResultElement[] {
  if (baseline.isBeaten === null || !crossValidation) return []
  const strongest = [...baseline.comparisons].sort((a, b) => a.p - b.p)[0]
  if (!strongest) return []
  const { metric, difference, p } = strongest
  const values = {
    metric: words.at(`metric.${metric}`),
    difference: number(Math.abs(difference)),
    folds: crossValidation.folds.length,
    p: p < 0.001 ? literal('p < 0.001') : text('predict.pValue', { p: number(p) }),
  }
  const key = baseline.isBeaten
    ? 'comparison.better'
    : task === 'regression'
      ? 'comparison.notBetter'
      : 'comparison.notBetterClasses'
  return [words.paragraph('baseline-reading', values, key)]
}

const shown = {
  binary: ['rocAuc', 'recall', 'precision', 'accuracy', 'brier'],
  classes: ['accuracy', 'balancedAccuracy', 'f1', 'rocAuc', 'logLoss'],
  regression: ['mae', 'rmse', 'mape', 'r2'],
} as const
const percentages = new Set(['accuracy', 'balancedAccuracy', 'precision', 'recall', 'specificity', 'mape', 'r2', 'f1'])

function keyMetrics({ task, positive, metrics }: PredictiveResult): MetricElement[] {
  const names: readonly (keyof PredictiveMetrics)[] =
    task === 'regression' ? shown.regression : positive === null ? shown.classes : shown.binary
  return names.map((name) => {
    const value = metrics[name]
    const isShare = percentages.has(name)
    return {
      type: 'metric',
      id: `metric-${name}`,
      label: words.at(`metric.${name}`),
      hint: words.at(`metricHint.${name}`),
      value: value !== null && value !== undefined && Number.isFinite(value) ? value : null,
      unit: isShare ? 'percent' : 'number',
      decimals: isShare ? 1 : 3,
    }
  })
}

function notices(result: PredictiveResult): NoticeElement[] {
  return [...leakNotices(result), ...thresholdNotice(result), ...remarkNotices(result)]
}

function leakNotices({ leaks, target }: PredictiveResult): NoticeElement[] {
  const kinds = [...new Set(leaks.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const own = leaks.filter((leak) => leak.kind === kind)
    const columns: Text[] = own.flatMap(({ column }) => (column === null ? [] : [literal(column)]))
    const values = {
      target: literal(target),
      strength: share(own[0]?.strength),
      count: own.length,
      ...(columns.length > 0 ? { columns } : {}),
    }
    const level = kind === 'afterOutcome' || kind === 'duplicates' || kind === 'identifier' ? 'warning' : 'error'
    return words.notice(`leak-${kind}`, level, values, `leak.${kind}`)
  })
}

function thresholdNotice({ threshold, nTest }: PredictiveResult): NoticeElement[] {
  if (!threshold) return []
  const values = {
    value: quantity(threshold.value, 'percent', 1),
    flagged: threshold.flagged,
    rows: nTest,
    profit: number(threshold.profit ?? 0, 0),
  }
  const hasProfit = threshold.profit !== null
  return [words.notice('threshold', 'info', values, `threshold.${threshold.kind}${hasProfit ? 'Profit' : ''}`)]
}

function remarkNotices({ remarks }: PredictiveResult): NoticeElement[] {
  return remarks.map(({ id, level, values }) => words.notice(id, level, values, `notice.${id.split(':')[0]}`))
}
