import type { FigureElement } from '../../../contract/result-elements'
import { literal } from '../../../contract/text'
import { axisTitle } from '../../../transactions/method-words'
import type { PredictiveResult } from '../result'
import { accent, at, muted } from './figure-parts'

const FEATURES = 15

/** What the model loses when a column is shuffled, of the most important columns. */
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
