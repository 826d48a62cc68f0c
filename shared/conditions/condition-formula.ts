import { failure } from '../contract/app-error'
import { printColumn } from '../formula/print-formula'
import type { Condition, Leaf, Order } from './condition'
import { periodDays } from './period-days'

/** What must be known of the columns beside their names. */
export interface FormulaColumns {
  /** Whether a column's dates have a time of day, which conditions do not look at. */
  hasTime(column: string): boolean
  /** Newest day of a column, written 2024-03-31; null without any. */
  latest(column: string): string | null
}

const signs: Readonly<Record<Order, string>> = {
  equals: '=',
  differs: '<>',
  less: '<',
  atMost: '<=',
  greater: '>',
  atLeast: '>=',
}

/**
 * A condition in the formula language. A comparison with what is missing does not hold, nor does its opposite.
 * @throws conditionNotForRows where it looks at another dataset
 */
export function conditionFormula(condition: Condition, columns: FormulaColumns): string {
  if ('all' in condition) return joined('AND', condition.all, columns, 'TRUE')
  if ('any' in condition) return joined('OR', condition.any, columns, 'FALSE')
  if ('not' in condition) return `NOT(IFBLANK(${conditionFormula(condition.not, columns)}, FALSE))`
  if ('rollUp' in condition) throw failure('conditionNotForRows')
  return leafFormula(condition, columns)
}

function joined(name: 'AND' | 'OR', parts: readonly Condition[], columns: FormulaColumns, empty: string): string {
  return call(
    name,
    parts.map((part) => `IFBLANK(${conditionFormula(part, columns)}, FALSE)`),
    empty,
  )
}

/** Functions of truth values take two at least. */
function call(name: 'AND' | 'OR', parts: readonly string[], empty: string): string {
  if (parts.length === 0) return empty
  return parts.length === 1 ? (parts[0] as string) : `${name}(${parts.join(', ')})`
}

const written = (value: string | number) => (typeof value === 'number' ? String(value) : quoted(value))
const quoted = (words: string) => `"${words.replaceAll('"', '""')}"`

function leafFormula(leaf: Leaf, { hasTime, latest }: FormulaColumns): string {
  const column = printColumn(leaf.column)
  const value = hasTime(leaf.column) ? `DATEVALUE(TEXT(${column}, "yyyy-mm-dd"))` : column
  const within = (from: string | number, to: string | number) =>
    `AND(${value} >= ${written(from)}, ${value} <= ${written(to)})`
  switch (leaf.is) {
    case 'missing':
      return `ISBLANK(${column})`
    case 'present':
      return `NOT(ISBLANK(${column}))`
    case 'oneOf':
      return call(
        'OR',
        leaf.values.map((one) => `${value} = ${written(one)}`),
        'FALSE',
      )
    case 'noneOf':
      return call(
        'AND',
        leaf.values.map((one) => `${value} <> ${written(one)}`),
        'TRUE',
      )
    case 'contains':
      return `CONTAINS(LOWER(${column}), ${quoted(leaf.value.toLowerCase())})`
    case 'containsNot':
      return `NOT(CONTAINS(LOWER(${column}), ${quoted(leaf.value.toLowerCase())}))`
    case 'begins':
      return `STARTSWITH(LOWER(${column}), ${quoted(leaf.value.toLowerCase())})`
    case 'ends':
      return `ENDSWITH(LOWER(${column}), ${quoted(leaf.value.toLowerCase())})`
    case 'within':
    case 'notWithin': {
      const days = periodDays(leaf.period, () => latest(leaf.column))
      if (days === null) return 'FALSE'
      const inside = within(...days)
      return leaf.is === 'within' ? inside : `NOT(${inside})`
    }
    case 'between':
      return within(leaf.from, leaf.to)
    default:
      return `${value} ${signs[leaf.is]} ${written(leaf.value)}`
  }
}
