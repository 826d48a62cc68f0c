import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, type Text, text } from '../../contract/text'
import { fieldAt } from '../../dataset/records'
import type { ColumnInfo } from '../../dataset/schema'
import { type Language, languages } from '../../locales'
import { translate } from '../../locales/translate'
import { categoryShares } from '../../roll-up/category-shares'
import { customerFigures } from '../../roll-up/customer-figures'
import { type Outcomes, outcomesAfter } from '../../roll-up/outcomes'
import { formatDay, millisecondsPerDay } from '../../transactions/calendar'
import { dateParam, dayParam } from '../../transactions/date-param'
import { moneyTotal } from '../../transactions/money'
import { readTransactions, type Transactions } from '../../transactions/read-transactions'
import { defineStep, type StepOutcome } from '../define-step'
import {
  columnOf,
  type Frame,
  type FrameColumn,
  freeName,
  numberColumn,
  takeFrom,
  textColumn,
  textColumnOf,
} from '../frame'
import { columnName } from '../step-params'

/** Categories whose shares get columns of their own; the others are taken together. */
const mostCategories = 12

const params = z.object({
  customer: columnName(),
  date: columnName(),
  amount: columnName('numeric').nullable().default(null),
  quantity: columnName('numeric').nullable().default(null),
  unitPrice: columnName('numeric').nullable().default(null),
  order: columnName().nullable().default(null),
  category: columnName('text').nullable().default(null),
  keep: z.array(columnName()).default([]),
  snapshotDate: dateParam,
  trendDays: z.int().min(1).max(3650).default(90),
  /** What is to be predicted, from the days after the snapshot; the figures end before it. */
  outcome: z.enum(['none', 'churn', 'purchase', 'spend']).default('none'),
  outcomeDays: z.int().min(1).max(3650).default(90),
  language: z.enum(languages).default('en'),
})
type Params = z.output<typeof params>

/**
 * Turns purchases into customers: one row each with recency, frequency, monetary, average order, tenure, trend and the share of
 * every category. Refunds are in monetary and counted, but are no purchases.
 * @throws transactionColumnsMissing, transactionsNone, purchasesNone, columnMissing, dateColumnNotDates
 * Cost: O(n + customers × categories).
 */
export const rollUpCustomers = defineStep({
  kind: 'roll-up-customers',
  group: 'combine',
  params,
  changesRows: () => true,
  apply: rollUp,
  withoutSql: 'program',
  words: ({ customer, date }) =>
    text('steps.roll-up-customers.words', { customer: literal(customer), date: literal(date) }),
})

function rollUp(frame: Frame, params: Params): StepOutcome {
  const { transactions, snapshot, outcomes } = readUntilSnapshot(frame, params)
  const columns = [
    idColumn(frame, params, transactions),
    ...keptColumns(frame, params, transactions),
    ...figureColumns(transactions, snapshot, params),
    ...shareColumns(frame, params, transactions),
    ...outcomeColumns(outcomes, params),
  ]
  const table = columns.reduce(
    (whole: Frame, column) => ({
      nRows: transactions.nCustomers,
      columns: [...whole.columns, { ...column, name: freeName(whole, column.name) }],
    }),
    { nRows: transactions.nCustomers, columns: [] },
  )
  const touched = { rows: frame.nRows, cells: table.nRows * table.columns.length }
  return { frame: table, touched, notes: notesOf(transactions, snapshot, columns) }
}

interface Snapshot {
  transactions: Transactions
  /** First day that is not looked at any more. */
  snapshot: number
  outcomes: Outcomes | null
}

/**
 * Purchases before the snapshot; with an outcome also what came in the days after it, which must lie within the data.
 * @throws outcomeNotSeen
 */
function readUntilSnapshot(frame: Frame, params: Params): Snapshot {
  const { outcome, outcomeDays } = params
  const given = dayParam('snapshotDate', params.snapshotDate)
  const needs = { methodId: 'rfm', amount: outcome === 'spend' ? ('required' as const) : ('optional' as const) }
  const input = inputOf(frame, params)
  if (outcome === 'none') {
    const transactions = readTransactions(input, { ...needs, until: given === null ? null : given - 1 })
    return { transactions, snapshot: given ?? endOf(transactions), outcomes: null }
  }
  const all = readTransactions(input, { ...needs, until: null })
  const snapshot = given ?? endOf(all) - outcomeDays
  if (snapshot + outcomeDays > endOf(all)) {
    const values = { days: outcomeDays, date: formatDay(snapshot), last: formatDay(endOf(all) - 1) }
    throw failure('outcomeNotSeen', values, { parameter: 'snapshotDate' })
  }
  const transactions = readTransactions(input, { ...needs, until: snapshot - 1 })
  return { transactions, snapshot, outcomes: outcomesAfter(transactions, all, snapshot, outcomeDays) }
}

/** The day after the last one. */
function endOf({ audit }: Transactions): number {
  return audit.lastDate / millisecondsPerDay + 1
}

