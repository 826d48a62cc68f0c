import type { FigureElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import { axisTitle, wordsAt } from '../../transactions/method-words'
import type { Dependence, PredictiveResult } from './result'

const words = wordsAt('predict')
const { at } = words

/** Points of a drawn curve; the stored one keeps all. */
const POINTS = 300
const MARKS = 1500
const FEATURES = 15

/** Evenly chosen positions, first and last included. */
function thinned(length: number, most = POINTS): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)))
}

const pick = (values: ArrayLike<number>, places: readonly number[]) => places.map((i) => values[i] as number)
const percentAxis = (title: Parameters<typeof axisTitle>[0]) => ({
  ...axisTitle(title),
  tickformat: '.0%',
  range: [0, 1.02],
})
const accent = { $color: 'accent' }
const muted = { $color: 'muted' }
const dotted = (x: number[], y: number[]) => ({
  type: 'scatter',
  mode: 'lines',
  x,
  y,
  line: { color: muted, width: 1, dash: 'dot' },
  hoverinfo: 'skip',
  showlegend: false,
})

export function rocFigure({ curves, metrics, confidence }: PredictiveResult): FigureElement[] {
  if (!curves) return []
  const { fpr, tpr } = curves.roc
  const places = thinned(fpr.length)
  const interval = confidence.rocAuc
  const values = { auc: quantity(metrics.rocAuc ?? null, 'number', 3) }
  const band = interval && {
    low: quantity(interval.low, 'number', 3),
    high: quantity(interval.high, 'number', 3),
  }
  return [
    {
      type: 'figure',
      id: 'roc',
      title: at('roc.title', values),
      ...(band ? { caption: at('roc.caption', band) } : {}),
      data: [
        dotted([0, 1], [0, 1]),
        {
          type: 'scatter',
          mode: 'lines',
          x: pick(fpr, places),
          y: pick(tpr, places),
          line: { color: accent, width: 2 },
          hovertemplate: '%{y:.0%} · %{x:.0%}<extra></extra>',
          showlegend: false,
        },
      ],
      layout: { xaxis: percentAxis(at('roc.x')), yaxis: percentAxis(at('roc.y')) },
    },
  ]
}

export function precisionRecallFigure({ curves, metrics, actual }: PredictiveResult): FigureElement[] {
  if (!curves) return []
  const { precision, recall } = curves.pr
  const places = thinned(recall.length)
  const rate = actual.reduce((sum, y) => sum + (y === 1 ? 1 : 0), 0) / Math.max(1, actual.length)
  return [
    {
      type: 'figure',
      id: 'precision-recall',
      title: at('pr.title', { area: quantity(metrics.prAuc ?? null, 'number', 3) }),
      caption: at('pr.caption', { rate: quantity(rate, 'percent', 1) }),
      data: [
        dotted([0, 1], [rate, rate]),
        {
          type: 'scatter',
          mode: 'lines',
          x: pick(recall, places),
          y: pick(precision, places),
          line: { color: accent, width: 2 },
          hovertemplate: '%{y:.0%} · %{x:.0%}<extra></extra>',
          showlegend: false,
        },
      ],
      layout: { xaxis: percentAxis(at('pr.x')), yaxis: percentAxis(at('pr.y')) },
    },
  ]
}

/** Gain over the share of customers contacted, and lift by tenths. */
export function gainFigures({ curves, positive }: PredictiveResult): FigureElement[] {
  const lift = curves?.lift ?? []
  const total = lift.reduce((sum, { n }) => sum + n, 0)
  if (total === 0) return []
  let before = 0
  const contacted = lift.map(({ n }) => {
    before += n
    return before / total
  })
  const second = lift[1] ?? lift[0]
  const values = {
    positive: literal(positive ?? ''),
    share: quantity(contacted[1] ?? contacted[0] ?? null, 'percent', 0),
    gain: quantity(second?.cumulativeGain ?? null, 'percent', 0),
  }
  return [
    {
      type: 'figure',
      id: 'gain',
      title: at('gain.title', values),
      caption: at('gain.caption'),
      data: [
        dotted([0, 1], [0, 1]),
        {
          type: 'scatter',
          mode: 'lines+markers',
          x: [0, ...contacted],
          y: [0, ...lift.map(({ cumulativeGain }) => cumulativeGain)],
          line: { color: accent, width: 2 },
          hovertemplate: '%{x:.0%}: %{y:.0%}<extra></extra>',
          showlegend: false,
        },
      ],
      layout: { xaxis: percentAxis(at('gain.x')), yaxis: percentAxis(at('gain.y')) },
    },
    {
      type: 'figure',
      id: 'lift',
      title: at('lift.title', { lift: quantity(lift[0]?.lift ?? null, 'number', 1) }),
      data: [
        {
          type: 'bar',
          x: lift.map(({ decile }) => decile),
          y: lift.map((one) => one.lift),
          marker: { color: accent },
          hovertemplate: '%{y:.2f}<extra></extra>',
          showlegend: false,
        },
        dotted([0.5, 10.5], [1, 1]),
      ],
      layout: {
        xaxis: { ...axisTitle(at('lift.x')), dtick: 1 },
        yaxis: { ...axisTitle(at('lift.y')), rangemode: 'tozero' },
      },
      height: 300,
    },
  ]
}

