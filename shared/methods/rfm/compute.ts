import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { createMatrix, NO_LABEL } from '../../dataset/column'
import { type CodeList, pickField, records } from '../../dataset/records'
import { formatDay, millisecondsPerDay } from '../../transactions/calendar'
import { type CustomerTotals, customerTotals } from '../../transactions/customer-totals'
import { dayParam } from '../../transactions/date-param'
import { MoneySums } from '../../transactions/money'
import { readTransactions, type Transactions } from '../../transactions/read-transactions'
import { transactionsUntil } from '../../transactions/transactions-until'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import type { RfmParams, RfmResult, RfmSegment } from './method'
import { type RfmScores, scoreCustomers } from './score-customers'
import { otherSegment, ruleOf, type SegmentRule, scoreOfFive, segmentNames, standardRules } from './segments'

/**
 * Scores customers by recency, frequency and monetary value, and names what they are.
 * @throws what `readTransactions` throws; parameterInvalid for limits or rules that do not fit; compareDateNotBefore
 * Cost: O(n) in the rows, O(n log n) in the customers.
 */
export function* compute(
  input: MethodInput,
  params: RfmParams,
  context: MethodContext,
): Generator<Progress, Outcome<RfmResult>, void> {
  checkParams(params)
  yield { stage: 'transactions', fraction: null }
  const until = dayParam('snapshotDate', params.snapshotDate)
  const transactions = readTransactions(input, { methodId: 'rfm', amount: 'required', until })
  const snapshot = until ?? transactions.audit.lastDate / millisecondsPerDay + 1
  const totals = customerTotals(transactions)
  const everyone = Int32Array.from({ length: transactions.nCustomers }, (_, c) => c)
  const scores = yield* scoreCustomers(transactions, totals, everyone, snapshot, params, context)
  const rules = params.segments ?? standardRules
  const labels = segmentLabels(scores, rules, params.levels)
  const movement = yield* movementSince(transactions, labels, snapshot, params, context)
  yield { stage: 'profile', fraction: null }
  const names = [...segmentNames(rules), otherSegment]
  const { table, cells } = cellsOf(scores, totals, transactions.scale)
  const result: RfmResult = {
    snapshotDate: formatDay(snapshot),
    customers: records(transactions.nCustomers, {
      id: pickField(transactions.ids, everyone),
      recency: scores.recency.map((days) => (Number.isFinite(days) ? days : Number.NaN)),
      frequency: scores.frequency,
      monetary: scores.monetary,
      r: scores.r,
      f: scores.f,
      m: scores.m,
      cell: cells,
      segment: { kind: 'code-list', codes: labels, levels: names },
    }),
    cells: table,
    segments: segmentsOf(names, labels, scores, totals, transactions.scale),
    total: totalOf(totals, transactions),
    labels: labelRows(input.nRows, transactions, labels),
    limits: scores.limits,
    movement,
    audit: transactions.audit,
  }
  const { dropped, rows } = transactions
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

function checkParams({ method, levels, thresholds, segments }: RfmParams): void {
  const limits = thresholds ?? { recency: [], frequency: [], monetary: [] }
  const fits = Object.values(limits).every(
    (list) => list.length === levels - 1 && list.every((limit, i) => i === 0 || limit > (list[i - 1] as number)),
  )
  const constraint = text('errors.constraint.limits', { count: levels - 1 })
  if (method === 'threshold' && !fits) throw parameterInvalid('rfm', 'thresholds', constraint, thresholds)
  const wrong = segments?.find(({ recency, frequency, monetary = [1, 5] }) =>
    [recency, frequency, monetary].some(([low, high]) => low > high),
  )
  if (wrong) throw parameterInvalid('rfm', 'segments', text('errors.constraint.scoreRanges'), wrong)
}

function segmentLabels({ r, f, m }: RfmScores, rules: readonly SegmentRule[], levels: number): Int32Array {
  const five = Array.from({ length: levels + 1 }, (_, score) => scoreOfFive(score, levels))
  const score = (list: Int32Array, i: number) => five[list[i] as number] as number
  const names = segmentNames(rules)
  const labelOf = [...rules.map(({ segment }) => names.indexOf(segment)), names.length]
  return r.map((_, i) => labelOf[ruleOf(rules, score(r, i), score(f, i), score(m, i))] as number)
}

/** Cells in use with their customers and sums, and the cell of each customer. */
function cellsOf({ r, f, m, customers }: RfmScores, { monetary }: CustomerTotals, scale: 1 | 100) {
  const sums = new MoneySums(1000, scale)
  const counts = new Int32Array(1000)
  const codes = r.map((score, i) => score * 100 + (f[i] as number) * 10 + (m[i] as number))
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number
    counts[code] = (counts[code] as number) + 1
    sums.add(code, monetary[customers[i] as number] as number)
  }
  const used = Array.from(counts.keys()).filter((code) => (counts[code] as number) > 0)
  const table = used.map((code) => ({ cell: String(code), count: counts[code] as number, value: sums.get(code) }))
  const place = new Int32Array(1000)
  for (const [at, code] of used.entries()) place[code] = at
  const cells: CodeList = {
    kind: 'code-list',
    codes: codes.map((code) => place[code] as number),
    levels: used.map(String),
  }
  return { table, cells }
}

