import { failure } from '../contract/app-error'
import type { Progress } from '../contract/run-events'
import { daysPer } from '../transactions/periods'
import { expectedSpend } from './gamma-gamma-model'
import type { PurchaseRows } from './purchase-rows'
import type { RepeatModel } from './repeat-model'
import type { RepeatBuyingParams } from './result'

/** Rows between two looks at whether the run was cancelled. */
const sliceRows = 2048

/** A value per different row, from its history and its position. */
type RowValue = (x: number, tx: number, T: number, row: number) => number

/** Computes a value for every different row, giving way every few thousand. */
export function* overRows(
  rows: PurchaseRows,
  value: RowValue,
  cancelled: () => boolean,
): Generator<Progress, Float64Array, void> {
  const values = new Float64Array(rows.nRows)
  for (let start = 0; start < rows.nRows; start += sliceRows) {
    const end = Math.min(rows.nRows, start + sliceRows)
    for (let i = start; i < end; i++)
      values[i] = value(rows.x[i] as number, rows.tx[i] as number, rows.T[i] as number, i)
    if (cancelled()) throw failure('cancelled')
    yield { stage: 'predict', fraction: end / rows.nRows }
  }
  return values
}

/** Takes values per different row to customers. */
export function toCustomers({ rowOf }: PurchaseRows, values: Float64Array): Float64Array {
  const spread = new Float64Array(rowOf.length)
  for (let i = 0; i < rowOf.length; i++) spread[i] = values[rowOf[i] as number] as number
  return spread
}

/** Expected purchases in each of the months ahead, discounted to today and summed, per different row. @param alive P(alive) */
export function* discountedPurchases(
  model: RepeatModel,
  parameters: Float64Array,
  rows: PurchaseRows,
  alive: Float64Array,
  { valueMonths, discountRate, timeUnit }: RepeatBuyingParams,
  cancelled: () => boolean,
): Generator<Progress, Float64Array, void> {
  const month = daysPer('month') / daysPer(timeUnit)
  return yield* overRows(
    rows,
    (x, _tx, T, row) => {
      let sum = 0
      let before = 0
      for (let j = 1; j <= valueMonths; j++) {
        const purchases = model.whileAlive(parameters, x, T, j * month)
        sum += (purchases - before) / (1 + discountRate) ** (j / 12)
        before = purchases
      }
      return sum * (alive[row] as number)
    },
    cancelled,
  )
}

/** Expected spend per purchase of every customer. */
export function spendOf(parameters: Float64Array, frequency: Float64Array, monetary: Float64Array): Float64Array {
  return frequency.map((x, i) => expectedSpend(parameters, x, monetary[i] as number))
}