export function calibrationFigure({ curves, metrics, calibration }: PredictiveResult): FigureElement[] {
  const bins = curves?.calibration.uniform ?? []
  if (bins.length === 0) return []
  const most = Math.max(...bins.map(({ n }) => n))
  return [
    {
      type: 'figure',
      id: 'calibration',
      title: at('calibration.title', { ece: quantity(metrics.ece ?? null, 'percent', 1) }),
      caption: at('calibration.caption'),
      data: [
        dotted([0, 1], [0, 1]),
        ...uncalibrated(calibration?.curve ?? []),
        {
          ...(calibration ? { name: { $text: text('predict-choice.calibration.after') } } : {}),
          type: 'scatter',
          mode: 'lines+markers',
          x: bins.map(({ meanPredicted }) => meanPredicted),
          y: bins.map(({ fractionPositive }) => fractionPositive),
          marker: { size: bins.map(({ n }) => 6 + 14 * Math.sqrt(n / most)), color: accent },
          line: { color: accent, width: 1 },
          hovertemplate: '%{x:.0%} → %{y:.0%}<extra></extra>',
          showlegend: Boolean(calibration),
        },
      ],
      layout: {
        xaxis: percentAxis(at('calibration.x')),
        yaxis: percentAxis(at('calibration.y')),
        ...(calibration ? { legend: { orientation: 'h', y: 1.12 } } : {}),
      },
    },
  ]
}

/** The curve before calibration, behind the calibrated one. */
function uncalibrated(bins: NonNullable<PredictiveResult['calibration']>['curve']) {
  if (bins.length === 0) return []
  return [
    {
      type: 'scatter',
      mode: 'lines+markers',
      x: bins.map(({ meanPredicted }) => meanPredicted),
      y: bins.map(({ fractionPositive }) => fractionPositive),
      name: { $text: text('predict-choice.calibration.before') },
      marker: { size: 6, color: muted },
      line: { color: muted, width: 1 },
      hovertemplate: '%{x:.0%} → %{y:.0%}<extra></extra>',
    },
  ]
}

export function confusionFigure({ confusionMatrix, classes, threshold }: PredictiveResult): FigureElement[] {
  if (!confusionMatrix) return []
  const counts =
    'tp' in confusionMatrix
      ? [
          [confusionMatrix.tn, confusionMatrix.fp],
          [confusionMatrix.fn, confusionMatrix.tp],
        ]
      : confusionMatrix.counts
  const shares = counts.map((row) => {
    const total = row.reduce((sum, count) => sum + count, 0)
    return row.map((count) => (total > 0 ? count / total : 0))
  })
  return [
    {
      type: 'figure',
      id: 'confusion',
      title: at('confusion.title'),
      ...(threshold
        ? { caption: at('confusion.caption', { threshold: quantity(threshold.value, 'percent', 1) }) }
        : {}),
      data: [
        {
          type: 'heatmap',
          x: classes,
          y: classes,
          z: shares,
          text: counts.map((row) => row.map(String)),
          texttemplate: classes.length <= 12 ? '%{text} (%{z:.0%})' : '',
          hovertemplate: '%{y} → %{x}: %{text} (%{z:.0%})<extra></extra>',
          zmin: 0,
          zmax: 1,
          showscale: false,
          colorscale: [
            [0, { $color: 'sequential-low' }],
            [1, { $color: 'sequential-high' }],
          ],
          xgap: 2,
          ygap: 2,
        },
      ],
      layout: {
        xaxis: { ...axisTitle(at('confusion.x')), type: 'category' },
        yaxis: { ...axisTitle(at('confusion.y')), type: 'category', autorange: 'reversed', automargin: true },
      },
      height: Math.max(260, 120 + 40 * classes.length),
    },
  ]
}

