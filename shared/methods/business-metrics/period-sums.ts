import { type CustomerGroups, groupByCustomer } from '../../transactions/group-by-customer'
import { MoneySums } from '../../transactions/money'
import type { Transactions } from '../../transactions/read-transactions'

/** Counts that are kept per period. */
const countNames = [
  'customers',
  'newCustomers',
  'retainedCustomers',
  'reactivatedCustomers',
  'lostCustomers',
  'orders',
] as const
/** Sums of money that are kept per period; the last five lead from one period's purchases to the next. */
const moneyNames = [
  'purchases',
  'refunds',
  'newRevenue',
  'reactivatedRevenue',
  'growth',
  'decline',
  'lostRevenue',
] as const

type CountName = (typeof countNames)[number]
type MoneyName = (typeof moneyNames)[number]

/** One customer's purchases in one period. */
interface Visit {
  period: number
  purchases: number
  orders: number
}

/** Counts and sums of every period from the first to the last, and the gaps between purchases. */
export interface PeriodSums {
  counts: Record<CountName, Float64Array>
  money: Record<MoneyName, MoneySums>
  /** Days between purchase days, all customers together. */
  gaps: Float64Array
  repeatCustomers: number
  buyers: number
}

/**
 * Follows every customer from period to period.
 * @param periodOf of each transaction, from 0
 * Cost: O(n).
 */
export function sumPeriods(transactions: Transactions, periodOf: Int32Array, nPeriods: number): PeriodSums {
  const groups = groupByCustomer(transactions)
  const { customer, amount, isRefund, scale, day } = transactions
  const counts = Object.fromEntries(countNames.map((name) => [name, new Float64Array(nPeriods + 1)]))
  const money = Object.fromEntries(moneyNames.map((name) => [name, new MoneySums(nPeriods + 1, scale)]))
  const sums = { counts, money } as Pick<PeriodSums, 'counts' | 'money'>
  for (let i = 0; i < customer.length; i++) {
    if (isRefund[i] === 1) sums.money.refunds.add(periodOf[i] as number, amount[i] as number)
  }
  const visitor = new VisitReader(transactions, groups, periodOf)
  const gaps = new Float64Array(day.length)
  let [nGaps, repeatCustomers, buyers] = [0, 0, 0]
  for (let c = 0; c < transactions.nCustomers; c++) {
    const { visits, days } = visitor.read(c)
    if (visits.length === 0) continue
    addVisits(sums, visits)
    buyers++
    if (days.length > 1) repeatCustomers++
    for (let k = 1; k < days.length; k++) gaps[nGaps++] = (days[k] as number) - (days[k - 1] as number)
  }
  return { ...sums, gaps: gaps.slice(0, nGaps), repeatCustomers, buyers }
}

/** Reads a customer's visits in order of time. */
class VisitReader {
  private readonly transactions: Transactions
  private readonly groups: CustomerGroups
  private readonly periodOf: Int32Array
  /** Customer in whose name an order was last seen. */
  private readonly seen: Int32Array

  constructor(transactions: Transactions, groups: CustomerGroups, periodOf: Int32Array) {
    this.transactions = transactions
    this.groups = groups
    this.periodOf = periodOf
    this.seen = new Int32Array(transactions.nOrders).fill(-1)
  }

  read(c: number): { visits: Visit[]; days: number[] } {
    const { order: sorted, starts } = this.groups
    const { amount, isRefund, order, day, scale } = this.transactions
    const visits: Visit[] = []
    const days: number[] = []
    let sum = new MoneySums(1, scale)
    for (let at = starts[c] as number; at < (starts[c + 1] as number); at++) {
      const i = sorted[at] as number
      if (isRefund[i] === 1) continue
      const period = this.periodOf[i] as number
      let visit = visits.at(-1)
      if (visit?.period !== period) {
        visit = { period, purchases: 0, orders: 0 }
        visits.push(visit)
        sum = new MoneySums(1, scale)
      }
      sum.add(0, amount[i] as number)
      visit.purchases = sum.get(0)
      if (days.at(-1) !== day[i]) days.push(day[i] as number)
      const code = order ? (order[i] as number) : -1
      if (code < 0 || this.seen[code] !== c) visit.orders++
      if (code >= 0) this.seen[code] = c
    }
    return { visits, days }
  }
}

function addVisits({ counts, money }: Pick<PeriodSums, 'counts' | 'money'>, visits: readonly Visit[]): void {
  const one = (name: CountName, period: number, count = 1) => {
    counts[name][period] = (counts[name][period] as number) + count
  }
  for (const [at, { period, purchases, orders }] of visits.entries()) {
    const before = visits[at - 1]
    one('customers', period)
    one('orders', period, orders)
    money.purchases.add(period, purchases)
    if (!before) {
      one('newCustomers', period)
      money.newRevenue.add(period, purchases)
    } else if (before.period === period - 1) {
      one('retainedCustomers', period)
      const change = purchases - before.purchases
      if (change > 0) money.growth.add(period, change)
      else money.decline.add(period, -change)
    } else {
      one('reactivatedCustomers', period)
      money.reactivatedRevenue.add(period, purchases)
    }
    if (visits[at + 1]?.period === period + 1) continue
    one('lostCustomers', period + 1)
    money.lostRevenue.add(period + 1, purchases)
  }
}
