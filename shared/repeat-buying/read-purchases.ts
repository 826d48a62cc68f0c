import { failure } from '../contract/app-error'
import { quantity, type Text, text } from '../contract/text'
import type { Column, NumericColumn } from '../dataset/column'
import { type RecordField, textList } from '../dataset/records'
import type { InputRole, MethodInput } from '../methods/define-method'
import { millisecondsPerDay } from '../transactions/calendar'
import type { Period } from '../transactions/periods'
import { flagged, pickFloats } from '../transactions/pick'
import { type PurchaseSummary, purchaseSummary } from '../transactions/purchase-summary'
import { readTransactions, type TransactionAudit, type Transactions } from '../transactions/read-transactions'
import { revenueInputs } from '../transactions/transaction-inputs'

/** A column of a summary; never guessed, because any number could be one. */
const number = {
  count: 'one',
  required: false,
  measureTypes: ['continuous', 'ordinal'],
  as: 'numeric',
  prefer: [],
} as const

/** Roles of models of repeat buying: transactions, or a summary per customer instead. */
export const repeatBuyingInputs = {
  ...revenueInputs,
  frequency: number,
  recency: number,
  T: number,
  monetary: number,
} as const satisfies Record<string, InputRole>

/** Purchases per customer and where they come from. */
export interface Purchases {
  summary: PurchaseSummary
  /** Null for a summary. */
  from: { transactions: Transactions; customers: Int32Array; audit: TransactionAudit; end: number } | null
  rowsUsed: number
  dropped: { reason: Text; rows: number }[]
}

/** What is to be read, and how. */
export interface PurchaseNeeds {
  methodId: string
  timeUnit: Period
  /** Last day of calibration; the last day of the data when null. */
  calibrationEnd: number | null
  /** Summary columns without which the method cannot do. */
  summary: readonly ('frequency' | 'recency' | 'T' | 'monetary')[]
  amount: 'required' | 'optional'
}

/**
 * Reads purchases per customer, from transactions when a date column is given, else from a summary.
 * @throws what `readTransactions` throws; purchaseColumnsMissing, summaryInvalid, calibrationBeforeData
 */
export function readPurchases(input: MethodInput, needs: PurchaseNeeds): Purchases {
  const has = (role: string) => (input.columns[role]?.length ?? 0) > 0
  if (has('date')) return fromTransactions(input, needs)
  const missing = needs.summary.filter((role) => !has(role))
  const [first] = missing
  if (first === undefined) return fromSummary(input, needs)
  const method = text(`methods.${needs.methodId}.name`)
  const values = { method, summary: needs.summary.join(', '), missing: missing.join(', ') }
  throw failure('purchaseColumnsMissing', values, { parameter: has('customer') ? 'date' : first })
}

function fromTransactions(input: MethodInput, needs: PurchaseNeeds): Purchases {
  const { methodId, amount, timeUnit } = needs
  const transactions = readTransactions(input, { methodId, amount })
  const { audit, dropped } = transactions
  const dataEnd = audit.lastDate / millisecondsPerDay
  const end = needs.calibrationEnd ?? dataEnd
  if (end < audit.firstDate / millisecondsPerDay) {
    const values = { date: quantity(end * millisecondsPerDay, 'date'), first: quantity(audit.firstDate, 'date') }
    throw failure('calibrationBeforeData', values, { parameter: 'calibrationEnd' })
  }
  const { customers, ...summary } = purchaseSummary(transactions, end, dataEnd, timeUnit)
  return { summary, from: { transactions, customers, audit, end }, rowsUsed: transactions.rows.length, dropped }
}

function fromSummary(input: MethodInput, needs: PurchaseNeeds): Purchases {
  const roles = (['frequency', 'recency', 'T', 'monetary'] as const).filter(
    (role) => (input.columns[role]?.length ?? 0) > 0,
  )
  const columns = roles.map((role) => ({ role, values: valuesOf(input.columns[role]?.[0] as Column) }))
  const kept = new Uint8Array(input.nRows)
  for (let i = 0; i < kept.length; i++) kept[i] = columns.every(({ values }) => Number.isFinite(values[i])) ? 1 : 0
  const rows = flagged(kept)
  const pick = (role: string) => {
    const found = columns.find((column) => column.role === role)
    return found ? pickFloats(found.values, rows) : null
  }
  const frequency = pick('frequency') ?? new Float64Array(rows.length)
  const recency = pick('recency') ?? new Float64Array(rows.length)
  const T = pick('T') ?? new Float64Array(rows.length)
  checkSummary({ frequency, recency, T }, rows, needs)
  const rowsDropped = input.nRows - rows.length
  const customer = input.columns['customer']?.[0]
  return {
    summary: {
      ids: customer ? idsOf(customer, rows) : Float64Array.from(rows),
      frequency,
      recency,
      T,
      monetary: pick('monetary'),
      holdout: null,
    },
    from: null,
    rowsUsed: rows.length,
    dropped: rowsDropped > 0 ? [{ reason: text('analysis.dropped.missingValue'), rows: rowsDropped }] : [],
  }
}

function valuesOf(column: Column): Float64Array {
  if (column.kind === 'numeric') return (column as NumericColumn).values
  throw failure('columnNotNumeric', { column: column.name }, { column: column.name })
}

function idsOf(column: Column, rows: Int32Array): RecordField {
  if (column.kind === 'numeric') return pickFloats(column.values, rows)
  return textList(Array.from(rows, (row) => column.levels[column.codes[row] as number] ?? ''))
}

/** Rounded times may be a little beyond T, as published summaries have them. */
const roundingSlack = 1e-6

function checkSummary(
  { frequency, recency, T }: Record<'frequency' | 'recency' | 'T', Float64Array>,
  rows: Int32Array,
  { methodId, summary }: PurchaseNeeds,
): void {
  const hasTimes = summary.includes('T')
  for (let i = 0; i < rows.length; i++) {
    const [x, tx, age] = [frequency[i] as number, recency[i] as number, T[i] as number]
    const wrong = !(x >= 0 && Number.isInteger(x))
      ? 'frequency'
      : hasTimes && !(tx >= 0 && tx <= age + roundingSlack)
        ? 'recency'
        : hasTimes && x === 0 && tx > 0
          ? 'never'
          : null
    if (!wrong) continue
    const values = { method: text(`methods.${methodId}.name`), row: rows[i] as number, frequency: x, recency: tx, age }
    throw failure('summaryInvalid', { ...values, reason: text(`errors.summary.${wrong}`) }, { row: rows[i] as number })
  }
}
