import type { FigureElement, TableElement } from '../../contract/result-elements'
import { axisTitle, methodWords } from '../../transactions/method-words'
import type { CoxModel } from './method'
import { number, probability } from './survival-words'

const { at, column } = methodWords('survival')

/** Hazard ratios with their intervals, on a log scale. */
export function ratioFigure({ terms }: CoxModel): FigureElement {
  const log = (value: number) => Math.log10(Math.min(1e6, Math.max(1e-6, value)))
  return {
    type: 'figure',
    id: 'hazard-ratios',
    title: at('ratios.title'),
    caption: at('ratios.caption'),
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        x: terms.map(({ hazardRatio }) => 10 ** log(hazardRatio)),
        y: terms.map(({ name }) => name),
        error_x: {
          type: 'data',
          symmetric: false,
          array: terms.map(({ hazardRatio, upper }) => 10 ** log(upper) - 10 ** log(hazardRatio)),
          arrayminus: terms.map(({ hazardRatio, lower }) => 10 ** log(hazardRatio) - 10 ** log(lower)),
        },
        marker: { size: 9, color: { $color: 'accent' } },
        showlegend: false,
        hovertemplate: '%{y}: %{x:.3f}<extra></extra>',
      },
    ],
    layout: {
      xaxis: { ...axisTitle(at('ratios.x')), type: 'log' },
      yaxis: { autorange: 'reversed', automargin: true, type: 'category' },
      shapes: [
        { type: 'line', x0: 1, x1: 1, yref: 'paper', y0: 0, y1: 1, line: { color: { $color: 'muted' }, dash: 'dot' } },
      ],
    },
    height: Math.max(200, 100 + 30 * terms.length),
  }
}

/** Every term of the model, with the test that its effect is constant. */
export function coxTable({ terms, chi2, p, n, nEvents }: CoxModel): TableElement {
  return {
    type: 'table',
    id: 'cox',
    title: at('table.cox'),
    caption: at('table.coxCaption', { n, events: nEvents, chi2: number(chi2, 2), p: probability(p) }),
    columns: [
      column('term'),
      column('coefficient', 'number', { decimals: 4 }),
      column('standardError', 'number', { decimals: 4 }),
      column('hazardRatio', 'number', { decimals: 3 }),
      column('lower', 'number', { decimals: 3 }),
      column('upper', 'number', { decimals: 3 }),
      column('p', 'number', { decimals: 4 }),
      column('proportionalP', 'number', { decimals: 4, hint: at('column.proportionalHint') }),
    ],
    rows: terms.map((term) => [
      term.name,
      term.coefficient,
      term.standardError,
      term.hazardRatio,
      term.lower,
      term.upper,
      term.p,
      term.proportional?.p ?? null,
    ]),
  }
}
