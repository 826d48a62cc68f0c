import type { FigureElement, NoticeElement, ResultElement, TableElement } from '../../contract/result-elements'
import { quantity } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import { axisTitle, methodWords } from '../../transactions/method-words'
import { reconciliationTable, transactionNotices } from '../../transactions/transaction-elements'
import type { PresentContext } from '../define-method'
import type { CohortParams, CohortResult } from './method'

const words = methodWords('cohort-retention')
const { at, metric, notice, column } = words

/** More cohorts or periods than this are not drawn; the tables of the result hold them all. */
const mostCohorts = 36
const mostPeriods = 36
const mostCurves = 12

/** Shows cohorts: how many come back, when, and what they bring. */
export function present(result: CohortResult, _context: PresentContext<CohortParams>): ResultElement[] {
  const { cumulativeValue, revenue } = result
  return [
    headline(result),
    ...metrics(result),
    ...notices(result),
    heatmap(result, 'retention', result.retention, '%{z:.0%}'),
    curves(result),
    ...(revenue ? [heatmap(result, 'revenue', revenue, '%{z:,.0f}')] : []),
    ...(cumulativeValue ? [valueCurves(result, cumulativeValue)] : []),
    cohortTable(result),
    ...reconciliationTable(result.audit),
  ]
}

function periodWord({ period }: CohortResult) {
  return at(`period.${period}`)
}

function headline(result: CohortResult) {
  const [, next] = result.overall.retention
  if (next === undefined)
    return words.headline({ cohorts: result.cohorts.length, period: periodWord(result) }, 'headlineOne')
  const later = result.overall.retention[3]
  const values = { nextPeriod: at(`nextPeriod.${result.period}`), next: quantity(next, 'percent') }
  if (later === undefined) return words.headline(values, 'headlineNext')
  const laterPeriod = at(`laterPeriod.${result.period}`, { count: 3 })
  return words.headline({ ...values, later: quantity(later, 'percent'), laterPeriod })
}

function metrics({ sizes, cohorts, overall, cumulativeValue, observed }: CohortResult) {
  const customers = sizes.reduce((sum, size) => sum + size, 0)
  const longest = cumulativeValue ? cumulativeValue.data[observed[0] as number] : undefined
  return [
    metric('customers', customers, 'count'),
    metric('cohorts', cohorts.length, 'count'),
    metric('next', overall.retention[1] ?? null, 'percent'),
    ...(longest === undefined ? [] : [metric('firstCohortValue', longest, 'currency')]),
  ]
}

function notices({ lastIncomplete, withoutPurchase, audit, cohorts }: CohortResult): NoticeElement[] {
  const { customers, amount } = withoutPurchase
  return [
    ...(lastIncomplete ? [notice('incomplete', 'info')] : []),
    ...(customers > 0 ? [notice('withoutPurchase', 'info', { customers, amount: quantity(amount, 'currency') })] : []),
    ...(cohorts.length > mostCohorts ? [notice('shown', 'info', { shown: mostCohorts, all: cohorts.length })] : []),
    ...transactionNotices(audit),
  ]
}

/** The latest cohorts that are drawn, by position. */
function shownCohorts({ cohorts }: CohortResult): number[] {
  return [...cohorts.keys()].slice(-mostCohorts)
}

/** Values of a cohort as far as they are observed. */
function rowOf({ observed }: CohortResult, { data, nColumns }: Matrix, cohort: number): (number | null)[] {
  const length = Math.min(nColumns, mostPeriods + 1)
  return Array.from({ length }, (_, k) =>
    k <= (observed[cohort] as number) ? (data[cohort * nColumns + k] as number) : null,
  )
}

