import type { FigureElement } from '../../../contract/result-elements'
import { literal } from '../../../contract/text'
import { axisTitle } from '../../../transactions/method-words'
import type { PredictiveResult } from '../result'
import { accent, at, dotted, pick, thinned } from './figure-parts'

const MARKS = 1500

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
