import type { FigureElement } from '../../../contract/result-elements'
import { literal, quantity } from '../../../contract/text'
import { axisTitle } from '../../../transactions/method-words'
import type { PredictiveResult } from '../result'
import { accent, at, dotted, percentAxis, pick, thinned } from './figure-parts'

/** True against false positive rate over all thresholds. */
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

/** Precision against recall over all thresholds. */
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
