import type { FigureElement, ResultElement, TableElement } from '../../contract/result-elements'
import { quantity } from '../../contract/text'
import { axisTitle, methodWords } from '../../transactions/method-words'
import { recordTable } from '../../transactions/record-table'
import { transactionNotices } from '../../transactions/transaction-elements'
import type { PresentContext } from '../define-method'
import { convergenceNotice } from '../feature-notices'
import type { RetentionListParams, RetentionListResult } from './method'

const words = methodWords('retention-list')
const { at, metric, notice, column } = words

type Context = PresentContext<RetentionListParams>

/** Shows whom to contact, what it costs and brings, and where it stops paying. */
export function present(result: RetentionListResult, { params, diagnostics }: Context): ResultElement[] {
  const { selected, worthwhile } = result
  const values = {
    contacts: quantity(selected.contacts, 'count'),
    cost: quantity(selected.cost, 'currency'),
    gain: quantity(selected.gain, 'currency'),
  }
  const cut = worthwhile.contacts - selected.contacts
  return [
    words.headline(values, selected.contacts > 0 ? 'headline' : 'headlineNobody'),
    metric('contacts', selected.contacts, 'count'),
    metric('cost', selected.cost, 'currency'),
    metric('gain', selected.gain, 'currency'),
    metric('return', selected.cost > 0 ? selected.gain / selected.cost : null, 'percent'),
    words.formula('formula', {
      rate: quantity(params.winBackRate, 'percent'),
      cost: quantity(params.contactCost, 'currency'),
    }),
    ...convergenceNotice(diagnostics.converged, diagnostics.iterations),
    ...(cut > 0
      ? [notice('budget', 'info', { cut, more: quantity(worthwhile.gain - selected.gain, 'currency') })]
      : []),
    ...(result.audit ? transactionNotices(result.audit) : []),
    curveFigure(result),
    listTable(result),
  ]
}

function curveFigure({ selected }: RetentionListResult): FigureElement {
  return {
    type: 'figure',
    id: 'gains',
    title: at('curve.title'),
    caption: at('curve.caption'),
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: { $result: 'curve.contacts' },
        y: { $result: 'curve.gain' },
        line: { color: { $color: 'accent' }, width: 2 },
        name: { $text: at('curve.gain') },
        hovertemplate: '%{x:,d}: %{y:,.2f}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: [selected.contacts],
        y: [selected.gain],
        marker: { size: 11, color: { $color: 'ink' } },
        name: { $text: at('curve.list') },
        hovertemplate: '%{x:,d}: %{y:,.2f}<extra></extra>',
      },
    ],
    layout: {
      xaxis: { ...axisTitle(at('curve.x')), rangemode: 'tozero' },
      yaxis: axisTitle(at('curve.y')),
      legend: { orientation: 'h', y: 1.12 },
    },
  }
}

function listTable({ customers }: RetentionListResult): TableElement {
  return recordTable(customers, {
    id: 'customer-list',
    title: at('table.title'),
    sortBy: 'gain',
    columns: [
      column('rank', 'count'),
      column('id'),
      column('pAlive', 'percent'),
      column('valueIfActive', 'currency'),
      column('gain', 'currency', { bar: true }),
      column('contact'),
    ],
    flags: ['contact'],
  })
}
