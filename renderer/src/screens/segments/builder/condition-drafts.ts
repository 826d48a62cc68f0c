import type { Condition, Leaf } from '@shared/conditions/condition'
import { type ColumnKind, kindOf } from '@shared/conditions/condition-table'
import type { ColumnInfo, Dataset } from '@shared/dataset/schema'

type Is = Leaf['is']
type GroupMode = 'all' | 'any' | 'none'

export interface Group {
  mode: GroupMode
  parts: readonly Condition[]
}

const comparisons: readonly Is[] = ['atLeast', 'atMost', 'greater', 'less', 'equals', 'differs', 'between']
const known: readonly Is[] = ['missing', 'present']
const operators: Readonly<Record<ColumnKind, readonly Is[]>> = {
  number: [...comparisons, ...known],
  date: ['within', 'notWithin', ...comparisons, ...known],
  text: ['oneOf', 'noneOf', 'contains', 'containsNot', 'begins', 'ends', ...known],
}

/** What can be asked of a column, the most usual first. Numbers that are mere labels are listed, not compared. */
export function operatorsOf({ storage, measureType }: ColumnInfo): readonly Is[] {
  const kind = kindOf(storage)
  const isLabel = kind === 'number' && (measureType === 'nominal' || measureType === 'id')
  return isLabel ? ['oneOf', 'noneOf', ...operators.number] : operators[kind]
}

/** The group that a condition is; null for a single one. */
export function groupOf(condition: Condition): Group | null {
  if ('all' in condition) return { mode: 'all', parts: condition.all }
  if ('any' in condition) return { mode: 'any', parts: condition.any }
  if (!('not' in condition)) return null
  return { mode: 'none', parts: 'any' in condition.not ? condition.not.any : [condition.not] }
}

export function conditionOf({ mode, parts }: Group): Condition {
  const list = [...parts]
  if (mode === 'all') return { all: list }
  return mode === 'any' ? { any: list } : { not: { any: list } }
}

/** The group that the builder starts from: a single condition stands in a group of its own. */
export function asGroup(condition: Condition): Group {
  return groupOf(condition) ?? { mode: 'all', parts: [condition] }
}

const today = { last: 90, unit: 'days', before: 'latest' } as const

/** A condition on a column with the operator wanted, as far as possible with the values of the one before. */
export function leafOf(column: ColumnInfo, wanted?: Is, before?: Leaf): Leaf {
  const offered = operatorsOf(column)
  const is = wanted !== undefined && offered.includes(wanted) ? wanted : (offered[0] as Is)
  const name = column.name
  const blank = kindOf(column.storage) === 'date' ? '2024-01-01' : 0
  switch (is) {
    case 'missing':
    case 'present':
      return { column: name, is }
    case 'oneOf':
    case 'noneOf':
      return { column: name, is, values: before && 'values' in before && before.column === name ? before.values : [] }
    case 'contains':
    case 'containsNot':
    case 'begins':
    case 'ends':
      return { column: name, is, value: before && 'value' in before ? String(before.value) : '' }
    case 'within':
    case 'notWithin':
      return { column: name, is, period: before && 'period' in before ? before.period : today }
    case 'between':
      return { column: name, is, from: comparedValue(before, blank), to: comparedValue(before, blank) }
    default:
      return { column: name, is, value: comparedValue(before, blank) }
  }
}

function comparedValue(before: Leaf | undefined, blank: number | string): number | string {
  const value = before && ('value' in before ? before.value : 'from' in before ? before.from : blank)
  return typeof value === typeof blank ? (value as number | string) : blank
}

/** The first condition of a new rule: the first quantity, else the first column. */
export function firstLeaf({ columns }: Dataset): Condition {
  const column = columns.find(({ measureType }) => measureType === 'continuous') ?? columns[0]
  return column ? leafOf(column) : { all: [] }
}

/** A first condition on a customer's events in the last year. */
export function firstRollUp(events: Dataset): Condition {
  const amount = events.columns.find(({ role }) => role === 'amount')
  const date = events.columns.find(({ role }) => role === 'date')
  const during = date && {
    column: date.name,
    period: { last: 12, unit: 'months' as const, before: 'latest' as const },
  }
  return {
    rollUp: {
      dataset: events.id,
      ...(amount ? { summary: 'sum' as const, column: amount.name } : { summary: 'count' as const }),
      ...(during ? { during } : {}),
      is: 'atLeast',
      value: 1,
    },
  }
}
