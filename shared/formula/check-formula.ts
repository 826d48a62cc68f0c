import { failure } from '../contract/app-error'
import { text } from '../contract/text'
import { parseDay } from '../transactions/calendar'
import type { Formula } from './formula'
import { formulaFailure } from './formula-failure'
import { formulaFunctions } from './functions'
import type { FormulaFunction, ParamType } from './functions/formula-function'
import type { ValueType } from './vector'

/** The columns a formula may name, with what they hold. */
export type ColumnTypes = ReadonlyMap<string, ValueType>

/** Functions of Excel whose answer is another one tomorrow, or the next time. */
const changing = new Set(['TODAY', 'NOW', 'RAND', 'RANDBETWEEN'])

/**
 * Finds what a formula answers, and whether everything in it gets what it takes.
 * @throws formulaColumnUnknown, formulaFunctionUnknown, formulaNotReproducible, formulaArguments, formulaType: all with the position
 */
export function checkFormula(formula: Formula, columns: ColumnTypes): ValueType {
  switch (formula.kind) {
    case 'number':
    case 'text':
    case 'boolean':
      return formula.kind
    case 'column':
      return columnType(formula.name, formula.at, columns)
    case 'sign':
    case 'percent':
      return expectType(formula.operand, ['number'], columns)
    case 'binary':
      return checkBinary(formula, columns)
    case 'call':
      return checkCall(formula, columns)
  }
}

function columnType(name: string, at: number, columns: ColumnTypes): ValueType {
  const type = columns.get(name)
  if (type) return type
  const names = [...columns.keys()].slice(0, 30).join(', ') + (columns.size > 30 ? ', …' : '')
  throw failure(
    'formulaColumnUnknown',
    { position: at + 1, column: name, columns: names },
    { column: name, parameter: 'formula' },
  )
}

const typeWords = (type: ValueType | 'any') => text(`formula.types.${type}`)

function typeFailure(formula: Formula, expected: readonly ValueType[], found: ValueType) {
  const wanted = expected.map(typeWords).reduce((first, second) => text('errors.constraint.or', { first, second }))
  return formulaFailure('formulaType', formula.at, { expected: wanted, found: typeWords(found) })
}

function expectType(formula: Formula, expected: readonly ValueType[], columns: ColumnTypes): ValueType {
  const found = checkFormula(formula, columns)
  if (!expected.includes(found)) throw typeFailure(formula, expected, found)
  return found
}

function checkBinary({ operator, left, right }: Formula & { kind: 'binary' }, columns: ColumnTypes): ValueType {
  if (operator === '&') {
    checkFormula(left, columns)
    checkFormula(right, columns)
    return 'text'
  }
  if (operator === '+' || operator === '-') return checkSum(operator, left, right, columns)
  if (operator === '*' || operator === '/' || operator === '^') {
    expectType(left, ['number'], columns)
    return expectType(right, ['number'], columns)
  }
  const type = checkFormula(left, columns)
  if (type === 'date' && isDay(right)) return 'boolean'
  if (type === 'text' && isDay(left) && checkFormula(right, columns) === 'date') return 'boolean'
  expectType(right, [type], columns)
  return 'boolean'
}

/** Dates take days: date + number, date − number; date − date is a number of days. */
function checkSum(operator: '+' | '-', left: Formula, right: Formula, columns: ColumnTypes): ValueType {
  const type = expectType(left, ['number', 'date'], columns)
  if (type === 'number') return expectType(right, operator === '+' ? ['number', 'date'] : ['number'], columns)
  const other = expectType(right, operator === '-' ? ['number', 'date'] : ['number'], columns)
  return other === 'date' ? 'number' : 'date'
}

/** A day in quotes, which may stand for a date where it is compared with one. */
export function isDay(formula: Formula): formula is Formula & { kind: 'text' } {
  return formula.kind === 'text' && parseDay(formula.value) !== null
}

function checkCall(call: Formula & { kind: 'call' }, columns: ColumnTypes): ValueType {
  const { name, args, at } = call
  if (changing.has(name)) throw formulaFailure('formulaNotReproducible', at, { function: name })
  const found = formulaFunctions.get(name)
  if (!found) throw formulaFailure('formulaFunctionUnknown', at, { function: name, functions: similar(name) })
  const params = paramsFor(found, args.length)
  if (!params)
    throw formulaFailure('formulaArguments', at, { function: name, expected: countsOf(found), found: args.length })
  let same: ValueType | null = null
  for (const [i, param] of params.entries()) {
    const arg = args[i] as Formula
    if (typeof param === 'object') checkWord(arg, param.oneOf)
    else if (param === 'any') checkFormula(arg, columns)
    else if (param === 'same') same = same === null ? checkFormula(arg, columns) : expectType(arg, [same], columns)
    else expectType(arg, [param], columns)
  }
  return found.result === 'same' ? (same as ValueType) : found.result
}

function checkWord(arg: Formula, words: readonly string[]): void {
  const known = words.map((word) => word.toLowerCase())
  if (arg.kind === 'text' && known.includes(arg.value.toLowerCase())) return
  throw formulaFailure('formulaWord', arg.at, { words: words.map((word) => `"${word}"`).join(', ') })
}

/** One parameter per argument; null when so many cannot be given. */
function paramsFor({ params, optional = 0, repeats = 0 }: FormulaFunction, count: number): ParamType[] | null {
  if (count < params.length - optional) return null
  if (count <= params.length) return params.slice(0, count)
  if (repeats === 0 || (count - params.length) % repeats !== 0) return null
  const again = params.slice(params.length - repeats)
  return [...params, ...Array.from({ length: count - params.length }, (_, i) => again[i % repeats] as ParamType)]
}

/** How many arguments a function takes: "2", "1–2", "2+". */
function countsOf({ params, optional = 0, repeats = 0 }: FormulaFunction): string {
  const fewest = params.length - optional
  if (repeats > 0) return `${fewest}+`
  return fewest === params.length ? String(fewest) : `${fewest}–${params.length}`
}

/** Functions with a name like this one; all of them when none is. */
function similar(name: string): string {
  const names = [...formulaFunctions.keys()]
  const close = names.filter(
    (known) => known.startsWith(name.slice(0, 3)) || known.includes(name) || name.includes(known),
  )
  return (close.length > 0 ? close : names).join(', ')
}
