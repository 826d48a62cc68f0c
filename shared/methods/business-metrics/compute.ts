import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { quantity } from '../../contract/text'
import { type RecordField, type Records, records } from '../../dataset/records'
import { median } from '../../math/quantile'
import { mean, sum } from '../../math/sum'
import { millisecondsPerDay } from '../../transactions/calendar'
import { dayParam } from '../../transactions/date-param'
import { moneyTotal } from '../../transactions/money'
import { periodIndex, periodLabel, periodStart } from '../../transactions/periods'
import { readTransactions } from '../../transactions/read-transactions'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import type { BusinessParams, BusinessResult, BusinessTotals } from './method'
import { paybackOf } from './payback'
import { type PeriodSums, sumPeriods } from './period-sums'

const mostPeriods = 5000

/**
 * The usual figures of a business with customers, period by period, each by a stated definition, and the bridge of revenue.
 * @throws what `readTransactions` throws; fromAfterData; tooManyPeriods
 * Cost: O(n).
 */
export function* compute(
  input: MethodInput,
  params: BusinessParams,
  _context: MethodContext,
): Generator<Progress, Outcome<BusinessResult>, void> {
  yield { stage: 'transactions', fraction: null }
  const until = dayParam('to', params.to)
  const from = dayParam('from', params.from)
  const transactions = readTransactions(input, { methodId: 'business-metrics', amount: 'required', until })
  const { audit, day, dropped, rows } = transactions
  const { period } = params
  const firstPeriod = periodIndex(audit.firstDate / millisecondsPerDay, period)
  const lastDay = audit.lastDate / millisecondsPerDay
  const nPeriods = periodIndex(lastDay, period) - firstPeriod + 1
  if (nPeriods > mostPeriods)
    throw failure('tooManyPeriods', { cohorts: 1, periods: nPeriods }, { parameter: 'period' })
  const start = from === null ? 0 : Math.max(0, periodIndex(from, period) - firstPeriod)
  if (start >= nPeriods) {
    throw failure('fromAfterData', { last: quantity(audit.lastDate, 'date') }, { parameter: 'from' })
  }
  const known = new Map<number, number>()
  const periodOf = day.map((date) => {
    const index = known.get(date) ?? periodIndex(date, period) - firstPeriod
    known.set(date, index)
    return index
  })
  yield { stage: 'business', fraction: 0.3 }
  const sums = sumPeriods(transactions, periodOf, nPeriods)
  const lastIncomplete = (until ?? lastDay) + 1 < periodStart(firstPeriod + nPeriods, period)
  const labels = Array.from({ length: nPeriods }, (_, i) => periodLabel(firstPeriod + i, period))
  const periods = periodRecords(sums, labels, start)
  const result: BusinessResult = {
    periods,
    totals: totalsOf(sums, periods, start, lastIncomplete),
    payback: paybackOf(transactions, periodOf, nPeriods, params),
    lastIncomplete,
    audit,
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

/** a / b, or NaN where there is nothing to divide by. */
function ratio(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => ((b[i] as number) > 0 ? value / (b[i] as number) : Number.NaN))
}

function periodRecords({ counts, money }: PeriodSums, labels: readonly string[], start: number): Records {
  const n = labels.length
  const amounts = Object.fromEntries(Object.entries(money).map(([name, sums]) => [name, sums.values().subarray(0, n)]))
  const { customers, retainedCustomers, orders } = counts
  const before = Float64Array.from({ length: n }, (_, i) => (i > 0 ? (customers[i - 1] as number) : 0))
  const retention = ratio(retainedCustomers.subarray(0, n), before)
  const purchases = amounts['purchases'] as Float64Array
  const revenue = purchases.map(
    (_, i) => Math.round(((purchases[i] as number) + (amounts['refunds']?.[i] as number)) * 1e6) / 1e6,
  )
  const fields: Record<string, Float64Array> = {
    ...Object.fromEntries(Object.entries(counts).map(([name, values]) => [name, values.subarray(0, n)])),
    retentionRate: retention,
    churnRate: retention.map((value) => 1 - value),
    averageOrderValue: ratio(purchases, orders.subarray(0, n)),
    purchaseFrequency: ratio(orders.subarray(0, n), customers.subarray(0, n)),
    ...amounts,
    revenue,
  }
  const shown = labels.slice(start)
  const period: RecordField = { kind: 'code-list', codes: Int32Array.from(shown.keys()), levels: shown }
  const cut = Object.entries(fields).map(([name, values]) => [name, values.slice(start)])
  return records(shown.length, { period, ...Object.fromEntries(cut) })
}

function totalsOf(
  { gaps, repeatCustomers, buyers }: PeriodSums,
  periods: Records,
  start: number,
  lastIncomplete: boolean,
): BusinessTotals {
  const field = (name: string) => periods.fields[name] as Float64Array
  const orders = sum(field('orders'))
  const purchases = moneyTotal(field('purchases'))
  const refunds = moneyTotal(field('refunds'))
  const newCustomers = sum(field('newCustomers'))
  const retention = weightedRetention(field('retainedCustomers'), field('lostCustomers'), lastIncomplete)
  const customers = start === 0 ? buyers : newCustomers
  return {
    customers: buyers,
    newCustomers,
    orders,
    purchases,
    refunds,
    revenue: moneyTotal(field('revenue')),
    retentionRate: retention,
    churnRate: retention === null ? null : 1 - retention,
    repurchaseRate: buyers > 0 ? repeatCustomers / buyers : null,
    averageOrderValue: orders > 0 ? purchases / orders : null,
    purchaseFrequency: start === 0 && customers > 0 ? orders / customers : null,
    interpurchaseMedian: gaps.length > 0 ? median(gaps) : null,
    interpurchaseMean: gaps.length > 0 ? mean(gaps) : null,
  }
}

/** Retained customers / customers of the period before, over all periods but an incomplete last one. */
function weightedRetention(retained: Float64Array, lost: Float64Array, lastIncomplete: boolean): number | null {
  const end = retained.length - (lastIncomplete ? 1 : 0)
  const stayed = sum(retained.slice(0, end))
  const left = sum(lost.slice(0, end))
  return stayed + left > 0 ? stayed / (stayed + left) : null
}
