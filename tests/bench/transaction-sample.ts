import { createRandom } from '@shared/math/random'
import type { MethodInput } from '@shared/methods/define-method'
import { inputOf, numericColumn } from '../contract/harness'

/** Made-up transactions of a shop: dates over three years in any order, amounts in whole cents, a few refunds. */
export function manyTransactions(nRows: number, nCustomers: number): MethodInput {
  const random = createRandom(11)
  const customer = new Float64Array(nRows)
  const date = new Float64Array(nRows)
  const amount = new Float64Array(nRows)
  for (let i = 0; i < nRows; i++) {
    customer[i] = Math.floor(nCustomers * random.next() ** 2)
    date[i] = (14_000 + random.integer(1095)) * 86_400_000
    amount[i] = Math.round(5000 * random.next() - 200) / 100
  }
  return inputOf({
    customer: [numericColumn('customer', customer, 'id')],
    date: [numericColumn('date', date, 'time')],
    amount: [numericColumn('amount', amount)],
  })
}
