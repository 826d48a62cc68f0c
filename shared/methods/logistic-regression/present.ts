import type { FigureElement, ResultElement, TableElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import type { PredictiveResult } from '../../learning/predictive/result'
import { axisTitle, methodWords, wordsAt } from '../../transactions/method-words'
import type { LogisticOwn } from './method'

const { at, metric, notice } = methodWords('logistic-regression')
const { column } = wordsAt('predict')

type Result = PredictiveResult & LogisticOwn

/** Terms drawn; more cannot be read. */
const TERMS = 25
/** Odds ratios beyond this are not drawn. */
const MOST_RATIO = 1e6

/** Coefficients and odds ratios, and what is wrong with them. */
export function present(result: Result): ResultElement[] {
  const { separated, aliased } = result
  return [
    metric('pseudoR2', result.pseudoR2, 'number', { decimals: 3 }),
    ...(separated.length > 0 ? [notice('separated', 'warning', { terms: separated.map(literal) })] : []),
    ...(aliased.length > 0 ? [notice('aliased', 'info', { terms: aliased.map(literal) })] : []),
    ...oddsFigure(result),
    coefficientTable(result),
  ]
}

/** The end of an interval as far as a figure reaches: that of a column that tells all may lie beyond any number. */
function drawn(ratio: number): number {
  return Math.min(ratio, MOST_RATIO)
}

function oddsFigure({ coefficients, classes }: Result): FigureElement[] {
  const known = coefficients.filter(({ ciLow, ciHigh }) => ciLow !== null && ciHigh !== null)
  if (classes.length !== 2 || known.length === 0) return []
  const strongest = [...known].sort((a, b) => Math.abs(b.z ?? 0) - Math.abs(a.z ?? 0)).slice(0, TERMS)
  const ratios = strongest.map(({ estimate }) => drawn(Math.exp(estimate)))
  const [first] = strongest
  return [
    {
      type: 'figure',
      id: 'odds-ratios',
      title: at('odds.title', { term: literal(first?.term ?? ''), ratio: quantity(ratios[0] ?? null, 'number', 2) }),
      caption: at('odds.caption'),
      data: [
        {
          type: 'scatter',
          mode: 'markers',
          y: strongest.map(({ term }) => term),
          x: ratios,
          error_x: {
            type: 'data',
            symmetric: false,
            array: strongest.map(({ ciHigh }, i) => drawn(Math.exp(ciHigh as number)) - (ratios[i] as number)),
            arrayminus: strongest.map(({ ciLow }, i) => (ratios[i] as number) - drawn(Math.exp(ciLow as number))),
            color: { $color: 'accent' },
          },
          marker: { color: { $color: 'accent' }, size: 8 },
          hovertemplate: '%{y}: %{x:.2f}<extra></extra>',
          showlegend: false,
        },
      ],
      layout: {
        xaxis: { ...axisTitle(at('odds.x')), type: 'log' },
        yaxis: { autorange: 'reversed', automargin: true, type: 'category' },
        shapes: [
          {
            type: 'line',
            x0: 1,
            x1: 1,
            yref: 'paper',
            y0: 0,
            y1: 1,
            line: { color: { $color: 'muted' }, dash: 'dot', width: 1 },
          },
        ],
      },
      height: Math.max(240, 90 + 24 * strongest.length),
    },
  ]
}

function coefficientTable({ coefficients, intercepts, classes, logLikelihood, aic }: Result): TableElement {
  const isBinary = classes.length === 2
  const rows = [...intercepts, ...coefficients].map((one) => [
    one.term === 'intercept' ? text('methods.logistic-regression.result.intercept') : one.term,
    ...(isBinary ? [] : [one.class]),
    one.estimate,
    one.standardError,
    one.z,
    one.p,
    one.ciLow,
    one.ciHigh,
    one.oddsRatio,
  ])
  const decimals = { decimals: 4 }
  return {
    type: 'table',
    id: 'coefficients',
    title: at('table.coefficients'),
    caption: at('table.caption', {
      logLikelihood: quantity(logLikelihood, 'number', 2),
      aic: quantity(aic, 'number', 1),
    }),
    columns: [
      column('term'),
      ...(isBinary ? [] : [column('class')]),
      column('estimate', 'number', decimals),
      column('standardError', 'number', decimals),
      column('z', 'number', { decimals: 2 }),
      column('p', 'number', decimals),
      column('ciLow', 'number', decimals),
      column('ciHigh', 'number', decimals),
      column('oddsRatio', 'number', { decimals: 3 }),
    ],
    rows,
  }
}
