import type { ResultElement, TableElement } from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import { readTransactions } from '../../transactions/read-transactions'
import { numberAt, whyFormula, whyInputs, whySentence } from '../../transactions/why'
import type { MethodInput, PresentContext } from '../define-method'
import { contributionsOf, customerValues } from './customer-values'
import { formulaInNumbers } from './formula-in-numbers'
import type { CustomerValueParams, CustomerValueResult } from './method'
import { periodTable } from './present'
import { retentionMultiple } from './rates'

/**
 * Why a customer has his value: the formula of the variant with his own numbers, computed anew from his rows where it adds
 * up periods.
 */
export function explain(
  result: CustomerValueResult,
  row: number,
  { params }: PresentContext<CustomerValueParams>,
  own: MethodInput | null,
): ResultElement[] {
  const { customers, costFrom } = result
  const number = (name: string) => numberAt(customers, name, row)
  const money = (value: number) => quantity(value, 'currency')
  const inputs = whyInputs([
    [text('methods.customer-value.result.column.revenue'), money(number('revenue'))],
    [text('methods.customer-value.result.column.cost'), money(number('cost'))],
    [text('methods.customer-value.result.column.orders'), quantity(number('orders'), 'count')],
  ])
  return [
    ...formulas(result, row, params, own),
    ...(costFrom === 'margin' ? [whySentence('value.margin', { margin: quantity(params.margin, 'percent') })] : []),
    ...(costFrom === 'none' ? [whySentence('value.noCost')] : []),
    inputs,
    ...ownPeriods(result, params, own),
  ]
}

function formulas(
  result: CustomerValueResult,
  row: number,
  params: CustomerValueParams,
  own: MethodInput | null,
): ResultElement[] {
  const value = numberAt(result.customers, 'value', row)
  const revenue = numberAt(result.customers, 'revenue', row)
  const cost = numberAt(result.customers, 'cost', row)
  const one = { ...result, total: value, revenue, cost, undiscounted: revenue - cost }
  if (result.variant === 'single') {
    return [whyFormula(`value.single.${params.purchase}`, { value: quantity(value, 'currency') })]
  }
  if (result.variant === 'retention') {
    return formulaInNumbers({ ...one, marginPerPeriod: value / retentionMultiple(params, result.rates) }, params)
  }
  return formulaInNumbers({ ...one, periodValues: own ? periodsOf(params, own) : null }, params)
}

function periodsOf(params: CustomerValueParams, own: MethodInput) {
  const transactions = readTransactions(own, { methodId: 'customer-value', amount: 'required' })
  return customerValues(contributionsOf(transactions, params.margin), params).periodValues
}

function ownPeriods(result: CustomerValueResult, params: CustomerValueParams, own: MethodInput | null): TableElement[] {
  if (!own || !result.periodValues) return []
  const periodValues = periodsOf(params, own)
  const total = (periodValues ?? []).reduce((sum, { value }) => sum + value, 0)
  return periodTable({ ...result, periodValues, total })
}
