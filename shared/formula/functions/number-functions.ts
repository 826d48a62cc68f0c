import { moments } from '../../math/moments'
import { isMissingAt, lengthOf, numberAt, numericVector, type Vector } from '../vector'
import type { FormulaFunction } from './formula-function'
import { ceilingTo, floorTo, round, roundDown, roundTo, roundUp } from './rounding'

/** A function of numbers, row by row; a missing number makes the answer missing. */
function ofNumbers(
  count: number,
  optional: number,
  compute: (a: number, b: number | undefined) => number,
): FormulaFunction {
  return {
    params: Array.from({ length: count }, () => 'number' as const),
    optional,
    result: 'number',
    evaluate: (args, nRows) => {
      const [first, second] = args as [Vector, Vector?]
      return numericVector('number', lengthOf(args, nRows), (row) =>
        compute(numberAt(first, row), second && numberAt(second, row)),
      )
    },
  }
}

/** A summary of the numbers that a row has, missing ones left out; missing when it has none. */
function ofRow(summarize: (values: readonly number[]) => number): FormulaFunction {
  return {
    params: ['number', 'number'],
    repeats: 1,
    result: 'number',
    evaluate: (args, nRows) =>
      numericVector('number', lengthOf(args, nRows), (row) => {
        const values = args.map((arg) => numberAt(arg, row)).filter((value) => !Number.isNaN(value))
        return values.length === 0 ? Number.NaN : summarize(values)
      }),
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2
}

export const numberFunctions: Readonly<Record<string, FormulaFunction>> = {
  ABS: ofNumbers(1, 0, Math.abs),
  SIGN: ofNumbers(1, 0, Math.sign),
  SQRT: ofNumbers(1, 0, Math.sqrt),
  EXP: ofNumbers(1, 0, Math.exp),
  LN: ofNumbers(1, 0, Math.log),
  LOG10: ofNumbers(1, 0, Math.log10),
  LOG: ofNumbers(2, 1, (value, base) => (base === undefined ? Math.log10(value) : Math.log(value) / Math.log(base))),
  POWER: ofNumbers(2, 0, (value, exponent = Number.NaN) => value ** exponent),
  MOD: ofNumbers(2, 0, (value, divisor = Number.NaN) => value - divisor * Math.floor(value / divisor)),
  INT: ofNumbers(1, 0, Math.floor),
  QUOTIENT: ofNumbers(2, 0, (value, divisor = Number.NaN) => Math.trunc(value / divisor)),
  TRUNC: ofNumbers(2, 1, roundDown),
  ROUND: ofNumbers(2, 1, round),
  ROUNDUP: ofNumbers(2, 1, roundUp),
  ROUNDDOWN: ofNumbers(2, 1, roundDown),
  MROUND: ofNumbers(2, 0, roundTo),
  FLOOR: ofNumbers(2, 1, floorTo),
  CEILING: ofNumbers(2, 1, ceilingTo),
  SUM: ofRow(sum),
  AVERAGE: ofRow((values) => sum(values) / values.length),
  MEDIAN: ofRow(medianOf),
  PRODUCT: ofRow((values) => values.reduce((product, value) => product * value, 1)),
  STDEV: ofRow((values) => moments(Float64Array.from(values)).sd),
  VAR: ofRow((values) => moments(Float64Array.from(values)).variance),
  COUNT: {
    params: ['any', 'any'],
    optional: 1,
    repeats: 1,
    result: 'number',
    evaluate: (args, nRows) =>
      numericVector('number', lengthOf(args, nRows), (row) => args.filter((arg) => !isMissingAt(arg, row)).length),
  },
  MIN: ofRow((values) => Math.min(...values)),
  MAX: ofRow((values) => Math.max(...values)),
}
