import type { FigureElement, NoticeElement, ResultElement, TableElement } from '../../contract/result-elements'
import { quantity } from '../../contract/text'
import { fieldAt } from '../../dataset/records'
import { axisTitle, methodWords } from '../../transactions/method-words'
import { reconciliationTable, transactionNotices } from '../../transactions/transaction-elements'
import type { PresentContext } from '../define-method'
import type { BusinessParams, BusinessResult } from './method'

const words = methodWords('business-metrics')
const { at, metric, notice, column } = words

/** Periods that figures and tables show; the result holds all. */
const mostPeriods = 60

type Context = PresentContext<BusinessParams>

/** Shows the figures of the business: totals, the bridge of revenue, and every period. */
export function present(result: BusinessResult, context: Context): ResultElement[] {
  return [
    headline(result, context),
    ...metrics(result),
    ...notices(result),
    bridgeFigure(result),
    customerFigure(result),
    ...rateFigure(result),
    ...paybackFigure(result, context),
    periodTable(result),
    bridgeTable(result),
    definitions(),
    ...reconciliationTable(result.audit),
  ]
}

function shown({ periods }: BusinessResult): number[] {
  return Array.from({ length: periods.nRows }, (_, i) => i).slice(-mostPeriods)
}

function valueAt({ periods }: BusinessResult, name: string, row: number): number | null {
  const field = periods.fields[name]
  const value = field ? fieldAt(field, row) : null
  return typeof value === 'number' ? value : null
}

function labels(result: BusinessResult): string[] {
  const period = result.periods.fields['period']
  return shown(result).map((row) => (period ? String(fieldAt(period, row) ?? '') : ''))
}

function headline({ totals }: BusinessResult, { params }: Context) {
  const values = {
    customers: quantity(totals.customers, 'count'),
    revenue: quantity(totals.revenue, 'currency'),
    orders: quantity(totals.orders, 'count'),
    period: at(`period.${params.period}`),
  }
  if (totals.churnRate === null) return words.headline(values, 'headlineOne')
  return words.headline({ ...values, retention: quantity(totals.retentionRate, 'percent', 0) })
}

function metrics({ totals, payback }: BusinessResult) {
  return [
    metric('revenue', totals.revenue, 'currency'),
    metric('churnRate', totals.churnRate, 'percent'),
    metric('repurchaseRate', totals.repurchaseRate, 'percent'),
    metric('averageOrderValue', totals.averageOrderValue, 'currency'),
    ...(totals.purchaseFrequency === null
      ? []
      : [metric('purchaseFrequency', totals.purchaseFrequency, 'number', { decimals: 2 })]),
    metric('interpurchase', totals.interpurchaseMedian, 'days', { decimals: 0 }),
    ...(payback ? [metric('paybackPeriods', payback.periods, 'count')] : []),
  ]
}

function notices(result: BusinessResult): NoticeElement[] {
  const { lastIncomplete, audit, payback, periods } = result
  return [
    ...(lastIncomplete ? [notice('incomplete', 'info')] : []),
    ...(payback && payback.periods === null ? [notice('noPayback', 'warning')] : []),
    ...(periods.nRows > mostPeriods ? [notice('shown', 'info', { shown: mostPeriods, all: periods.nRows })] : []),
    ...transactionNotices(audit),
  ]
}

/** Gains upwards, losses downwards, and purchases as a line. */
function bridgeFigure(result: BusinessResult): FigureElement {
  const x = labels(result)
  const bar = (name: string, sign: 1 | -1, color: string) => ({
    type: 'bar',
    x,
    y: shown(result).map((row) => sign * (valueAt(result, name, row) ?? 0)),
    name: { $text: at(`column.${name}`) },
    marker: { color: { $color: color } },
    hovertemplate: '%{x}: %{y:,.2f}',
  })
  return {
    type: 'figure',
    id: 'bridge',
    title: at('bridge.title'),
    caption: at('bridge.caption'),
    data: [
      bar('newRevenue', 1, 'segment-0'),
      bar('reactivatedRevenue', 1, 'segment-2'),
      bar('growth', 1, 'segment-4'),
      bar('decline', -1, 'segment-1'),
      bar('lostRevenue', -1, 'segment-3'),
      {
        type: 'scatter',
        mode: 'lines+markers',
        x,
        y: shown(result).map((row) => valueAt(result, 'purchases', row)),
        name: { $text: at('column.purchases') },
        line: { color: { $color: 'ink' } },
        hovertemplate: '%{x}: %{y:,.2f}',
      },
    ],
    layout: {
      barmode: 'relative',
      xaxis: { type: 'category', automargin: true },
      yaxis: axisTitle(at('bridge.y')),
      legend: { orientation: 'h', y: 1.16 },
    },
    height: 420,
  }
}

