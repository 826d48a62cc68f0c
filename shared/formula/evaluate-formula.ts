import { text } from '../contract/text'
import { compareTexts } from '../dataset/compare-texts'
import { columnOf, type Frame, type FrameColumn, numberColumn, textColumn } from '../recipe/frame'
import { millisecondsPerDay, parseDay } from '../transactions/calendar'
import { type ColumnTypes, checkFormula, isDay } from './check-formula'
import type { Formula, Operator } from './formula'
import { formulaFailure } from './formula-failure'
import { formulaFunctions } from './functions'
import { concatenate } from './functions/text-functions'
import { parseFormula } from './parse-formula'
import {
  lengthOf,
  type NumericVector,
  numberAt,
  numericVector,
  textAt,
  truth,
  type ValueType,
  type Vector,
} from './vector'

/** What the columns of a table hold, as formulas see them. */
export function columnTypes(frame: Pick<Frame, 'columns'>): ColumnTypes {
  return new Map(frame.columns.map((column) => [column.name, typeOf(column)]))
}

function typeOf({ storage }: FrameColumn): ValueType {
  if (storage === 'text') return 'text'
  return storage === 'date' || storage === 'datetime' ? 'date' : 'number'
}

/**
 * Computes a formula for every row of a table.
 * @param expected what it must answer; anything when null
 * @throws what `parseFormula` and `checkFormula` refuse, formulaType when it answers something else
 * Cost: O(rows) per operator and function; a function of one text works once per distinct text.
 */
export function evaluateFormula(source: string, frame: Frame, expected: ValueType | null = null): Vector {
  const formula = parseFormula(source)
  const type = checkFormula(formula, columnTypes(frame))
  if (expected !== null && type !== expected) {
    throw formulaFailure('formulaType', formula.at, {
      expected: text(`formula.types.${expected}`),
      found: text(`formula.types.${type}`),
    })
  }
  return evaluate(formula, frame)
}

/** Rows for which a condition holds, ascending; where it is missing it does not hold. */
export function rowsWhere(condition: string, frame: Frame): Int32Array {
  const holds = evaluateFormula(condition, frame, 'boolean')
  const rows: number[] = []
  for (let row = 0; row < frame.nRows; row++) if (numberAt(holds, row) === 1) rows.push(row)
  return Int32Array.from(rows)
}

/** A formula's answer as a column of the table: truth values become 1 and 0. */
export function vectorColumn(name: string, vector: Vector, nRows: number): FrameColumn {
  if (vector.type === 'text') {
    const codes = vector.step === 1 ? vector.codes : new Int32Array(nRows).fill(vector.codes[0] as number)
    return textColumn(name, codes, vector.levels)
  }
  const values = vector.step === 1 ? vector.values : new Float64Array(nRows).fill(vector.values[0] as number)
  if (vector.type === 'boolean') return numberColumn(name, 'integer', values, { measureType: 'nominal' })
  if (vector.type === 'number')
    return numberColumn(name, values.every(isWhole) ? 'integer' : 'real', withoutSignedZero(values))
  return numberColumn(name, values.every(isWholeDay) ? 'date' : 'datetime', values)
}

/** Nought is stored without a sign. Columns that stand as they are stay the same object. */
function withoutSignedZero(values: Float64Array): Float64Array {
  return values.some((value) => Object.is(value, -0)) ? values.map((value) => value + 0) : values
}

const isWhole = (value: number) => Number.isNaN(value) || Number.isSafeInteger(value)
const isWholeDay = (value: number) => Number.isNaN(value) || value % millisecondsPerDay === 0

