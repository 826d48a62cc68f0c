import type { FigureElement } from '../../../contract/result-elements'
import { literal, quantity } from '../../../contract/text'
import { axisTitle } from '../../../transactions/method-words'
import type { Dependence, PredictiveResult } from '../result'
import { accent, at, muted } from './figure-parts'

/** The prediction as one column changes, on average and for single rows. */
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
