import type { ColumnInfo } from '../dataset/schema'
import type { Formula, Operator } from '../formula/formula'
import { printFormula } from '../formula/print-formula'
import { formatDay, parseDay } from '../transactions/calendar'
import type { Condition, Leaf, Order } from './condition'

const operators: Readonly<Record<Order, Operator>> = {
  equals: '=',
  differs: '<>',
  less: '<',
  atMost: '<=',
  greater: '>',
  atLeast: '>=',
}
const at = 0

/**
 * Writes a condition as a formula of preparation steps, which holds for the same rows.
 * @param columns of the dataset
 * @returns null for what formulas cannot say: customers' events in other datasets, and periods that follow the newest day
 */
export function formulaOfCondition(condition: Condition, columns: readonly ColumnInfo[]): string | null {
  const formula = written(condition, columns)
  return formula && printFormula(formula)
}

function written(condition: Condition, columns: readonly ColumnInfo[]): Formula | null {
  if ('all' in condition) return group('AND', condition.all, columns)
  if ('any' in condition) return group('OR', condition.any, columns)
  if ('rollUp' in condition) return null
  if ('not' in condition) {
    const inner = written(condition.not, columns)
    // Where a formula is missing the condition does not hold, and so its opposite does.
    return inner && call('NOT', call('COALESCE', inner, { kind: 'boolean', value: false, at }))
  }
  const column = columns.find(({ name }) => name === condition.column)
  return column ? leaf(condition, column) : null
}

function group(name: 'AND' | 'OR', parts: readonly Condition[], columns: readonly ColumnInfo[]): Formula | null {
  const formulas = parts.flatMap((part) => written(part, columns) ?? [])
  if (formulas.length < parts.length) return null
  return joined(name, formulas)
}

function joined(name: 'AND' | 'OR', formulas: readonly Formula[]): Formula {
  const [first] = formulas
  if (!first) return { kind: 'boolean', value: name === 'AND', at }
  return formulas.length === 1 ? first : call(name, ...formulas)
}

function leaf(condition: Leaf, info: ColumnInfo): Formula | null {
  const column: Formula = { kind: 'column', name: info.name, at }
  const compare = (is: Order, value: string | number) => comparison(column, info, is, value)
  switch (condition.is) {
    case 'missing':
      return call('ISBLANK', column)
    case 'present':
      return call('NOT', call('ISBLANK', column))
    case 'oneOf':
      return joined(
        'OR',
        condition.values.map((value) => compare('equals', value)),
      )
    case 'noneOf':
      return joined(
        'AND',
        condition.values.map((value) => compare('differs', value)),
      )
    case 'within':
    case 'notWithin':
      return null
    case 'between':
      return call('AND', compare('atLeast', condition.from), compare('atMost', condition.to))
    case 'contains':
    case 'containsNot':
    case 'begins':
    case 'ends': {
      const name = { contains: 'CONTAINS', containsNot: 'CONTAINS', begins: 'STARTSWITH', ends: 'ENDSWITH' }[
        condition.is
      ]
      const found = call(name, call('LOWER', column), constant(condition.value.toLowerCase()))
      return condition.is === 'containsNot' ? call('NOT', found) : found
    }
    default:
      return compare(condition.is, condition.value)
  }
}

/** Moments are compared by their day. */
function comparison(column: Formula, { storage }: ColumnInfo, is: Order, value: string | number): Formula {
  const day = storage === 'datetime' && typeof value === 'string' ? parseDay(value) : null
  if (day === null) return binary(operators[is], column, constant(value))
  const [begins, ends] = [constant(formatDay(day)), constant(formatDay(day + 1))]
  switch (is) {
    case 'equals':
      return call('AND', binary('>=', column, begins), binary('<', column, ends))
    case 'differs':
      return call('OR', binary('<', column, begins), binary('>=', column, ends))
    case 'less':
    case 'atLeast':
      return binary(operators[is], column, begins)
    default:
      return binary(is === 'atMost' ? '<' : '>=', column, ends)
  }
}

function constant(value: string | number): Formula {
  if (typeof value === 'string') return { kind: 'text', value, at }
  const size: Formula = { kind: 'number', value: Math.abs(value), at }
  return value < 0 ? { kind: 'sign', operator: '-', operand: size, at } : size
}

function binary(operator: Operator, left: Formula, right: Formula): Formula {
  return { kind: 'binary', operator, left, right, at }
}

function call(name: string, ...args: Formula[]): Formula {
  return { kind: 'call', name, args, at }
}