export function importanceFigure({ importance, task, classes }: PredictiveResult): FigureElement[] {
  const top = importance.slice(0, FEATURES)
  if (top.length === 0) return []
  const measure = task === 'regression' ? 'rmse' : classes.length === 2 ? 'rocAuc' : 'logLoss'
  return [
    {
      type: 'figure',
      id: 'importance',
      title: at('importance.title', { feature: literal(top[0]?.feature ?? '') }),
      caption: at('importance.caption', { metric: at(`metric.${measure}`) }),
      data: [
        {
          type: 'bar',
          orientation: 'h',
          y: top.map(({ feature }) => feature),
          x: top.map(({ mean }) => mean),
          error_x: { type: 'data', array: top.map(({ standardDeviation }) => standardDeviation), color: muted },
          marker: { color: accent },
          hovertemplate: '%{y}: %{x:.4f}<extra></extra>',
          showlegend: false,
        },
      ],
      layout: {
        xaxis: axisTitle(at('importance.x')),
        yaxis: { autorange: 'reversed', automargin: true, type: 'category' },
      },
      height: Math.max(220, 80 + 26 * top.length),
    },
  ]
}

export function dependenceFigures({ partialDependence, task }: PredictiveResult): FigureElement[] {
  return partialDependence
    .filter(({ values }) => values.length > 1)
    .map((one, i) => dependenceFigure(one, i, task === 'classification'))
}

function dependenceFigure({ feature, values, mean, rows }: Dependence, i: number, isShare: boolean): FigureElement {
  const isLevels = typeof values[0] === 'string'
  const low = values[mean.indexOf(Math.min(...mean))] as number | string
  const high = values[mean.indexOf(Math.max(...mean))] as number | string
  const said = (value: number | string) => (typeof value === 'number' ? quantity(value, 'number', 1) : literal(value))
  const amount = (value: number) => (isShare ? quantity(value, 'percent', 0) : quantity(value, 'number', 1))
  const lines = isLevels
    ? []
    : rows.map((line) => ({
        type: 'scatter',
        mode: 'lines',
        x: values,
        y: line,
        line: { color: muted, width: 1 },
        opacity: 0.25,
        hoverinfo: 'skip',
        showlegend: false,
      }))
  const format = isShare ? '.0%' : ',.3~s'
  const average = isLevels
    ? { type: 'bar', x: values, y: mean, marker: { color: accent } }
    : { type: 'scatter', mode: 'lines', x: values, y: mean, line: { color: accent, width: 3 } }
  return {
    type: 'figure',
    id: `dependence-${i}`,
    title: at('dependence.title', {
      feature: literal(feature),
      low: said(low),
      high: said(high),
      least: amount(Math.min(...mean)),
      most: amount(Math.max(...mean)),
    }),
    caption: at(isLevels ? 'dependence.captionLevels' : 'dependence.caption'),
    data: [...lines, { ...average, hovertemplate: `%{x}: %{y:${format}}<extra></extra>`, showlegend: false }],
    layout: {
      xaxis: { ...axisTitle(literal(feature)), ...(isLevels ? { type: 'category', automargin: true } : {}) },
      yaxis: { ...axisTitle(at(isShare ? 'dependence.probability' : 'dependence.prediction')), tickformat: format },
    },
    height: 300,
  }
}

/** Predicted against actual numbers, and what is left over. */
export function fitFigures({ task, predictions, actual, target }: PredictiveResult): FigureElement[] {
  if (task !== 'regression') return []
  const known = Array.from(actual.keys()).filter((i) => !Number.isNaN(actual[i]))
  const places = thinned(known.length, MARKS).map((i) => known[i] as number)
  const x = pick(predictions, places)
  const y = pick(actual, places)
  const ends = [Math.min(...x, ...y), Math.max(...x, ...y)]
  const marks = {
    type: 'scatter',
    mode: 'markers',
    marker: { color: accent, size: 5, opacity: 0.5 },
    showlegend: false,
  }
  return [
    {
      type: 'figure',
      id: 'actual-predicted',
      title: at('fit.title'),
      data: [dotted(ends, ends), { ...marks, x, y, hovertemplate: '%{x:.4~g} → %{y:.4~g}<extra></extra>' }],
      layout: {
        xaxis: axisTitle(at('fit.x', { target: literal(target) })),
        yaxis: axisTitle(at('fit.y', { target: literal(target) })),
      },
    },
    {
      type: 'figure',
      id: 'residuals',
      title: at('residuals.title'),
      caption: at('residuals.caption'),
      data: [
        dotted(ends, [0, 0]),
        {
          ...marks,
          x,
          y: y.map((value, i) => value - (x[i] as number)),
          hovertemplate: '%{x:.4~g}: %{y:.4~g}<extra></extra>',
        },
      ],
      layout: { xaxis: axisTitle(at('fit.x', { target: literal(target) })), yaxis: axisTitle(at('residuals.y')) },
      height: 300,
    },
  ]
}