/** Every segment there is a rule for, also empty ones; "other" only when somebody is in it. */
function segmentsOf(
  names: readonly string[],
  labels: Int32Array,
  { recency, frequency, customers }: RfmScores,
  { monetary }: CustomerTotals,
  scale: 1 | 100,
): RfmSegment[] {
  const value = new MoneySums(names.length, scale)
  const sums = names.map(() => ({ count: 0, buyers: 0, recency: 0, frequency: 0 }))
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    const sum = sums[label] as (typeof sums)[number]
    value.add(label, monetary[customers[i] as number] as number)
    sum.count++
    sum.frequency += frequency[i] as number
    if (!Number.isFinite(recency[i])) continue
    sum.buyers++
    sum.recency += recency[i] as number
  }
  return names
    .map((segment, at) => {
      const { count, buyers, ...sum } = sums[at] as (typeof sums)[number]
      return {
        segment,
        count,
        value: value.get(at),
        recency: buyers > 0 ? sum.recency / buyers : null,
        frequency: count > 0 ? sum.frequency / count : null,
      }
    })
    .filter(({ segment, count }) => segment !== otherSegment || count > 0)
}

function totalOf({ frequency, monetary }: CustomerTotals, { scale, nCustomers }: Transactions): RfmResult['total'] {
  const value = new MoneySums(1, scale)
  for (let c = 0; c < nCustomers; c++) value.add(0, monetary[c] as number)
  return { customers: nCustomers, orders: frequency.reduce((sum, count) => sum + count, 0), value: value.get(0) }
}

function labelRows(nRows: number, { rows, customer }: Transactions, labels: Int32Array): Int32Array {
  const perRow = new Int32Array(nRows).fill(NO_LABEL)
  for (let i = 0; i < rows.length; i++) perRow[rows[i] as number] = labels[customer[i] as number] as number
  return perRow
}

/** Who was where at the earlier date, and is where now. */
function* movementSince(
  transactions: Transactions,
  now: Int32Array,
  snapshot: number,
  params: RfmParams,
  context: MethodContext,
): Generator<Progress, RfmResult['movement'], void> {
  const day = dayParam('compareDate', params.compareDate)
  if (day === null) return null
  const rules = params.segments ?? standardRules
  const before = transactionsUntil(transactions, day)
  if (day >= snapshot || before.rows.length === 0) {
    throw failure(
      'compareDateUnfit',
      { date: formatDay(day), snapshot: formatDay(snapshot) },
      { parameter: 'compareDate' },
    )
  }
  const known = Int32Array.from(new Set(before.customer)).sort()
  const scores = yield* scoreCustomers(before, customerTotals(before), known, day, params, context)
  const labels = segmentLabels(scores, rules, params.levels)
  const size = segmentNames(rules).length + 1
  const counts = createMatrix(size + 1, size)
  const earlier = new Int32Array(now.length).fill(size)
  for (let i = 0; i < known.length; i++) earlier[known[i] as number] = labels[i] as number
  for (let c = 0; c < now.length; c++) {
    const at = (earlier[c] as number) * size + (now[c] as number)
    counts.data[at] = (counts.data[at] as number) + 1
  }
  return { date: formatDay(day), counts }
}
