import { z } from 'zod'
import { failure } from '../contract/app-error'
import { quantity, type Text, text } from '../contract/text'
import type { Column, NumericColumn } from '../dataset/column'
import type { RecordField } from '../dataset/records'
import type { MethodInput } from '../methods/define-method'
import { millisecondsPerDay } from './calendar'
import { appearanceCodes, codeValues } from './customer-codes'
import { MoneySums, moneyScale } from './money'
import { flagged, pickBytes, pickFloats, pickIntegers } from './pick'
import { noDay, transactionDays } from './transaction-days'

/** Transactions of known customers, one entry per row kept, in row order. */
export interface Transactions {
  nCustomers: number
  /** The value of the customer column, per customer in order of first appearance. */
  ids: RecordField
  /** Which of the run's rows. */
  rows: Int32Array
  customer: Int32Array
  /** Days since 1970-01-01. */
  day: Int32Array
  /** Zero everywhere when no amounts were given. */
  amount: Float64Array
  /** 1 for a refund: an amount (or quantity) below 0. */
  isRefund: Uint8Array
  /** Cost of each row; a missing cost is 0. Null when no cost column was given. */
  cost: Float64Array | null
  /** Orders numbered from 0; −1 where none is named, which is an order of its own. Null without an order column. */
  order: Int32Array | null
  nOrders: number
  /** For exact sums of `amount`. */
  scale: 1 | 100
  audit: TransactionAudit
  dropped: { reason: Text; rows: number }[]
}

const share = z.object({ rows: z.int(), amount: z.number() })

/** Where every row and every cent went: the parts add up to `all`. */
export const transactionAuditSchema = z.object({
  /** Rows with an amount. */
  all: share,
  purchases: share,
  refunds: share,
  /** Rows that could not be used: no customer or no date. */
  unattributed: share,
  /** Rows dated after the end of the period looked at. */
  later: share,
  hasAmounts: z.boolean(),
  missingAmounts: z.int(),
  missingCosts: z.int(),
  /** Milliseconds; first and last day of the rows used. */
  firstDate: z.number(),
  lastDate: z.number(),
})
export type TransactionAudit = z.infer<typeof transactionAuditSchema>

export interface TransactionNeeds {
  methodId: string
  /** Whether the method can do without amounts. */
  amount: 'required' | 'optional'
  /** Last day to take; later rows are counted and left out. */
  until?: number | null
}

/**
 * Reads transactions from a run's columns: customer, date, amount (else quantity × unit price), order and cost.
 * @throws transactionColumnsMissing, columnNotNumeric, dateColumnNotDates, transactionsNone,
 *   transactionsLater, purchasesNone
 * Cost: O(n).
 */
export function readTransactions(input: MethodInput, needs: TransactionNeeds): Transactions {
  const column = (role: string): Column | undefined => input.columns[role]?.[0]
  requireRoles(input, needs)
  const days = transactionDays(column('date') as Column)
  const money = amountsOf(input)
  const customerColumn = column('customer') as Column
  const fates = fatesOf(customerColumn, days, money, needs.until ?? null)
  const kept = fates.map((fate) => (fate === Fate.kept ? 1 : 0))
  const rows = flagged(kept)
  const audit = auditOf(fates, money, days, rows)
  requireRows(audit, rows.length, input.nRows, needs)
  const customers = appearanceCodes(customerColumn, kept)
  const orderColumn = column('order')
  const orders = orderColumn ? appearanceCodes(orderColumn, kept) : null
  const cost = costsOf(column('cost'), rows)
  return {
    nCustomers: customers.count,
    ids: codeValues(customerColumn, customers),
    rows,
    customer: pickIntegers(customers.codes, rows),
    day: pickIntegers(days, rows),
    amount: pickFloats(money.amounts, rows),
    isRefund: pickBytes(money.isRefund, rows),
    cost: cost?.values ?? null,
    order: orders && pickIntegers(orders.codes, rows),
    nOrders: orders?.count ?? 0,
    scale: money.scale,
    audit: { ...audit, missingCosts: cost?.missing ?? 0 },
    dropped: droppedRows(fates, needs.until ?? null),
  }
}

/** What became of a row. */
enum Fate {
  kept = 0,
  noCustomer = 1,
  noDate = 2,
  noAmount = 3,
  later = 4,
}

function requireRoles({ columns }: MethodInput, { methodId, amount }: TransactionNeeds): void {
  const has = (role: string) => (columns[role]?.length ?? 0) > 0
  const missing = ['customer', 'date'].filter((role) => !has(role))
  const hasProduct = has('quantity') && has('unitPrice')
  const halfGiven = !has('amount') && !hasProduct && (has('quantity') || has('unitPrice'))
  if (halfGiven) missing.push(has('quantity') ? 'unitPrice' : 'quantity')
  else if (amount === 'required' && !has('amount') && !hasProduct) missing.push('amount')
  const [first] = missing
  if (first === undefined) return
  const method = text(`methods.${methodId}.name`)
  const key = amount === 'required' || halfGiven ? 'transactionColumnsMissing' : 'transactionColumnsMissingTwo'
  throw failure(key, { method, missing: missing.join(', ') }, { parameter: first })
}

interface Amounts {
  amounts: Float64Array
  isRefund: Uint8Array
  scale: 1 | 100
  given: boolean
}

