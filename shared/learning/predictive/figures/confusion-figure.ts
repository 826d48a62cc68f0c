import type { FigureElement } from '../../../contract/result-elements'
import { quantity } from '../../../contract/text'
import { axisTitle } from '../../../transactions/method-words'
import type { PredictiveResult } from '../result'
import { at } from './figure-parts'

/** Actual classes against predicted ones, with the share of each row. */
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
