import { isMissingAt, lengthOf, numberAt, numericVector, textAt, textVector, truth, type Vector } from '../vector'
import type { FormulaFunction } from './formula-function'

/** A vector whose value of each row is that of the argument `pick` names for it; −1 leaves it missing. */
function choose(
  args: readonly Vector[],
  among: readonly Vector[],
  nRows: number,
  pick: (row: number) => number,
): Vector {
  const size = lengthOf(args, nRows)
  const first = among[0] as Vector
  const at = (row: number) => among[pick(row)]
  if (first.type === 'text') {
    return textVector(size, (row) => {
      const chosen = at(row)
      return chosen ? textAt(chosen, row) : null
    })
  }
  return numericVector(first.type, size, (row) => {
    const chosen = at(row)
    return chosen ? numberAt(chosen, row) : Number.NaN
  })
}

/** Neither a missing value nor an empty text. */
function isFilled(vector: Vector, row: number): boolean {
  return !isMissingAt(vector, row) && !(vector.type === 'text' && textAt(vector, row) === '')
}

const coalesce: FormulaFunction['evaluate'] = (args, nRows) =>
  choose(args, args, nRows, (row) => args.findIndex((arg) => isFilled(arg, row)))

/** Kleene's logic: the answer is missing only where the missing values could turn it round. */
function joined(decisive: 0 | 1): FormulaFunction['evaluate'] {
  return (args, nRows) =>
    numericVector('boolean', lengthOf(args, nRows), (row) => {
      let unknown = false
      for (const arg of args) {
        const value = numberAt(arg, row)
        if (value === decisive) return decisive
        if (Number.isNaN(value)) unknown = true
      }
      return unknown ? Number.NaN : 1 - decisive
    })
}

export const logicFunctions: Readonly<Record<string, FormulaFunction>> = {
  IF: {
    params: ['boolean', 'same', 'same'],
    optional: 1,
    result: 'same',
    evaluate: (args, nRows) => {
      const [condition, ...among] = args as [Vector, ...Vector[]]
      return choose(args, among, nRows, (row) => {
        const value = numberAt(condition, row)
        return Number.isNaN(value) ? -1 : 1 - value
      })
    },
  },
  IFS: {
    params: ['boolean', 'same'],
    repeats: 2,
    result: 'same',
    evaluate: (args, nRows) => {
      const conditions = args.filter((_, i) => i % 2 === 0)
      const among = args.filter((_, i) => i % 2 === 1)
      return choose(args, among, nRows, (row) => conditions.findIndex((condition) => numberAt(condition, row) === 1))
    },
  },
  AND: { params: ['boolean', 'boolean'], repeats: 1, result: 'boolean', evaluate: joined(0) },
  OR: { params: ['boolean', 'boolean'], repeats: 1, result: 'boolean', evaluate: joined(1) },
  XOR: {
    params: ['boolean', 'boolean'],
    repeats: 1,
    result: 'boolean',
    evaluate: (args, nRows) =>
      numericVector(
        'boolean',
        lengthOf(args, nRows),
        (row) => args.reduce((odd, arg) => odd + numberAt(arg, row), 0) % 2,
      ),
  },
  NOT: {
    params: ['boolean'],
    result: 'boolean',
    evaluate: (args, nRows) =>
      numericVector('boolean', lengthOf(args, nRows), (row) => 1 - numberAt(args[0] as Vector, row)),
  },
  ISBLANK: {
    params: ['any'],
    result: 'boolean',
    evaluate: (args, nRows) =>
      numericVector('boolean', lengthOf(args, nRows), (row) => truth(!isFilled(args[0] as Vector, row))),
  },
  IFBLANK: { params: ['same', 'same'], result: 'same', evaluate: coalesce },
  IFERROR: { params: ['same', 'same'], result: 'same', evaluate: coalesce },
  COALESCE: { params: ['same', 'same'], repeats: 1, result: 'same', evaluate: coalesce },
}
