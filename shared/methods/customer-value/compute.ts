import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { NO_LABEL } from '../../dataset/column'
import { records } from '../../dataset/records'
import { lorenzCurve } from '../../math/lorenz-curve'
import { customerTotals } from '../../transactions/customer-totals'
import { MoneySums, moneyScale, moneyTotal } from '../../transactions/money'
import { readTransactions, type Transactions } from '../../transactions/read-transactions'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { calculateFlows } from './calculate-flows'
import { contributionsOf, customerValues, totalsOf } from './customer-values'
import { gradeCustomers } from './grade-customers'
import type { CustomerValueParams, CustomerValueResult } from './method'
import { periodRates } from './rates'

/**
 * What every customer has been worth, is worth or will be worth, by a named variant; or what one customer is worth from
 * cash flows alone.
 * @throws what `readTransactions` throws; cashFlowsWithColumns; parameterInvalid
 * Cost: O(n) in the rows, O(n log n) in the customers.
 */
export function* compute(
  input: MethodInput,
  params: CustomerValueParams,
  _context: MethodContext,
): Generator<Progress, Outcome<CustomerValueResult>, void> {
  yield { stage: 'transactions', fraction: null }
  const hasColumns = Object.values(input.columns).some((list) => list.length > 0)
  if (params.cashFlows && hasColumns) throw failure('cashFlowsWithColumns', {}, { parameter: 'cashFlows' })
  const marginAlone = !hasColumns && params.variant === 'retention' && params.margin !== null
  if (params.cashFlows || marginAlone) return calculation(input.nRows, params)
  return yield* fromTransactions(input, params)
}

function calculation(nRows: number, params: CustomerValueParams): Outcome<CustomerValueResult> {
  const result = calculateFlows(params.cashFlows ?? [], params, nRows)
  const dropped = nRows > 0 ? [{ reason: text('transactions.dropped.notNeeded'), rows: nRows }] : []
  return { result, diagnostics: { rowsUsed: 0, rowsDropped: nRows, dropped, converged: null, iterations: null } }
}

function* fromTransactions(
  input: MethodInput,
  params: CustomerValueParams,
): Generator<Progress, Outcome<CustomerValueResult>, void> {
  const { margin } = params
  const transactions = readTransactions(input, { methodId: 'customer-value', amount: 'required' })
  if (!transactions.cost && margin !== null && margin > 1) {
    throw parameterInvalid('customer-value', 'margin', text('errors.constraint.share'), margin)
  }
  yield { stage: 'value', fraction: 0.3 }
  const contributions = contributionsOf(transactions, margin)
  const { values, scale, periodValues } = customerValues(contributions, params)
  yield { stage: 'value', fraction: 0.7 }
  const { codes, grades } = gradeCustomers(values, params, scale)
  const totals = customerTotals(transactions)
  const costs = costsOf(transactions, totals.monetary, totalsOf(contributions))
  const undiscounted = moneyTotal(totalsOf(contributions))
  const result: CustomerValueResult = {
    variant: params.variant,
    total: moneyTotal(values),
    customers: records(transactions.nCustomers, {
      id: transactions.ids,
      value: values,
      revenue: totals.monetary,
      cost: costs,
      orders: totals.frequency,
      grade: { kind: 'code-list', codes, levels: grades.map(({ grade }) => grade) },
    }),
    periodValues,
    undiscounted,
    marginPerPeriod: null,
    rates: periodRates(params),
    revenue: moneyTotal(totals.monetary),
    cost: moneyTotal(costs),
    costFrom: contributions.costFrom,
    grades,
    labels: labelRows(input.nRows, transactions, codes),
    concentration: lorenzCurve(values),
    negative: values.filter((value) => value < 0).length,
    audit: transactions.audit,
  }
  const { dropped, rows } = transactions
  const rowsDropped = input.nRows - rows.length
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

/** Cost per customer: from the column, else what the margin leaves over. */
function costsOf(
  { cost, customer, nCustomers }: Transactions,
  revenue: Float64Array,
  left: Float64Array,
): Float64Array {
  if (!cost) return revenue.map((value, c) => value - (left[c] as number))
  const sums = new MoneySums(nCustomers, moneyScale(cost))
  for (let i = 0; i < cost.length; i++) sums.add(customer[i] as number, cost[i] as number)
  return sums.values()
}

function labelRows(nRows: number, { rows, customer }: Transactions, codes: Int32Array): Int32Array {
  const perRow = new Int32Array(nRows).fill(NO_LABEL)
  for (let i = 0; i < rows.length; i++) perRow[rows[i] as number] = codes[customer[i] as number] as number
  return perRow
}