function amountsOf({ columns, nRows }: MethodInput): Amounts {
  const amount = columns['amount']?.[0]
  const quantities = columns['quantity']?.[0]
  const prices = columns['unitPrice']?.[0]
  const isRefund = new Uint8Array(nRows)
  if (!amount && !(quantities && prices))
    return { amounts: new Float64Array(nRows), isRefund, scale: 100, given: false }
  const amounts = new Float64Array(nRows)
  const factors = amount ? null : numbersOf(prices as Column)
  const values = numbersOf((amount ?? quantities) as Column)
  for (let i = 0; i < nRows; i++) {
    const value = values[i] as number
    const product = factors ? value * (factors[i] as number) : value
    amounts[i] = Number.isFinite(product) ? product : Number.NaN
    isRefund[i] = product < 0 || (factors !== null && value < 0) ? 1 : 0
  }
  return { amounts, isRefund, scale: moneyScale(amounts), given: true }
}

function numbersOf(column: Column): Float64Array {
  if (column.kind === 'numeric') return (column as NumericColumn).values
  throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
}

function fatesOf(customer: Column, days: Int32Array, { amounts }: Amounts, until: number | null): Uint8Array {
  const fates = new Uint8Array(days.length)
  const end = until ?? Number.POSITIVE_INFINITY
  for (let i = 0; i < fates.length; i++) {
    const known = customer.kind === 'numeric' ? !Number.isNaN(customer.values[i]) : (customer.codes[i] as number) >= 0
    const day = days[i] as number
    if (Number.isNaN(amounts[i])) fates[i] = Fate.noAmount
    else if (!known) fates[i] = Fate.noCustomer
    else if (day === noDay) fates[i] = Fate.noDate
    else if (day > end) fates[i] = Fate.later
  }
  return fates
}

function auditOf(fates: Uint8Array, money: Amounts, days: Int32Array, rows: Int32Array): TransactionAudit {
  const sums = new MoneySums(4, money.scale)
  const counts = [0, 0, 0, 0]
  let missingAmounts = 0
  for (let i = 0; i < fates.length; i++) {
    const fate = fates[i] as Fate
    if (fate === Fate.noAmount) missingAmounts++
    if (fate === Fate.noAmount) continue
    const part = fate === Fate.kept ? (money.isRefund[i] as number) : fate === Fate.later ? 3 : 2
    counts[part] = (counts[part] as number) + 1
    sums.add(part, money.amounts[i] as number)
  }
  const part = (at: number) => ({ rows: counts[at] as number, amount: sums.get(at) })
  const total = new MoneySums(1, money.scale)
  for (let i = 0; i < fates.length; i++) if (fates[i] !== Fate.noAmount) total.add(0, money.amounts[i] as number)
  const { first, last } = dayRange(days, rows)
  return {
    all: { rows: counts.reduce((sum, count) => sum + count, 0), amount: total.get(0) },
    purchases: part(0),
    refunds: part(1),
    unattributed: part(2),
    later: part(3),
    hasAmounts: money.given,
    missingAmounts,
    missingCosts: 0,
    firstDate: first * millisecondsPerDay,
    lastDate: last * millisecondsPerDay,
  }
}

function dayRange(days: Int32Array, rows: Int32Array): { first: number; last: number } {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < rows.length; i++) {
    const day = days[rows[i] as number] as number
    if (day < first) first = day
    if (day > last) last = day
  }
  return rows.length > 0 ? { first, last } : { first: 0, last: 0 }
}

function requireRows(audit: TransactionAudit, used: number, all: number, { methodId, until }: TransactionNeeds): void {
  const method = text(`methods.${methodId}.name`)
  if (used === 0 && audit.later.rows > 0) {
    const date = quantity((until ?? 0) * millisecondsPerDay, 'date')
    throw failure('transactionsLater', { method, date, rows: audit.later.rows })
  }
  if (used === 0) throw failure('transactionsNone', { method, rows: all })
  if (audit.purchases.rows === 0) throw failure('purchasesNone', { method, rows: audit.refunds.rows })
}

function costsOf(column: Column | undefined, rows: Int32Array): { values: Float64Array; missing: number } | null {
  if (!column) return null
  const all = numbersOf(column)
  let missing = 0
  const values = Float64Array.from(rows, (row) => {
    const cost = all[row] as number
    if (Number.isFinite(cost)) return cost
    missing++
    return 0
  })
  return { values, missing }
}

function droppedRows(fates: Uint8Array, until: number | null): { reason: Text; rows: number }[] {
  const counts = new Uint32Array(5)
  for (let i = 0; i < fates.length; i++) counts[fates[i] as number] = (counts[fates[i] as number] as number) + 1
  const date = quantity((until ?? 0) * millisecondsPerDay, 'date')
  const reasons: [Fate, Text][] = [
    [Fate.noCustomer, text('transactions.dropped.customer')],
    [Fate.noDate, text('transactions.dropped.date')],
    [Fate.noAmount, text('transactions.dropped.amount')],
    [Fate.later, text('transactions.dropped.later', { date })],
  ]
  return reasons.flatMap(([fate, reason]) => (counts[fate] ? [{ reason, rows: counts[fate] as number }] : []))
}
