import type {
  FigureElement,
  NoticeElement,
  ResultElement,
  TableElement,
  TextElement,
} from '../../contract/result-elements'
import { quantity } from '../../contract/text'
import { shareOfTop } from '../../math/lorenz-curve'
import { axisTitle, methodWords } from '../../transactions/method-words'
import { recordTable } from '../../transactions/record-table'
import { reconciliationTable, transactionNotices } from '../../transactions/transaction-elements'
import type { PresentContext } from '../define-method'
import { formulaInNumbers } from './formula-in-numbers'
import type { CustomerValueParams, CustomerValueResult } from './method'

const words = methodWords('customer-value')
const { at, metric, notice, column } = words

type Context = PresentContext<CustomerValueParams>

/** Shows what customers are worth: the sum and how it comes about, who brings it, and everyone. */
export function present(result: CustomerValueResult, { params }: Context): ResultElement[] {
  const isCalculation = result.audit === null
  return [
    isCalculation ? calculationHeadline(result, params) : headline(result),
    ...metrics(result),
    ...formulaInNumbers(result, params),
    ...notices(result),
    ...periodFigure(result),
    ...periodTable(result),
    ...(isCalculation ? [] : [...lorenzFigure(result), gradeTable(result, params), customerTable(result)]),
    ...(result.audit ? reconciliationTable(result.audit) : []),
  ]
}

function calculationHeadline({ total, variant }: CustomerValueResult, params: CustomerValueParams): TextElement {
  const values = {
    total: quantity(total, 'currency'),
    rate: quantity(params.discountRate, 'percent'),
    count: params.cashFlows?.length ?? 0,
  }
  return words.headline(values, params.cashFlows ? `headline.flows.${variant}` : 'headline.marginAlone')
}

function headline(result: CustomerValueResult): TextElement {
  const { concentration, total, customers, variant } = result
  const values = { customers: quantity(customers.nRows, 'count'), total: quantity(total, 'currency') }
  if (!concentration) return words.headline({ ...values, variant: at(`variant.${variant}`) }, 'headline.nothing')
  const share = quantity(shareOfTop(concentration, 0.2), 'percent', 0)
  return words.headline(
    { ...values, variant: at(`variant.${variant}`), top: quantity(0.2, 'percent', 0), share },
    'headline.customers',
  )
}

function metrics(result: CustomerValueResult) {
  const { total, customers, undiscounted, concentration, revenue, cost, audit, costFrom } = result
  const discounts = result.variant === 'discounted' ? [metric('undiscounted', undiscounted, 'currency')] : []
  if (!audit) return [metric('total', total, 'currency'), ...discounts]
  const contribution = revenue - cost
  return [
    metric('total', total, 'currency'),
    metric('mean', customers.nRows > 0 ? total / customers.nRows : null, 'currency'),
    metric('revenue', revenue, 'currency'),
    ...(costFrom === 'none'
      ? []
      : [metric('contributionRate', revenue > 0 ? contribution / revenue : null, 'percent')]),
    ...discounts,
    metric('gini', concentration?.gini ?? null, 'number', { decimals: 2 }),
  ]
}

function notices({ audit, costFrom, negative }: CustomerValueResult): NoticeElement[] {
  if (!audit) return []
  return [
    ...(costFrom === 'none' ? [notice('noCost', 'info')] : []),
    ...(negative > 0 ? [notice('negative', 'info', { count: negative })] : []),
    ...transactionNotices(audit),
  ]
}

