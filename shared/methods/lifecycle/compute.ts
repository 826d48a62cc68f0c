import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix, NO_LABEL } from '../../dataset/column'
import { type CodeList, pickField, type RecordField, type Records, records } from '../../dataset/records'
import { formatDay, millisecondsPerDay } from '../../transactions/calendar'
import { dayParam } from '../../transactions/date-param'
import { MoneySums } from '../../transactions/money'
import { periodIndex, periodLabel, periodStart } from '../../transactions/periods'
import { flagged, pickFloats, pickIntegers } from '../../transactions/pick'
import { readTransactions, type Transactions } from '../../transactions/read-transactions'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { type PurchaseDays, purchaseDaysOf, typicalInterval } from './customer-rhythms'
import type { LifecycleParams, LifecycleResult } from './method'
import { type Rhythm, type StageRules, stageOf, stages } from './stages'

/** Customers between two looks at whether the run was cancelled. */
const sliceCustomers = 8192
/** Periods that are followed, counted back from the snapshot. */
const mostPeriods = 120
/** Where customers who were not yet there come from. */
const newcomer: number = stages.length

/** Days on which all customers are looked at, ascending. */
interface Calendar {
  ends: number[]
  labels: string[]
}

/**
 * Puts every customer into a stage of life by rules on his own purchase rhythm, and follows the flow between stages.
 * @throws what `readTransactions` throws; cancelled
 * Cost: O(n + customers × periods).
 */