function outcomeColumns(outcomes: Outcomes | null, { outcome, outcomeDays, language }: Params): FrameColumn[] {
  if (!outcomes || outcome === 'none') return []
  const name = translate(text(`roll-up.columns.${outcome}`, { days: outcomeDays }), language)
  if (outcome === 'spend') return [numberColumn(name, 'real', outcomes.spend, { role: 'outcome' })]
  const words = [wordOf('no', language), wordOf('yes', language)]
  const wanted = outcome === 'purchase' ? 1 : 0
  const codes = Int32Array.from(outcomes.bought, (bought) => (bought === wanted ? 1 : 0))
  return [textColumn(name, codes, words, { role: 'outcome' })]
}

function inputOf(frame: Frame, params: Params) {
  const roles = ['customer', 'date', 'amount', 'quantity', 'unitPrice', 'order'] as const
  const chosen = roles.map((role) => [role, params[role] === null ? [] : [columnOf(frame, params[role])]] as const)
  return { nRows: frame.nRows, rowIds: new Int32Array(0), columns: Object.fromEntries(chosen) }
}

function idColumn(frame: Frame, { customer }: Params, { ids, nCustomers }: Transactions): FrameColumn {
  const source = columnOf(frame, customer)
  const meaning = { measureType: 'id', role: 'customer' } as const
  if (source.kind === 'numeric') {
    const values = Float64Array.from({ length: nCustomers }, (_, c) => fieldAt(ids, c) as number)
    return numberColumn(customer, source.storage, values, meaning)
  }
  const words = Array.from({ length: nCustomers }, (_, c) => String(fieldAt(ids, c)))
  return textColumnOf(customer, words, meaning)
}

/** Of columns that describe the customer: what the latest row with a value says. */
function keptColumns(frame: Frame, { keep }: Params, { nCustomers, rows, customer, day }: Transactions): FrameColumn[] {
  return keep.map((name) => {
    const column = columnOf(frame, name)
    const latest = new Int32Array(nCustomers).fill(-1)
    const latestDay = new Int32Array(nCustomers)
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i] as number
      const c = customer[i] as number
      const missing = column.kind === 'numeric' ? Number.isNaN(column.values[row]) : (column.codes[row] as number) < 0
      if (missing || (latest[c] !== -1 && (day[i] as number) < (latestDay[c] as number))) continue
      latest[c] = row
      latestDay[c] = day[i] as number
    }
    return takeFrom(column, latest)
  })
}

function figureColumns(transactions: Transactions, snapshot: number, { trendDays, language }: Params): FrameColumn[] {
  const figures = customerFigures(transactions, snapshot, trendDays)
  const name = (key: string) => wordOf(key, language)
  const days = ['recency', 'frequency', 'tenure', 'refunds'] as const
  const whole = (key: (typeof days)[number]) => numberColumn(name(key), 'integer', figures[key])
  const date = (key: 'firstPurchase' | 'lastPurchase') => numberColumn(name(key), 'date', figures[key])
  const money = (key: 'monetary' | 'averageOrder', role: ColumnInfo['role']) =>
    numberColumn(name(key), 'real', figures[key], { measureType: 'continuous', role })
  const { hasAmounts } = transactions.audit
  return [
    ...[date('firstPurchase'), date('lastPurchase'), whole('recency'), whole('frequency')],
    ...(hasAmounts ? [money('monetary', 'amount'), money('averageOrder', null)] : []),
    whole('tenure'),
    ...(hasAmounts ? [whole('refunds'), numberColumn(name('trend'), 'real', figures.trend)] : []),
  ]
}

function shareColumns(frame: Frame, { category, language }: Params, transactions: Transactions): FrameColumn[] {
  if (category === null || !transactions.audit.hasAmounts) return []
  const column = columnOf(frame, category)
  const levels = column.kind === 'categorical' ? column.levels : distinctWords(column.values)
  const place = new Map(levels.map((level, code) => [level, code]))
  const codes = Int32Array.from(transactions.rows, (row) =>
    column.kind === 'categorical' ? (column.codes[row] as number) : (place.get(String(column.values[row])) ?? -1),
  )
  const { names, shares } = categoryShares(transactions, codes, levels, mostCategories, wordOf('others', language))
  return names.map((name, i) => numberColumn(shareName(name, language), 'real', shares[i] as Float64Array))
}

function distinctWords(values: Float64Array): string[] {
  return [...new Set(values)].filter((value) => !Number.isNaN(value)).map(String)
}

/** Names of columns are data: they are written in the language chosen when the step was made, and stay. */
function wordOf(key: string, language: Language): string {
  return translate(text(`roll-up.columns.${key}`), language)
}

function shareName(category: string, language: Language): string {
  return translate(text('roll-up.columns.share', { category: literal(category) }), language)
}

/** Where every row and every cent went. */
function notesOf(
  { audit, dropped, nCustomers, amount }: Transactions,
  snapshot: number,
  columns: FrameColumn[],
): Text[] {
  const customers = text('roll-up.notes.customers', {
    customers: nCustomers,
    columns: columns.length,
    date: formatDay(snapshot),
  })
  const money = text('roll-up.notes.money', {
    total: quantity(moneyTotal(amount), 'currency'),
    purchases: quantity(audit.purchases.amount, 'currency'),
    refunds: quantity(audit.refunds.amount, 'currency'),
    rows: audit.refunds.rows,
  })
  const left = dropped.map(({ reason, rows }) => text('roll-up.notes.dropped', { reason, rows }))
  return [customers, ...(audit.hasAmounts ? [money] : []), ...left]
}
