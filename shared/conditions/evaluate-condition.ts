import type { ColumnInfo } from '../dataset/schema'
import type { Condition, Leaf, Period, RollUp } from './condition'
import { type ConditionTable, columnAt, columnOfKind, keyAt, kindOf, kindsFor, kindsOfList } from './condition-table'
import { holds } from './holds'
import { monthsOf, periodDays } from './period-days'

export type Cell = string | number | null

/** A dataset with its rows in memory. */
export interface PlainTable extends ConditionTable {
  rows: readonly (readonly Cell[])[]
}

type Linked = (dataset: string) => PlainTable

/**
 * Evaluates a condition on one row without a database: what `compileCondition` makes must agree with it on every row.
 * A comparison with a missing value does not hold, nor does its opposite; `not` turns the answer round, so that it holds.
 * @param linked the dataset of a roll-up's events
 * @throws as compileCondition
 * Cost: every roll-up reads all events again: for tests and single rows.
 */
export function evaluateCondition(condition: Condition, table: PlainTable, row: number, linked: Linked): boolean {
  if ('all' in condition) return condition.all.every((part) => evaluateCondition(part, table, row, linked))
  if ('any' in condition) return condition.any.some((part) => evaluateCondition(part, table, row, linked))
  if ('not' in condition) return !evaluateCondition(condition.not, table, row, linked)
  if ('rollUp' in condition) return evaluateRollUp(condition, table, row, linked)
  return evaluateLeaf(condition, table, table.rows[row] ?? [])
}

function lower(words: string): string {
  return words.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function valueAt(table: PlainTable, index: number, row: readonly Cell[]): Cell {
  const value = row[index] ?? null
  const { storage } = table.columns[index] as ColumnInfo
  return kindOf(storage) === 'date' && typeof value === 'string' ? value.slice(0, 10) : value
}

function evaluateLeaf(leaf: Leaf, table: PlainTable, row: readonly Cell[]): boolean {
  switch (leaf.is) {
    case 'missing':
      return (row[columnAt(table, leaf.column)] ?? null) === null
    case 'present':
      return (row[columnAt(table, leaf.column)] ?? null) !== null
    case 'oneOf':
    case 'noneOf': {
      const value = valueAt(table, columnOfKind(table, leaf.column, kindsOfList(leaf.values), leaf.is), row)
      return value !== null && leaf.values.includes(value) === (leaf.is === 'oneOf')
    }
    case 'contains':
    case 'containsNot':
    case 'begins':
    case 'ends': {
      const value = row[columnOfKind(table, leaf.column, ['text'], leaf.is)] ?? null
      return value !== null && matches(lower(String(value)), leaf.is, lower(leaf.value))
    }
    case 'within':
    case 'notWithin': {
      const index = columnOfKind(table, leaf.column, ['date'], leaf.is)
      return isDuring(table, index, row, leaf.period, leaf.is === 'within')
    }
    case 'between': {
      const value = valueAt(table, columnOfKind(table, leaf.column, kindsFor(leaf.from, leaf.to), leaf.is), row)
      return value !== null && value >= leaf.from && value <= leaf.to
    }
    default: {
      const value = valueAt(table, columnOfKind(table, leaf.column, kindsFor(leaf.value), leaf.is), row)
      return value !== null && holds(value, leaf.is, leaf.value)
    }
  }
}

function matches(value: string, is: 'contains' | 'containsNot' | 'begins' | 'ends', part: string): boolean {
  if (is === 'begins') return value.startsWith(part)
  if (is === 'ends') return value.endsWith(part)
  return value.includes(part) === (is === 'contains')
}

function latest(table: PlainTable, index: number): string | null {
  const days = table.rows.flatMap((row) => valueAt(table, index, row) ?? []) as string[]
  return days.reduce<string | null>((newest, written) => (newest === null || written > newest ? written : newest), null)
}

function isDuring(table: PlainTable, index: number, row: readonly Cell[], period: Period, inside: boolean): boolean {
  const days = periodDays(period, () => latest(table, index))
  const value = valueAt(table, index, row)
  if (!days || value === null) return false
  return (value >= days[0] && value <= days[1]) === inside
}

function evaluateRollUp({ rollUp }: RollUp, table: PlainTable, row: number, linked: Linked): boolean {
  const events = linked(rollUp.dataset)
  const customer = table.rows[row]?.[keyAt(table)] ?? null
  const keyIndex = keyAt(events)
  const { during, where } = rollUp
  const period = during && { index: columnOfKind(events, during.column, ['date'], 'within'), length: during.period }
  const taken = events.rows.filter(
    (event, i) =>
      event[keyIndex] !== null &&
      String(event[keyIndex]) === String(customer) &&
      (!period || isDuring(events, period.index, event, period.length, true)) &&
      (!where || evaluateCondition(where, events, i, linked)),
  )
  const whole = summarize(rollUp, events, taken)
  if (customer === null || whole === null) return false
  return holds(rollUp.perMonth && during ? whole / monthsOf(during.period) : whole, rollUp.is, rollUp.value)
}

function summarize({ summary, column }: RollUp['rollUp'], table: PlainTable, rows: (readonly Cell[])[]): number | null {
  if (summary === 'count' || column === undefined) return rows.length
  const index = summary === 'distinct' ? columnAt(table, column) : columnOfKind(table, column, ['number'], summary)
  const values = rows.map((row) => row[index] ?? null).filter((value) => value !== null)
  if (summary === 'distinct') return new Set(values).size
  const numbers = values as number[]
  const sum = numbers.reduce((total, value) => total + value, 0)
  if (summary === 'sum') return sum
  if (numbers.length === 0) return null
  return { mean: sum / numbers.length, min: Math.min(...numbers), max: Math.max(...numbers) }[summary]
}
