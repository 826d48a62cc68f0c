import type { FigureElement, NoticeElement, ResultElement, TableElement } from '../../contract/result-elements'
import { quantity, type Text } from '../../contract/text'
import { recordObjects } from '../../dataset/records'
import { parseDay } from '../../transactions/calendar'
import { axisTitle, methodWords } from '../../transactions/method-words'
import { recordTable } from '../../transactions/record-table'
import { reconciliationTable, transactionNotices } from '../../transactions/transaction-elements'
import type { PresentContext } from '../define-method'
import type { LifecycleParams, LifecycleResult } from './method'
import { stages } from './stages'

const words = methodWords('lifecycle')
const { at, metric, notice, column } = words

type Context = PresentContext<LifecycleParams>
type Namer = (stage: number) => Text

/** Shows where customers stand, how that has changed, and who moved in the last period. */
export function present(result: LifecycleResult, context: Context): ResultElement[] {
  const name: Namer = (stage) => {
    const given = context.segmentName(stage)
    return 'literal' in given ? given : at(`stage.${stages[stage]}`)
  }
  return [
    headline(result),
    rules(result, context.params),
    ...metrics(result),
    ...notices(result),
    stageTable(result, name),
    historyFigure(result, name),
    ...flowFigure(result, name),
    ...monthlyFlow(result),
    customerTable(result, name),
    ...reconciliationTable(result.audit),
  ]
}

function countOf({ stages: totals }: LifecycleResult, stage: string): number {
  return totals.find((one) => one.stage === stage)?.count ?? 0
}

function headline(result: LifecycleResult) {
  const all = result.customers.nRows
  const leaving = countOf(result, 'leaving')
  return words.headline({
    customers: quantity(all, 'count'),
    leaving: quantity(leaving, 'count'),
    share: quantity(all > 0 ? leaving / all : null, 'percent', 0),
    growing: quantity(countOf(result, 'growth'), 'count'),
    date: quantity((parseDay(result.snapshotDate) ?? 0) * 86_400_000, 'date'),
  })
}

function rules({ typicalInterval }: LifecycleResult, params: LifecycleParams) {
  return words.paragraph('rules', {
    leavingAfter: quantity(params.leavingAfter, 'number'),
    confirmationOrders: params.confirmationOrders,
    pace: quantity(params.growthPace, 'percent', 0),
    interval: quantity(typicalInterval, 'days', 0),
  })
}

function metrics(result: LifecycleResult) {
  return [
    metric('customers', result.customers.nRows, 'count'),
    metric('active', result.customers.nRows - countOf(result, 'leaving'), 'count'),
    metric('interval', result.typicalInterval, 'days', { decimals: 0 }),
  ]
}

function notices({ withoutPurchase, audit }: LifecycleResult): NoticeElement[] {
  return [
    ...(withoutPurchase > 0 ? [notice('withoutPurchase', 'info', { customers: withoutPurchase })] : []),
    ...transactionNotices(audit),
  ]
}

function stageTable({ stages: totals, customers, audit }: LifecycleResult, name: Namer): TableElement {
  const value = totals.reduce((sum, one) => sum + (one.value ?? 0), 0)
  const money = audit.hasAmounts
  return {
    type: 'table',
    id: 'stages',
    title: at('table.stages'),
    columns: [
      column('stage'),
      column('count', 'count'),
      column('share', 'percent', { bar: true }),
      ...(money ? [column('value', 'currency')] : []),
      column('action'),
    ],
    rows: totals.map(({ stage, count, value: sum }, i) => [
      name(i),
      count,
      customers.nRows > 0 ? count / customers.nRows : null,
      ...(money ? [sum] : []),
      at(`action.${stage}`),
    ]),
    totals: [at('all'), customers.nRows, 1, ...(money ? [value] : []), null],
  }
}

