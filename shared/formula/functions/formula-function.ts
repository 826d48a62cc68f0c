import type { ValueType, Vector } from '../vector'

/** What a parameter takes: a type, anything, the type all `same` parameters share, or one of these words in quotes. */
export type ParamType = ValueType | 'any' | 'same' | { oneOf: readonly string[] }

/** A function of the formula language. Its words are `formula.functions.<NAME>`. */
export interface FormulaFunction {
  params: readonly ParamType[]
  /** How many of the last parameters may be left out; 0 when absent. */
  optional?: number
  /** How many of the last parameters may be given again and again; 0 when absent. */
  repeats?: number
  result: ValueType | 'same'
  /** @param nRows rows of the table, for functions that look at all of them */
  evaluate(args: readonly Vector[], nRows: number): Vector
}
