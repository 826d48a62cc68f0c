import { text } from '../../contract/text'
import { quantile } from '../../math/quantile'
import { MoneySums } from '../../transactions/money'
import { parameterInvalid } from '../parse-params'
import type { CustomerValueParams, CustomerValueResult } from './method'

const usualLimits: Readonly<Record<CustomerValueParams['grades'], readonly number[]>> = {
  pareto: [0.8, 0.95],
  quantile: [0.2, 0.5],
  threshold: [],
}

/** Grades in use and the grade of each customer, 0 the best. */
export interface Grading {
  codes: Int32Array
  grades: CustomerValueResult['grades']
}

/**
 * Grades customers from A by value: the first who together bring 80 % and 95 % of it (`pareto`), the first 20 % and 50 % of
 * the customers (`quantile`), or those from given amounts on (`threshold`).
 * @throws parameterInvalid for limits that are absent, unordered or out of range
 * Cost: O(n log n).
 */
export function gradeCustomers(values: Float64Array, params: CustomerValueParams, scale: 1 | 100): Grading {
  const limits = checkedLimits(params)
  const codes =
    params.grades === 'pareto'
      ? paretoCodes(values, limits)
      : thresholdCodes(values, amountLimits(values, params, limits))
  const sums = new MoneySums(limits.length + 1, scale)
  const counts = new Int32Array(limits.length + 1)
  for (let c = 0; c < codes.length; c++) {
    const code = codes[c] as number
    sums.add(code, values[c] as number)
    counts[code] = (counts[code] as number) + 1
  }
  const grades = Array.from(counts, (count, i) => ({ grade: String.fromCharCode(65 + i), count, value: sums.get(i) }))
  return { codes, grades }
}

function checkedLimits({ grades, gradeLimits }: CustomerValueParams): number[] {
  const limits = [...(gradeLimits ?? usualLimits[grades])]
  const ascending = limits.every((limit, i) => i === 0 || limit > (limits[i - 1] as number))
  const shares = grades === 'threshold' || limits.every((limit) => limit > 0 && limit < 1)
  if (limits.length > 0 && ascending && shares) return grades === 'threshold' ? limits.reverse() : limits
  const constraint = text(`errors.constraint.${grades === 'threshold' ? 'gradeAmounts' : 'gradeShares'}`)
  throw parameterInvalid('customer-value', 'gradeLimits', constraint, gradeLimits ?? [])
}

/** From the most valuable down; a customer belongs to a grade when the value before him has not reached its limit. */
function paretoCodes(values: Float64Array, limits: readonly number[]): Int32Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number) || a - b)
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0)
  const codes = new Int32Array(values.length)
  let before = 0
  for (const c of order) {
    const value = values[c] as number
    const grade = limits.findIndex((limit) => before < limit * total)
    codes[c] = grade < 0 || value <= 0 ? limits.length : grade
    before += Math.max(0, value)
  }
  return codes
}

/** Descending amounts from which on a customer has the grade. */
function amountLimits(values: Float64Array, { grades }: CustomerValueParams, limits: readonly number[]): number[] {
  if (grades === 'threshold') return [...limits]
  const sorted = values.slice().sort()
  return limits.map((share) => quantile(sorted, 1 - share))
}

function thresholdCodes(values: Float64Array, amounts: readonly number[]): Int32Array {
  return Int32Array.from(values, (value) => {
    const grade = amounts.findIndex((amount) => value >= amount)
    return grade < 0 ? amounts.length : grade
  })
}
