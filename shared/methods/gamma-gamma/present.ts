import type { FigureElement, ResultElement, TableElement } from '../../contract/result-elements'
import { quantity } from '../../contract/text'
import type { Records } from '../../dataset/records'
import { spendNotices, spendTable } from '../../repeat-buying/present-spend'
import { axisTitle, methodWords } from '../../transactions/method-words'
import { recordTable } from '../../transactions/record-table'
import { transactionNotices } from '../../transactions/transaction-elements'
import type { PresentContext } from '../define-method'
import { convergenceNotice } from '../feature-notices'
import type { GammaGammaParams, GammaGammaResult } from './method'

const words = methodWords('gamma-gamma')
const { at, metric, column } = words

/** Shows what customers spend per purchase, and how far single means are drawn towards that of all. */
export function present(result: GammaGammaResult, context: PresentContext<GammaGammaParams>): ResultElement[] {
  const { populationMean, nCustomers, meanExpectedSpend, correlation, logLikelihood, customers } = result
  const { converged, iterations } = context.diagnostics
  return [
    words.headline(
      { mean: quantity(populationMean ?? meanExpectedSpend, 'currency'), customers: quantity(nCustomers, 'count') },
      populationMean === null ? 'headlineInfinite' : 'headline',
    ),
    metric('populationMean', populationMean, 'currency'),
    metric('fitted', nCustomers, 'count'),
    metric('correlation', correlation, 'number', { decimals: 2 }),
    metric('logLikelihood', logLikelihood, 'number', { decimals: 1 }),
    ...convergenceNotice(converged, iterations),
    ...spendNotices(result),
    ...(result.audit ? transactionNotices(result.audit) : []),
    shrinkageFigure(result),
    spendTable(result),
    customerTable(customers),
  ]
}

/** Observed against expected spend: the fewer purchases, the nearer to the mean of all. */
function shrinkageFigure({ meanSpend }: GammaGammaResult): FigureElement {
  return {
    type: 'figure',
    id: 'shrinkage',
    title: at('shrinkage.title'),
    caption: at('shrinkage.caption'),
    data: [
      {
        type: 'scattergl',
        mode: 'markers',
        x: { $result: 'customers.fields.monetary' },
        y: { $result: 'customers.fields.expectedSpend' },
        marker: { size: 5, opacity: 0.5, color: { $color: 'accent' } },
        name: { $text: at('shrinkage.customers') },
        hovertemplate: '%{x:,.2f} → %{y:,.2f}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: [0, 4 * meanSpend],
        y: [0, 4 * meanSpend],
        line: { color: { $color: 'muted' }, dash: 'dot' },
        name: { $text: at('shrinkage.same') },
        hoverinfo: 'skip',
      },
    ],
    layout: {
      xaxis: { ...axisTitle(at('shrinkage.x')), rangemode: 'tozero' },
      yaxis: { ...axisTitle(at('shrinkage.y')), rangemode: 'tozero' },
      legend: { orientation: 'h', y: 1.12 },
    },
  }
}

function customerTable(customers: Records): TableElement {
  return recordTable(customers, {
    id: 'customer-list',
    title: at('table.customers'),
    sortBy: 'expectedSpend',
    columns: [
      column('id'),
      column('frequency', 'count'),
      column('monetary', 'currency'),
      column('expectedSpend', 'currency', { bar: true }),
    ],
  })
}
