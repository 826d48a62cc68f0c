import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { millisecondsPerDay } from '../../transactions/calendar'
import { groupByCustomer } from '../../transactions/group-by-customer'
import { MoneySums } from '../../transactions/money'
import { periodIndex, periodLabel, periodStart } from '../../transactions/periods'
import { readTransactions, type Transactions } from '../../transactions/read-transactions'
import { noDay, transactionDays } from '../../transactions/transaction-days'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import type { CohortParams, CohortResult } from './method'

/** Larger tables of cohorts are of no use to anyone. */
const mostCells = 4_000_000

/** Which customers make up which cohort. */
interface Cohorts {
  /** Calendar period of each cohort, ascending. */
  periods: number[]
  /** Cohort of each customer; −1 for customers who never bought. */
  of: Int32Array
  sizes: number[]
  /** Last calendar period of the data. */
  last: number
}

/**
 * Follows customers by the period of their first purchase (or of any date): who comes back, and what they bring.
 * @throws what `readTransactions` throws; tooManyPeriods
 * Cost: O(n + cohorts × periods).
 */
export function* compute(
  input: MethodInput,
  { period }: CohortParams,
  _context: MethodContext,
): Generator<Progress, Outcome<CohortResult>, void> {
  yield { stage: 'transactions', fraction: null }
  const transactions = readTransactions(input, { methodId: 'cohort-retention', amount: 'optional' })
  const periodOfRow = periodsOf(transactions.day, period)
  const cohorts = cohortsOf(transactions, input, periodOfRow, period)
  yield { stage: 'cohorts', fraction: 0.5 }
  const counts = countCells(transactions, cohorts, periodOfRow)
  const { audit, dropped, rows } = transactions
  const retention = createMatrix(counts.active.nRows, counts.active.nColumns)
  for (let at = 0; at < retention.data.length; at++) {
    const size = cohorts.sizes[Math.floor(at / retention.nColumns)] as number
    retention.data[at] = (counts.active.data[at] as number) / size
  }
  const observed = cohorts.periods.map((first) => cohorts.last - first)
  const lastDay = audit.lastDate / millisecondsPerDay
  const result: CohortResult = {
    period,
    cohorts: cohorts.periods.map((index) => periodLabel(index, period)),
    sizes: cohorts.sizes,
    observed,
    ...counts,
    retention,
    cumulativeValue: counts.revenue && cumulated(counts.revenue, cohorts.sizes),
    overall: overallOf(counts.active, cohorts.sizes, observed),
    withoutPurchase: withoutPurchase(transactions, cohorts.of),
    lastIncomplete: lastDay + 1 < periodStart(cohorts.last + 1, period),
    audit,
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

/** Calendar period of each day; days often repeat. */
function periodsOf(days: Int32Array, period: CohortParams['period']): Int32Array {
  const known = new Map<number, number>()
  return days.map((day) => {
    let index = known.get(day)
    if (index === undefined) {
      index = periodIndex(day, period)
      known.set(day, index)
    }
    return index
  })
}

function cohortsOf(
  { customer, isRefund, nCustomers, rows }: Transactions,
  { columns }: MethodInput,
  periodOfRow: Int32Array,
  period: CohortParams['period'],
): Cohorts {
  const first = new Int32Array(nCustomers).fill(noDay)
  const given = new Int32Array(nCustomers).fill(noDay)
  const dateColumn = columns['cohortDate']?.[0]
  const dates = dateColumn ? transactionDays(dateColumn) : null
  const earlier = (list: Int32Array, c: number, value: number) => {
    if (list[c] === noDay || value < (list[c] as number)) list[c] = value
  }
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < customer.length; i++) {
    const c = customer[i] as number
    last = Math.max(last, periodOfRow[i] as number)
    if (isRefund[i] === 1) continue
    earlier(first, c, periodOfRow[i] as number)
    const date = dates ? (dates[rows[i] as number] as number) : noDay
    if (date !== noDay) earlier(given, c, periodIndex(date, period))
  }
  const start = first.map((value, c) => (value === noDay || given[c] === noDay ? value : (given[c] as number)))
  const periods = [...new Set(start)].filter((value) => value !== noDay).sort((a, b) => a - b)
  const place = new Map(periods.map((value, i) => [value, i]))
  const of = start.map((value) => place.get(value) ?? -1)
  const sizes = periods.map(() => 0)
  for (const cohort of of) if (cohort >= 0) sizes[cohort] = (sizes[cohort] as number) + 1
  return { periods, of, sizes, last: Math.max(last, periods.at(-1) as number) }
}

function countCells(transactions: Transactions, { periods, of, last }: Cohorts, periodOfRow: Int32Array) {
  const { amount, isRefund, order, nOrders, nCustomers, scale, audit } = transactions
  const nColumns = last - (periods[0] as number) + 1
  if (nColumns * periods.length > mostCells) {
    throw failure('tooManyPeriods', { cohorts: periods.length, periods: nColumns }, { parameter: 'period' })
  }
  const active = createMatrix(periods.length, nColumns)
  const orders = createMatrix(periods.length, nColumns)
  const sums = new MoneySums(periods.length * nColumns, scale)
  const groups = groupByCustomer(transactions)
  const seenOrder = new Int32Array(nOrders).fill(-1)
  for (let c = 0; c < nCustomers; c++) {
    const cohort = of[c] as number
    if (cohort < 0) continue
    let before = -1
    for (let at = groups.starts[c] as number; at < (groups.starts[c + 1] as number); at++) {
      const i = groups.order[at] as number
      const offset = Math.max(0, (periodOfRow[i] as number) - (periods[cohort] as number))
      const cell = cohort * nColumns + offset
      sums.add(cell, amount[i] as number)
      if (isRefund[i] === 1) continue
      if (offset !== before) active.data[cell] = (active.data[cell] as number) + 1
      before = offset
      const code = order ? (order[i] as number) : -1
      if (code >= 0 && seenOrder[code] === c) continue
      if (code >= 0) seenOrder[code] = c
      orders.data[cell] = (orders.data[cell] as number) + 1
    }
  }
  const revenue: Matrix | null = audit.hasAmounts
    ? { kind: 'matrix', nRows: periods.length, nColumns, data: sums.values() }
    : null
  return { active, orders, revenue }
}

/** Revenue so far per customer. */
function cumulated(revenue: Matrix, sizes: readonly number[]): Matrix {
  const { nRows, nColumns } = revenue
  const values = createMatrix(nRows, nColumns)
  for (let i = 0; i < nRows; i++) {
    let total = 0
    for (let k = 0; k < nColumns; k++) {
      total += revenue.data[i * nColumns + k] as number
      values.data[i * nColumns + k] = total / (sizes[i] as number)
    }
  }
  return values
}

function overallOf(active: Matrix, sizes: readonly number[], observed: readonly number[]): CohortResult['overall'] {
  const { nColumns, data } = active
  const retention: number[] = []
  const customers: number[] = []
  for (let k = 0; k < nColumns; k++) {
    let [known, came] = [0, 0]
    for (const [i, size] of sizes.entries()) {
      if ((observed[i] as number) < k) continue
      known += size
      came += data[i * nColumns + k] as number
    }
    if (known === 0) break
    retention.push(came / known)
    customers.push(known)
  }
  return { retention, customers }
}

function withoutPurchase({ customer, amount, scale }: Transactions, of: Int32Array): CohortResult['withoutPurchase'] {
  const sums = new MoneySums(1, scale)
  for (let i = 0; i < customer.length; i++)
    if ((of[customer[i] as number] as number) < 0) sums.add(0, amount[i] as number)
  return { customers: of.filter((cohort) => cohort < 0).length, amount: sums.get(0) }
}
