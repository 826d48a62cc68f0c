import { lengthOf, numberAt, numericVector, type Vector } from '../vector'
import type { FormulaFunction } from './formula-function'

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

/** Rounds half away from zero, by the fifteen digits that a person sees: 1.005 becomes 1.01. */
function round(value: number, digits = 0): number {
  const factor = 10 ** Math.trunc(digits)
  const scaled = Number((Math.abs(value) * factor).toPrecision(15))
  return (Math.sign(value) * Math.round(scaled)) / factor
}

/** Next multiple below (or above) a number. */
const multiple =
  (to: (value: number) => number) =>
  (value: number, unit = 1) =>
    unit === 0 ? Number.NaN : to(Number((value / unit).toPrecision(15))) * unit

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
  ROUND: ofNumbers(2, 1, round),
  FLOOR: ofNumbers(2, 1, multiple(Math.floor)),
  CEILING: ofNumbers(2, 1, multiple(Math.ceil)),
  SUM: ofRow(sum),
  AVERAGE: ofRow((values) => sum(values) / values.length),
  MIN: ofRow((values) => Math.min(...values)),
  MAX: ofRow((values) => Math.max(...values)),
}