function historyFigure({ counts, periods }: LifecycleResult, name: Namer): FigureElement {
  return {
    type: 'figure',
    id: 'history',
    title: at('history.title'),
    data: stages.map((_, stage) => ({
      type: 'bar',
      x: [...periods],
      y: periods.map((__, period) => counts.data[period * stages.length + stage] ?? 0),
      name: { $text: name(stage) },
      marker: { color: { $color: `segment-${stage}` } },
      hovertemplate: '%{x}: %{y:,d}',
    })),
    layout: {
      barmode: 'stack',
      xaxis: { type: 'category', automargin: true },
      yaxis: axisTitle(at('history.y')),
      legend: { orientation: 'h', y: 1.14 },
    },
    height: 400,
  }
}

/** Who went where in the last period. */
function flowFigure({ flows, periods }: LifecycleResult, name: Namer): FigureElement[] {
  const last = periods.at(-1)
  if (last === undefined || periods.length < 2) return []
  const moves = recordObjects(flows).filter(({ period }) => period === last)
  const from = [...stages, 'new']
  const z = from.map((start) =>
    stages.map(
      (end) => (moves.find((move) => move['from'] === start && move['to'] === end)?.['count'] as number) ?? null,
    ),
  )
  return [
    {
      type: 'figure',
      id: 'flows',
      title: at('flows.title', { period: last }),
      caption: at('flows.caption'),
      data: [
        {
          type: 'heatmap',
          x: stages.map((_, i) => ({ $text: name(i) })),
          y: [...stages.map((_, i) => ({ $text: name(i) })), { $text: at('flows.new') }],
          z,
          colorscale: [
            [0, { $color: 'sequential-low' }],
            [1, { $color: 'sequential-high' }],
          ],
          texttemplate: '%{z}',
          hovertemplate: '%{y} → %{x}: %{z}<extra></extra>',
          xgap: 1,
          ygap: 1,
        },
      ],
      layout: { xaxis: { automargin: true }, yaxis: { autorange: 'reversed', automargin: true } },
      height: 340,
    },
  ]
}

/** Customers won, lost and won back in every period; those lost hang below the line. */
function monthlyFlow({ flows, periods }: LifecycleResult): FigureElement[] {
  if (periods.length < 2) return []
  const moves = recordObjects(flows)
  const sums = (is: (from: unknown, to: unknown) => boolean, sign: 1 | -1) =>
    periods.map((period) =>
      moves
        .filter((move) => move['period'] === period && is(move['from'], move['to']))
        .reduce((sum, { count }) => sum + sign * (count as number), 0),
    )
  const bars = (id: string, color: string, y: number[]) => ({
    type: 'bar',
    x: [...periods],
    y,
    name: { $text: at(`monthly.${id}`) },
    marker: { color: { $color: color } },
    hovertemplate: '%{x}: %{y:,d}',
  })
  return [
    {
      type: 'figure',
      id: 'monthly-flow',
      title: at('monthly.title'),
      data: [
        bars(
          'won',
          'segment-0',
          sums((from) => from === 'new', 1),
        ),
        bars(
          'back',
          'segment-2',
          sums((from, to) => from === 'leaving' && to !== 'leaving', 1),
        ),
        bars(
          'lost',
          'segment-4',
          sums((from, to) => from !== 'leaving' && to === 'leaving', -1),
        ),
      ],
      layout: {
        barmode: 'relative',
        xaxis: { type: 'category', automargin: true },
        yaxis: axisTitle(at('history.y')),
        legend: { orientation: 'h', y: 1.14 },
      },
      height: 320,
    },
  ]
}

function customerTable({ customers, audit }: LifecycleResult, name: Namer): TableElement {
  return recordTable(customers, {
    id: 'customer-list',
    title: at(audit.hasAmounts ? 'table.customersByValue' : 'table.customers'),
    sortBy: audit.hasAmounts ? 'monetary' : 'purchases',
    columns: [
      column('id'),
      column('stage'),
      column('purchases', 'count'),
      column('recency', 'count'),
      column('interval', 'number', { decimals: 1 }),
      ...(audit.hasAmounts ? [column('monetary', 'currency')] : []),
    ],
    levels: { stage: stages.map((_, stage) => name(stage)) },
  })
}
