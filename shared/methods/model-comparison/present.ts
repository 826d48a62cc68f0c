import type { FigureElement, ResultElement, TableCell, TableElement } from '../../contract/result-elements'
import { literal, quantity, type Text } from '../../contract/text'
import { BASELINE_SIGNIFICANCE } from '../../learning/predictive/compare-baseline'
import type { PredictiveMetrics } from '../../learning/predictive/result'
import { axisTitle, methodWords, wordsAt } from '../../transactions/method-words'
import type { PresentContext } from '../define-method'
import { methodName } from './compute'
import type { ModelComparisonParams, ModelComparisonResult } from './method'

const { at, column, headline, notice, paragraph } = methodWords('model-comparison')
const predict = wordsAt('predict')
const finite = (value: number | null | undefined) =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** Who is best, how surely, and every pair with its tests. */
export function present(
  result: ModelComparisonResult,
  _context: PresentContext<ModelComparisonParams>,
): ResultElement[] {
  const { unfit } = result
  return [
    ...finding(result),
    ...(unfit.length > 0 ? [notice('unfit', 'info', { methods: unfit.map(methodName), count: unfit.length })] : []),
    modelTable(result),
    lossFigure(result),
    pairTable(result),
    paragraph('reading'),
  ]
}

/** The best, those that cannot be told from it, and whether it beats guessing. */
function finding({ models, pairs, target }: ModelComparisonResult): ResultElement[] {
  const best = models[0]
  if (!best) return []
  const values = { target: literal(target), best: methodName(best.method) }
  if (best.beatsBaseline === false) return [headline(values, 'headline.nothing')]
  const alike = pairs.filter(
    ({ second, folds }) => second === best.method && !(folds && folds.pHolm < BASELINE_SIGNIFICANCE * 5),
  )
  if (alike.length === 0) return [headline(values, 'headline.clear')]
  const others: Text[] = alike.map(({ first }) => methodName(first))
  return [headline({ ...values, others }, 'headline.alike')]
}

function namesOf({ task, models }: ModelComparisonResult): (keyof PredictiveMetrics)[] {
  if (task === 'regression') return ['rmse', 'mae', 'r2']
  const isBinary = models.some(({ metrics }) => metrics.prAuc !== undefined)
  return isBinary
    ? ['logLoss', 'rocAuc', 'prAuc', 'accuracy', 'ece']
    : ['logLoss', 'rocAuc', 'accuracy', 'balancedAccuracy']
}

function modelTable(result: ModelComparisonResult): TableElement {
  const names = namesOf(result)
  const [loss] = names as [keyof PredictiveMetrics]
  return {
    type: 'table',
    id: 'models',
    title: at('models.title'),
    caption: at('models.caption', { rows: result.nTest }),
    columns: [
      column('method'),
      { id: 'folds', label: at('column.folds', { metric: predict.at(`metric.${loss}`) }), unit: 'number', decimals: 4 },
      column('spread', 'number', { decimals: 4 }),
      ...names.map((name) => ({ id: name, label: predict.at(`metric.${name}`), unit: 'number' as const, decimals: 3 })),
      column('baseline'),
    ],
    rows: result.models.map((model): TableCell[] => [
      methodName(model.method),
      finite(model.mean[loss]),
      finite(model.standardDeviation[loss]),
      ...names.map((name) => finite(model.metrics[name])),
      model.beatsBaseline === null ? null : at(model.beatsBaseline ? 'beaten' : 'notBeaten'),
    ]),
  }
}

function lossFigure({ models, task }: ModelComparisonResult): FigureElement {
  const name = task === 'regression' ? 'rmse' : 'logLoss'
  const shown = [...models].reverse()
  return {
    type: 'figure',
    id: 'losses',
    title: at('figure.title', { metric: predict.at(`metric.${name}`) }),
    caption: at('figure.caption'),
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        x: shown.map(({ mean }) => finite(mean[name])),
        y: shown.map(({ method }) => ({ $text: methodName(method) })),
        error_x: { type: 'data', array: shown.map(({ standardDeviation }) => finite(standardDeviation[name]) ?? 0) },
        marker: { color: { $color: 'accent' }, size: 10 },
        hovertemplate: '%{y}: %{x:.4f}<extra></extra>',
      },
    ],
    layout: { xaxis: axisTitle(predict.at(`metric.${name}`)), yaxis: { automargin: true } },
    height: 280,
  }
}

function pairTable({ pairs, task }: ModelComparisonResult): TableElement {
  const p = { decimals: 4 }
  const isClass = task === 'classification'
  return {
    type: 'table',
    id: 'pairs',
    title: at('pairs.title'),
    caption: at('pairs.caption'),
    columns: [
      column('better'),
      column('than'),
      column('difference', 'number', { decimals: 4 }),
      column('t', 'number', { decimals: 2 }),
      column('p', 'number', p),
      column('pHolm', 'number', p),
      ...(isClass
        ? [
            column('area', 'number', { decimals: 4 }),
            column('areaP', 'number', p),
            column('right'),
            column('rightP', 'number', p),
          ]
        : []),
    ],
    rows: pairs.map(({ first, second, folds, area, right }): TableCell[] => [
      methodName(second),
      methodName(first),
      finite(folds?.difference),
      finite(folds?.statistic),
      finite(folds?.p),
      finite(folds?.pHolm),
      ...(isClass
        ? [
            finite(area?.difference),
            finite(area?.p),
            right
              ? at('rightRows', {
                  second: quantity(right.onlySecond, 'count'),
                  first: quantity(right.onlyFirst, 'count'),
                })
              : null,
            finite(right?.p),
          ]
        : []),
    ]),
  }
}