function heatmap(result: CohortResult, what: 'retention' | 'revenue', matrix: Matrix, template: string): FigureElement {
  const shown = shownCohorts(result)
  const z = shown.map((cohort) => rowOf(result, matrix, cohort))
  const later = z.flatMap((row) => row.slice(1)).filter((value) => value !== null)
  const zmax = Math.max(...later, what === 'retention' ? 0.01 : 1)
  return {
    type: 'figure',
    id: `${what}-heatmap`,
    title: at(`${what}.title`),
    caption: at(`${what}.caption`, { period: periodWord(result) }),
    data: [
      {
        type: 'heatmap',
        x: z[0]?.map((_, k) => String(k)) ?? [],
        y: shown.map((cohort) => `${result.cohorts[cohort]} (${result.sizes[cohort]})`),
        z,
        zmin: 0,
        zmax,
        colorscale: [
          [0, { $color: 'sequential-low' }],
          [1, { $color: 'sequential-high' }],
        ],
        texttemplate: template,
        hovertemplate: `%{y} · %{x}: ${template}<extra></extra>`,
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: { ...axisTitle(at(`since.${result.period}`)), type: 'category', side: 'top' },
      yaxis: { autorange: 'reversed', automargin: true, type: 'category' },
    },
    height: Math.max(240, 120 + 26 * shown.length),
  }
}

function curves(result: CohortResult): FigureElement {
  const { overall } = result
  const shown = shownCohorts(result).slice(-mostCurves)
  return {
    type: 'figure',
    id: 'retention-curves',
    title: at('curves.title'),
    data: [
      ...shown.map((cohort) => ({
        type: 'scatter',
        mode: 'lines',
        x: rowOf(result, result.retention, cohort).map((_, k) => k),
        y: rowOf(result, result.retention, cohort),
        name: result.cohorts[cohort],
        line: { width: 1, color: { $color: `segment-${cohort % 10}` } },
        opacity: 0.6,
        hovertemplate: '%{x}: %{y:.1%}',
      })),
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: overall.retention.slice(0, mostPeriods + 1).map((_, k) => k),
        y: overall.retention.slice(0, mostPeriods + 1),
        name: { $text: at('curves.overall') },
        line: { width: 3, color: { $color: 'ink' } },
        hovertemplate: '%{x}: %{y:.1%}',
      },
    ],
    layout: {
      xaxis: { ...axisTitle(at(`since.${result.period}`)) },
      yaxis: { ...axisTitle(at('curves.y')), tickformat: '.0%', rangemode: 'tozero' },
    },
    height: 400,
  }
}

function valueCurves(result: CohortResult, matrix: Matrix): FigureElement {
  return {
    type: 'figure',
    id: 'value-curves',
    title: at('value.title'),
    data: shownCohorts(result)
      .slice(-mostCurves)
      .map((cohort) => ({
        type: 'scatter',
        mode: 'lines',
        x: rowOf(result, matrix, cohort).map((_, k) => k),
        y: rowOf(result, matrix, cohort),
        name: result.cohorts[cohort],
        line: { color: { $color: `segment-${cohort % 10}` } },
        hovertemplate: '%{x}: %{y:,.2f}',
      })),
    layout: {
      xaxis: axisTitle(at(`since.${result.period}`)),
      yaxis: { ...axisTitle(at('value.y')), rangemode: 'tozero' },
    },
    height: 400,
  }
}

function cohortTable(result: CohortResult): TableElement {
  const { cohorts, sizes, retention, revenue, orders, cumulativeValue, observed } = result
  const sumOf = (matrix: Matrix, cohort: number) =>
    matrix.data
      .subarray(cohort * matrix.nColumns, (cohort + 1) * matrix.nColumns)
      .reduce((sum, value) => sum + value, 0)
  const later = (cohort: number, k: number) =>
    k <= (observed[cohort] as number) ? (retention.data[cohort * retention.nColumns + k] ?? null) : null
  const shown = shownCohorts(result)
  return {
    type: 'table',
    id: 'cohort-table',
    title: at('table.title'),
    columns: [
      column('cohort'),
      column('size', 'count'),
      column('after1', 'percent'),
      column('after3', 'percent'),
      column('after6', 'percent'),
      column('after12', 'percent'),
      column('orders', 'count'),
      ...(revenue && cumulativeValue
        ? [column('revenue', 'currency'), column('averageOrder', 'currency'), column('value', 'currency')]
        : []),
    ],
    rows: shown.map((cohort) => {
      const nOrders = sumOf(orders, cohort)
      const total = revenue ? sumOf(revenue, cohort) : 0
      return [
        cohorts[cohort] ?? '',
        sizes[cohort] ?? null,
        ...[1, 3, 6, 12].map((k) => later(cohort, k)),
        nOrders,
        ...(revenue ? [total, nOrders > 0 ? total / nOrders : null, total / (sizes[cohort] as number)] : []),
      ]
    }),
  }
}