function customerFigure(result: BusinessResult): FigureElement {
  const x = labels(result)
  const bars = [
    ['newCustomers', 1, 'segment-0'],
    ['reactivatedCustomers', 1, 'segment-2'],
    ['retainedCustomers', 1, 'segment-4'],
    ['lostCustomers', -1, 'segment-3'],
  ] as const
  return {
    type: 'figure',
    id: 'customers',
    title: at('customers.title'),
    data: bars.map(([name, sign, color]) => ({
      type: 'bar',
      x,
      y: shown(result).map((row) => sign * (valueAt(result, name, row) ?? 0)),
      name: { $text: at(`column.${name}`) },
      marker: { color: { $color: color } },
      hovertemplate: '%{x}: %{y:,d}',
    })),
    layout: {
      barmode: 'relative',
      xaxis: { type: 'category', automargin: true },
      yaxis: axisTitle(at('customers.y')),
      legend: { orientation: 'h', y: 1.16 },
    },
  }
}

function rateFigure(result: BusinessResult): FigureElement[] {
  const y = shown(result).map((row) => valueAt(result, 'churnRate', row))
  if (y.every((value) => value === null)) return []
  return [
    {
      type: 'figure',
      id: 'churn',
      title: at('churn.title'),
      data: [
        {
          type: 'scatter',
          mode: 'lines+markers',
          x: labels(result),
          y,
          line: { color: { $color: 'accent' } },
          showlegend: false,
          hovertemplate: '%{x}: %{y:.1%}<extra></extra>',
        },
      ],
      layout: {
        xaxis: { type: 'category', automargin: true },
        yaxis: { ...axisTitle(at('column.churnRate')), tickformat: '.0%', rangemode: 'tozero' },
      },
      height: 280,
    },
  ]
}

function paybackFigure({ payback }: BusinessResult, { params }: Context): FigureElement[] {
  if (!payback) return []
  const x = Array.from(payback.contribution, (_, k) => k + 1)
  return [
    {
      type: 'figure',
      id: 'payback',
      title: payback.periods === null ? at('payback.never') : at('payback.title', { periods: payback.periods }),
      data: [
        {
          type: 'scatter',
          mode: 'lines+markers',
          x,
          y: Array.from(payback.contribution),
          name: { $text: at('payback.contribution') },
          line: { color: { $color: 'accent' } },
        },
        {
          type: 'scatter',
          mode: 'lines',
          x: [1, Math.max(2, x.length)],
          y: [params.acquisitionCost, params.acquisitionCost],
          name: { $text: at('payback.cost') },
          line: { color: { $color: 'muted' }, dash: 'dot' },
        },
      ],
      layout: {
        xaxis: axisTitle(at(`payback.x.${params.period}`)),
        yaxis: { ...axisTitle(at('payback.y')), rangemode: 'tozero' },
      },
    },
  ]
}

function tableOf(result: BusinessResult, id: string, columns: TableElement['columns']): TableElement {
  const period = labels(result)
  return {
    type: 'table',
    id,
    title: at(`table.${id}`),
    columns: [column('period'), ...columns],
    rows: shown(result).map((row, i) => [
      period[i] ?? '',
      ...columns.map(({ id: name }) => valueAt(result, name, row)),
    ]),
  }
}

function periodTable(result: BusinessResult): TableElement {
  return tableOf(result, 'period-figures', [
    column('customers', 'count'),
    column('newCustomers', 'count'),
    column('retainedCustomers', 'count'),
    column('reactivatedCustomers', 'count'),
    column('lostCustomers', 'count'),
    column('retentionRate', 'percent'),
    column('churnRate', 'percent'),
    column('orders', 'count'),
    column('averageOrderValue', 'currency'),
    column('purchaseFrequency', 'number', { decimals: 2 }),
    column('refunds', 'currency'),
    column('revenue', 'currency'),
  ])
}

function bridgeTable(result: BusinessResult): TableElement {
  return tableOf(result, 'bridge-figures', [
    column('newRevenue', 'currency'),
    column('reactivatedRevenue', 'currency'),
    column('growth', 'currency'),
    column('decline', 'currency'),
    column('lostRevenue', 'currency'),
    column('purchases', 'currency'),
  ])
}

/** Each figure with its definition. */
function definitions(): TableElement {
  const names = [
    'newCustomers',
    'retainedCustomers',
    'reactivatedCustomers',
    'lostCustomers',
    'retentionRate',
    'churnRate',
    'repurchaseRate',
    'averageOrderValue',
    'purchaseFrequency',
    'interpurchase',
    'purchases',
    'revenue',
    'bridge',
    'payback',
  ]
  return {
    type: 'table',
    id: 'definitions',
    title: at('table.definitions'),
    columns: [column('figure'), column('definition')],
    rows: names.map((name) => [at(`definition.${name}.name`), at(`definition.${name}.text`)]),
  }
}
