import { MoneySums, moneyScale } from '../../transactions/money'
import { completedPeriods } from '../../transactions/periods'
import type { Transactions } from '../../transactions/read-transactions'
import { noDay } from '../../transactions/transaction-days'
import type { CustomerValueParams, CustomerValueResult, PeriodValue } from './method'
import { discountFactor, periodRates, retentionMultiple } from './rates'

/** Transactions with what is left of each row after its cost. */
export interface Contributions {
  transactions: Transactions
  /** Per transaction: amount − cost, or amount × margin. */
  values: Float64Array
  scale: 1 | 100
  costFrom: CustomerValueResult['costFrom']
  /** Per customer: day of the first purchase, or of the first row when there is none. */
  start: Int32Array
}

/** What is left of each row: amount less the cost column, else the share given as margin, else all of it. */
export function contributionsOf(transactions: Transactions, margin: number | null): Contributions {
  const { amount, cost } = transactions
  const values = amount.map((value, i) => (cost ? value - (cost[i] as number) : value * (margin ?? 1)))
  const costFrom = cost ? 'column' : margin === null ? 'none' : 'margin'
  return { transactions, values, scale: moneyScale(values), costFrom, start: firstDays(transactions) }
}

function firstDays({ customer, day, isRefund, nCustomers }: Transactions): Int32Array {
  const bought = new Int32Array(nCustomers).fill(noDay)
  const seen = new Int32Array(nCustomers).fill(noDay)
  const earlier = (days: Int32Array, c: number, date: number) => {
    if (days[c] === noDay || date < (days[c] as number)) days[c] = date
  }
  for (let i = 0; i < customer.length; i++) {
    const c = customer[i] as number
    earlier(seen, c, day[i] as number)
    if (isRefund[i] === 0) earlier(bought, c, day[i] as number)
  }
  return bought.map((date, c) => (date === noDay ? (seen[c] as number) : date))
}

/** Values per customer, and their sums by period where the variant has periods. */
export interface Values {
  values: Float64Array
  /** Whether the values are sums of whole cents, so that they can be added exactly. */
  scale: 1 | 100
  periodValues: PeriodValue[] | null
}

/** Value of every customer by the chosen variant. Cost: O(n). */
export function customerValues(contributions: Contributions, params: CustomerValueParams): Values {
  const { scale } = contributions
  const rates = periodRates(params)
  switch (params.variant) {
    case 'margin':
      return { values: totalsOf(contributions), scale, periodValues: null }
    case 'cumulative':
      return { values: totalsOf(contributions), scale, periodValues: periodSums(contributions, params, false).periods }
    case 'single':
      return { values: singlePurchases(contributions, params), scale: 1, periodValues: null }
    case 'growth': {
      const factor = (1 + rates.growth) ** (params.periods ?? 1)
      return { values: totalsOf(contributions).map((value) => value * factor), scale: 1, periodValues: null }
    }
    case 'retention': {
      const multiple = retentionMultiple(params, rates)
      return { values: marginsPerPeriod(contributions, params).map((m) => m * multiple), scale: 1, periodValues: null }
    }
    case 'discounted': {
      const { values, periods } = periodSums(contributions, params, true)
      return { values, scale: 1, periodValues: periods }
    }
  }
}

/** Sum of contributions per customer. */
export function totalsOf({ transactions, values, scale }: Contributions): Float64Array {
  const sums = new MoneySums(transactions.nCustomers, scale)
  for (let i = 0; i < values.length; i++) sums.add(transactions.customer[i] as number, values[i] as number)
  return sums.values()
}

/** Contributions by period since each customer's first purchase, discounted or not. */
function periodSums(
  { transactions, values, scale, start }: Contributions,
  params: CustomerValueParams,
  discounts: boolean,
) {
  const { customer, day, nCustomers } = transactions
  const period = new Int32Array(values.length)
  let last = 0
  for (let i = 0; i < values.length; i++) {
    const passed = completedPeriods(start[customer[i] as number] as number, day[i] as number, params.period)
    period[i] = Math.max(0, passed)
    last = Math.max(last, passed)
  }
  const end = discounts && params.periods !== null ? params.periods : last + 1
  const factors = Float64Array.from({ length: last + 1 }, (_, t) => (discounts ? discountFactor(t, params) : 1))
  const perCustomer = new MoneySums(nCustomers, 1)
  const amounts = new MoneySums(last + 1, scale)
  for (let i = 0; i < values.length; i++) {
    const t = period[i] as number
    if (t >= end) continue
    perCustomer.add(customer[i] as number, (values[i] as number) * (factors[t] as number))
    amounts.add(t, values[i] as number)
  }
  const shown = Math.min(end, last + 1)
  const periods = Array.from({ length: shown }, (_, i) => {
    const [amount, factor] = [amounts.get(i), factors[i] as number]
    return { t: i + (params.timing === 'end' ? 1 : 0), amount, factor, value: amount * factor }
  })
  return { values: perCustomer.values(), periods }
}

/** Contribution of the last purchase, or the mean over purchases; 0 for a customer with refunds alone. */
function singlePurchases({ transactions, values }: Contributions, { purchase }: CustomerValueParams): Float64Array {
  const { customer, day, isRefund, order, nCustomers } = transactions
  const lastRow = new Int32Array(nCustomers).fill(-1)
  for (let i = 0; i < values.length; i++) {
    const c = customer[i] as number
    const last = lastRow[c] as number
    if (isRefund[i] === 0 && (last < 0 || (day[i] as number) >= (day[last] as number))) lastRow[c] = i
  }
  const sums = new MoneySums(nCustomers, 1)
  const orders = Array.from({ length: purchase === 'mean' && order ? nCustomers : 0 }, () => new Set<number>())
  const counts = new Float64Array(nCustomers)
  for (let i = 0; i < values.length; i++) {
    const c = customer[i] as number
    const last = lastRow[c] as number
    if (isRefund[i] === 1) continue
    const code = order ? (order[i] as number) : -1
    const isLast = i === last || (code >= 0 && order?.[last] === code)
    if (purchase === 'last' && !isLast) continue
    sums.add(c, values[i] as number)
    if (code < 0) counts[c] = (counts[c] as number) + 1
    else orders[c]?.add(code)
  }
  if (purchase === 'last') return sums.values()
  return sums.values().map((sum, c) => sum / Math.max(1, (counts[c] as number) + (orders[c]?.size ?? 0)))
}

/** Mean contribution per period from the first purchase to the end of the data, the running period included. */
function marginsPerPeriod(contributions: Contributions, { period }: CustomerValueParams): Float64Array {
  const { transactions, start } = contributions
  const end = Math.floor(transactions.audit.lastDate / 86_400_000)
  return totalsOf(contributions).map((sum, c) => sum / (completedPeriods(start[c] as number, end, period) + 1))
}