export function* compute(
  input: MethodInput,
  params: LifecycleParams,
  { cancelled }: MethodContext,
): Generator<Progress, Outcome<LifecycleResult>, void> {
  yield { stage: 'transactions', fraction: null }
  const until = dayParam('snapshotDate', params.snapshotDate)
  const transactions = readTransactions(input, { methodId: 'lifecycle', amount: 'optional', until })
  const { audit, dropped, rows } = transactions
  const snapshot = until ?? audit.lastDate / millisecondsPerDay
  const first = audit.firstDate / millisecondsPerDay
  const purchases = purchaseDaysOf(transactions)
  const typical = typicalInterval(purchases, snapshot - first)
  const calendar = periodEnds(first, snapshot, params.period)
  const history = new History(calendar.ends.length)
  const last = {
    stage: new Int32Array(transactions.nCustomers).fill(-1),
    rhythm: emptyRhythms(transactions.nCustomers),
  }
  for (let c = 0; c < transactions.nCustomers; c++) {
    const found = follow(purchases, c, calendar.ends, typical, params, history)
    if (found) {
      last.stage[c] = found.stage
      last.rhythm.purchases[c] = found.rhythm.purchases
      last.rhythm.recency[c] = found.rhythm.recency
      last.rhythm.interval[c] = found.rhythm.interval
    }
    if (c % sliceCustomers > 0) continue
    if (cancelled()) throw failure('cancelled')
    yield { stage: 'lifecycle', fraction: c / transactions.nCustomers }
  }
  const amounts = audit.hasAmounts ? amountsOf(transactions) : null
  const isIn = flagged(Uint8Array.from(last.stage, (stage) => (stage >= 0 ? 1 : 0)))
  const result: LifecycleResult = {
    snapshotDate: formatDay(snapshot),
    customers: customerRecords(transactions, isIn, last, amounts),
    stages: stageTotals(last.stage, amounts, transactions.scale),
    periods: calendar.labels,
    counts: history.counts,
    flows: history.flows(calendar.labels),
    typicalInterval: typical,
    labels: labelRows(input.nRows, transactions, last.stage),
    withoutPurchase: transactions.nCustomers - isIn.length,
    audit,
  }
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

/** Last days of the calendar periods, and the snapshot. */
function periodEnds(first: number, snapshot: number, period: LifecycleParams['period']): Calendar {
  const last = periodIndex(snapshot, period)
  const begin = Math.max(periodIndex(first, period), last - mostPeriods + 1)
  const indexes = Array.from({ length: last - begin + 1 }, (_, i) => begin + i)
  return {
    ends: indexes.map((index) => Math.min(snapshot, periodStart(index + 1, period) - 1)),
    labels: indexes.map((index) => periodLabel(index, period)),
  }
}

function emptyRhythms(n: number) {
  return { purchases: new Float64Array(n), recency: new Float64Array(n), interval: new Float64Array(n) }
}

/** Counts per period: customers by stage, and moves from stage to stage. */
class History {
  readonly counts: Matrix
  private readonly moves: Float64Array

  constructor(nPeriods: number) {
    this.counts = createMatrix(nPeriods, stages.length)
    this.moves = new Float64Array(nPeriods * (stages.length + 1) * stages.length)
  }

  add(period: number, from: number, to: number): void {
    const { data } = this.counts
    const at = period * stages.length + to
    data[at] = (data[at] as number) + 1
    const move = (period * (stages.length + 1) + from) * stages.length + to
    this.moves[move] = (this.moves[move] as number) + 1
  }

  /** Moves that happened, as records. */
  flows(labels: readonly string[]): Records {
    const used = Array.from(this.moves.keys()).filter((move) => (this.moves[move] as number) > 0)
    const from = (move: number) => Math.floor(move / stages.length) % (stages.length + 1)
    const codes = (value: (move: number) => number, levels: readonly string[]): CodeList => ({
      kind: 'code-list',
      codes: Int32Array.from(used, value),
      levels,
    })
    return records(used.length, {
      period: codes((move) => Math.floor(move / stages.length / (stages.length + 1)), labels),
      from: codes(from, [...stages, 'new']),
      to: codes((move) => move % stages.length, stages),
      count: Float64Array.from(used, (move) => this.moves[move] as number),
    })
  }
}

/** Looks at one customer at the end of every period; answers where he stands at the last one. */
function follow(
  { days, starts }: PurchaseDays,
  c: number,
  ends: readonly number[],
  typical: number,
  rules: StageRules,
  history: History,
): { stage: number; rhythm: Rhythm } | null {
  const begin = starts[c] as number
  const end = starts[c + 1] as number
  let known = begin
  let before: number = newcomer
  let found: { stage: number; rhythm: Rhythm } | null = null
  for (const [period, date] of ends.entries()) {
    while (known < end && (days[known] as number) <= date) known++
    if (known === begin) continue
    const rhythm = rhythmAt(days, begin, known, date, typical)
    const stage = stageOf(rhythm, rules)
    history.add(period, before, stage)
    before = stage
    found = { stage, rhythm }
  }
  return found
}

/** The rhythm of purchase days `begin` … `end − 1` as of a date. */
function rhythmAt(days: Int32Array, begin: number, end: number, date: number, typical: number): Rhythm {
  const purchases = end - begin
  const first = days[begin] as number
  const last = days[end - 1] as number
  const lastGap = purchases > 2 ? last - (days[end - 2] as number) : Number.NaN
  return {
    purchases,
    recency: date - last,
    interval: purchases > 1 ? (last - first) / (purchases - 1) : typical,
    lastGap,
    earlierGap: purchases > 2 ? (last - first - lastGap) / (purchases - 2) : Number.NaN,
  }
}

function amountsOf({ customer, amount, nCustomers, scale }: Transactions): Float64Array {
  const sums = new MoneySums(nCustomers, scale)
  for (let i = 0; i < customer.length; i++) sums.add(customer[i] as number, amount[i] as number)
  return sums.values()
}

function customerRecords(
  { ids }: Transactions,
  isIn: Int32Array,
  { stage, rhythm }: { stage: Int32Array; rhythm: ReturnType<typeof emptyRhythms> },
  amounts: Float64Array | null,
): Records {
  const fields: Record<string, RecordField> = {
    id: pickField(ids, isIn),
    stage: { kind: 'code-list', codes: pickIntegers(stage, isIn), levels: stages },
    purchases: pickFloats(rhythm.purchases, isIn),
    recency: pickFloats(rhythm.recency, isIn),
    interval: pickFloats(rhythm.interval, isIn),
  }
  if (amounts) fields['monetary'] = pickFloats(amounts, isIn)
  return records(isIn.length, fields)
}

function stageTotals(stage: Int32Array, amounts: Float64Array | null, scale: 1 | 100): LifecycleResult['stages'] {
  const sums = new MoneySums(stages.length, scale)
  const counts = stages.map(() => 0)
  for (let c = 0; c < stage.length; c++) {
    const at = stage[c] as number
    if (at < 0) continue
    counts[at] = (counts[at] as number) + 1
    if (amounts) sums.add(at, amounts[c] as number)
  }
  return stages.map((name, at) => ({ stage: name, count: counts[at] as number, value: amounts ? sums.get(at) : null }))
}

function labelRows(nRows: number, { rows, customer }: Transactions, stage: Int32Array): Int32Array {
  const perRow = new Int32Array(nRows).fill(NO_LABEL)
  for (let i = 0; i < rows.length; i++) {
    const at = stage[customer[i] as number] as number
    if (at >= 0) perRow[rows[i] as number] = at
  }
  return perRow
}