function periodFigure({ periodValues, variant }: CustomerValueResult): FigureElement[] {
  if (!periodValues || periodValues.length < 2) return []
  const x = periodValues.map(({ t }) => t)
  const bars = { type: 'bar', x, hovertemplate: '%{x}: %{y:,.2f}<extra></extra>' }
  return [
    {
      type: 'figure',
      id: 'periods',
      title: at(variant === 'discounted' ? 'periods.discounted' : 'periods.title'),
      data: [
        {
          ...bars,
          y: periodValues.map(({ amount }) => amount),
          name: { $text: at('column.amount') },
          marker: { color: { $color: 'muted' } },
        },
        ...(variant === 'discounted'
          ? [
              {
                ...bars,
                y: periodValues.map(({ value }) => value),
                name: { $text: at('column.presentValue') },
                marker: { color: { $color: 'accent' } },
              },
            ]
          : []),
      ],
      layout: {
        barmode: 'group',
        xaxis: { ...axisTitle(at('periods.x')), dtick: 1 },
        yaxis: axisTitle(at('periods.y')),
        showlegend: variant === 'discounted',
        legend: { orientation: 'h', y: 1.12 },
      },
    },
  ]
}

export function periodTable({ periodValues, variant, total }: CustomerValueResult): TableElement[] {
  if (!periodValues || periodValues.length === 0) return []
  const sum = periodValues.reduce((all, { amount }) => all + amount, 0)
  const discounts = variant === 'discounted'
  return [
    {
      type: 'table',
      id: 'period-values',
      title: at('periods.table'),
      columns: [
        column('t', 'count'),
        column('amount', 'currency'),
        ...(discounts ? [column('factor', 'number', { decimals: 6 }), column('presentValue', 'currency')] : []),
      ],
      rows: periodValues.map(({ t, amount, factor, value }) => [t, amount, ...(discounts ? [factor, value] : [])]),
      totals: [at('all'), sum, ...(discounts ? [null, total] : [])],
    },
  ]
}

function lorenzFigure({ concentration }: CustomerValueResult): FigureElement[] {
  if (!concentration) return []
  const share = quantity(shareOfTop(concentration, 0.2), 'percent', 0)
  const percent = { tickformat: '.0%', range: [0, 1.01] }
  return [
    {
      type: 'figure',
      id: 'lorenz',
      title: at('lorenz.title', { top: quantity(0.2, 'percent', 0), share }),
      caption: at('lorenz.caption'),
      data: [
        {
          type: 'scatter',
          mode: 'lines',
          x: { $result: 'concentration.owners' },
          y: { $result: 'concentration.amounts' },
          name: { $text: at('lorenz.curve') },
          line: { color: { $color: 'accent' }, width: 3 },
          hovertemplate: '%{x:.0%} → %{y:.1%}<extra></extra>',
        },
        {
          type: 'scatter',
          mode: 'lines',
          x: [0, 1],
          y: [0, 1],
          name: { $text: at('lorenz.equal') },
          line: { color: { $color: 'muted' }, dash: 'dot' },
          hoverinfo: 'skip',
        },
      ],
      layout: {
        xaxis: { ...axisTitle(at('lorenz.x')), ...percent },
        yaxis: { ...axisTitle(at('lorenz.y')), ...percent },
        legend: { orientation: 'h', y: 1.1 },
      },
    },
  ]
}

function gradeTable(
  { grades, customers, total }: CustomerValueResult,
  { grades: rule }: CustomerValueParams,
): TableElement {
  return {
    type: 'table',
    id: 'grades',
    title: at('table.grades'),
    caption: at(`grades.${rule}`),
    columns: [
      column('grade'),
      column('customers', 'count'),
      column('share', 'percent', { bar: true }),
      column('value', 'currency'),
      column('valueShare', 'percent', { bar: true }),
    ],
    rows: grades.map(({ grade, count, value }) => [
      grade,
      count,
      customers.nRows > 0 ? count / customers.nRows : null,
      value,
      total > 0 ? value / total : null,
    ]),
    totals: [at('all'), customers.nRows, 1, total, total > 0 ? 1 : null],
  }
}

function customerTable({ customers }: CustomerValueResult): TableElement {
  return recordTable(customers, {
    id: 'customer-list',
    title: at('table.customers'),
    sortBy: 'value',
    columns: [
      column('id'),
      column('value', 'currency', { bar: true }),
      column('revenue', 'currency'),
      column('cost', 'currency'),
      column('orders', 'count'),
      column('grade'),
    ],
  })
}
