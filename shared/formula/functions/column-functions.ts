import { moments } from '../../math/moments'
import { quantile } from '../../math/quantile'
import { mean, sum } from '../../math/sum'
import { isMissingAt, lengthOf, type NumericVector, numberAt, numericVector, type Vector } from '../vector'
import type { FormulaFunction } from './formula-function'

/** A summary of a whole column, the same for every row; missing values are left out. */
function ofColumn(summarize: (values: Float64Array) => number): FormulaFunction {
  return {
    params: ['number'],
    result: 'number',
    evaluate: (args) => {
      const values = (args[0] as NumericVector).values.filter((value) => !Number.isNaN(value))
      return numericVector('number', { length: 1, step: 0 }, () =>
        values.length === 0 ? Number.NaN : summarize(values),
      )
    },
  }
}

/** Place of each value among all, the greatest first; equal values share the best place. */
function rank(vector: Vector, nRows: number, ascending: boolean): NumericVector {
  const { values, step } = vector as NumericVector
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return numericVector('number', { length: step === 1 ? nRows : 1, step }, (row) => {
    const value = values[row] as number
    if (Number.isNaN(value)) return value
    return 1 + (ascending ? below(sorted, value, false) : sorted.length - below(sorted, value, true))
  })
}

/** How many of the sorted values are smaller; with `orEqual`, or equal. */
function below(sorted: Float64Array, value: number, orEqual: boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const other = sorted[middle] as number
    if (other < value || (orEqual && other === value)) low = middle + 1
    else high = middle
  }
  return low
}

/** A quantile of a whole column. @param at the quantile of sorted values, NaN where it is not defined */
function percentileOf(at: (sorted: Float64Array, p: number) => number): FormulaFunction {
  return {
    params: ['number', 'number'],
    result: 'number',
    evaluate: (args, nRows) => {
      const [column, share] = args as [NumericVector, Vector]
      const sorted = column.values.filter((value) => !Number.isNaN(value)).sort()
      return numericVector('number', lengthOf([share], nRows), (row) => {
        const p = numberAt(share, row)
        return p >= 0 && p <= 1 && sorted.length > 0 ? at(sorted, p) : Number.NaN
      })
    },
  }
}

/** R-6, position (n + 1)·p; missing beyond the ends, as Excel's PERCENTILE.EXC. */
function quantileExclusive(sorted: Float64Array, p: number): number {
  const position = (sorted.length + 1) * p
  if (position < 1 || position > sorted.length) return Number.NaN
  return quantile(sorted, (position - 1) / Math.max(1, sorted.length - 1))
}

/** Share of the other values that a value lies above, as Excel's PERCENTRANK.INC without its cut to three digits. */
function percentRank(vector: Vector, nRows: number): NumericVector {
  const { values, step } = vector as NumericVector
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  return numericVector('number', { length: step === 1 ? nRows : 1, step }, (row) => {
    const value = values[row] as number
    if (Number.isNaN(value)) return value
    return sorted.length === 1 ? 1 : below(sorted, value, false) / (sorted.length - 1)
  })
}

const inclusive = percentileOf(quantile)

export const columnFunctions: Readonly<Record<string, FormulaFunction>> = {
  COLUMNSUM: ofColumn(sum),
  COLUMNMEAN: ofColumn(mean),
  COLUMNMEDIAN: ofColumn((values) => quantile(values.sort(), 0.5)),
  COLUMNMIN: ofColumn((values) => values.reduce((least, value) => Math.min(least, value))),
  COLUMNMAX: ofColumn((values) => values.reduce((most, value) => Math.max(most, value))),
  COLUMNSD: ofColumn((values) => moments(values).sd),
  COLUMNVAR: ofColumn((values) => moments(values).variance),
  COLUMNCOUNT: {
    params: ['any'],
    result: 'number',
    evaluate: (args, nRows) => {
      const [column] = args as [Vector]
      const rows = Array.from({ length: column.step === 1 ? nRows : 1 }, (_, row) => row)
      const count = rows.filter((row) => !isMissingAt(column, row)).length
      return numericVector('number', { length: 1, step: 0 }, () => count)
    },
  },
  COLUMNPERCENTILE: inclusive,
  'PERCENTILE.INC': inclusive,
  'PERCENTILE.EXC': percentileOf(quantileExclusive),
  PERCENTRANK: {
    params: ['number'],
    result: 'number',
    evaluate: ([values], nRows) => percentRank(values as Vector, nRows),
  },
  RANK: { params: ['number'], result: 'number', evaluate: ([values], nRows) => rank(values as Vector, nRows, false) },
  RANKASC: { params: ['number'], result: 'number', evaluate: ([values], nRows) => rank(values as Vector, nRows, true) },
}