function evaluate(formula: Formula, frame: Frame): Vector {
  switch (formula.kind) {
    case 'number':
      return constant('number', formula.value)
    case 'boolean':
      return constant('boolean', truth(formula.value))
    case 'text':
      return { type: 'text', codes: Int32Array.of(0), levels: [formula.value], step: 0 }
    case 'column':
      return columnVector(columnOf(frame, formula.name))
    case 'sign':
      return scaled(evaluate(formula.operand, frame) as NumericVector, formula.operator === '-' ? -1 : 1)
    case 'percent':
      return scaled(evaluate(formula.operand, frame) as NumericVector, 0.01)
    case 'binary':
      return evaluateBinary(formula, frame)
    case 'call': {
      const args = formula.args.map((arg) => evaluate(arg, frame))
      return (formulaFunctions.get(formula.name) as NonNullable<ReturnType<typeof formulaFunctions.get>>).evaluate(
        args,
        frame.nRows,
      )
    }
  }
}

function constant(type: NumericVector['type'], value: number): NumericVector {
  return { type, values: Float64Array.of(value), step: 0 }
}

function columnVector(column: FrameColumn): Vector {
  if (column.kind === 'categorical') return { type: 'text', codes: column.codes, levels: column.levels, step: 1 }
  return { type: typeOf(column) as 'number' | 'date', values: column.values, step: 1 }
}

/** Percent divides, so that 5% is the same number as 0.05. */
function scaled(vector: NumericVector, factor: number): NumericVector {
  const values = vector.values.map((value) => (factor === 0.01 ? value / 100 : factor * value))
  return { type: 'number', values, step: vector.step }
}

function evaluateBinary({ operator, left, right }: Formula & { kind: 'binary' }, frame: Frame): Vector {
  const operands = [evaluate(left, frame), evaluate(right, frame)] as [Vector, Vector]
  if (operator === '&') return concatenate(operands, frame.nRows)
  if (operands[0].type === 'date' && isDay(right)) operands[1] = dayVector(right.value)
  if (operands[1].type === 'date' && isDay(left)) operands[0] = dayVector(left.value)
  const [a, b] = operands
  const size = lengthOf(operands, frame.nRows)
  if (operator === '+' || operator === '-') return sumOf(operator, a as NumericVector, b as NumericVector, size)
  if (operator === '*' || operator === '/' || operator === '^') {
    const compute = arithmetic[operator]
    return numericVector('number', size, (row) => compute(numberAt(a, row), numberAt(b, row)))
  }
  return compared(operator, a, b, size)
}

function dayVector(written: string): NumericVector {
  return constant('date', (parseDay(written) as number) * millisecondsPerDay)
}

const arithmetic = {
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '^': (a: number, b: number) => a ** b,
}

function sumOf(operator: '+' | '-', a: NumericVector, b: NumericVector, size: ReturnType<typeof lengthOf>): Vector {
  const sign = operator === '-' ? -1 : 1
  if (a.type === 'date' && b.type === 'date') {
    return numericVector('number', size, (row) => (numberAt(a, row) - numberAt(b, row)) / millisecondsPerDay)
  }
  const [unitA, unitB] = [a, b].map(({ type }) =>
    type === 'number' && (a.type === 'date' || b.type === 'date') ? millisecondsPerDay : 1,
  )
  const type = a.type === 'date' || b.type === 'date' ? 'date' : 'number'
  return numericVector(type, size, (row) => numberAt(a, row) * (unitA ?? 1) + sign * numberAt(b, row) * (unitB ?? 1))
}

type Comparison = Extract<Operator, '=' | '<>' | '<' | '<=' | '>' | '>='>

const holds: Readonly<Record<Comparison, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** Texts are equal letter by letter and come in the order of their characters' codes. */
function compared(operator: Comparison, a: Vector, b: Vector, size: ReturnType<typeof lengthOf>): Vector {
  const answer = holds[operator]
  if (a.type !== 'text') {
    return numericVector('boolean', size, (row) => {
      const [left, right] = [numberAt(a, row), numberAt(b, row)]
      if (Number.isNaN(left) || Number.isNaN(right)) return Number.NaN
      return truth(answer(left < right ? -1 : left > right ? 1 : 0))
    })
  }
  return numericVector('boolean', size, (row) => {
    const [left, right] = [textAt(a, row), textAt(b, row)]
    if (left === null || right === null) return Number.NaN
    return truth(answer(compareTexts(left, right)))
  })
}
