import type { Condition, Leaf } from '../conditions/condition'
import { type ColumnKind, kindOf, kindsFor, kindsOfList } from '../conditions/condition-table'
import type { ColumnInfo } from '../dataset/schema'
import type { DashboardFilter } from './dashboard'

/** What rows of a tile must meet, and how many of the dashboard's filters say nothing about its data. */
export interface TileFilter {
  filter: Condition | undefined
  ignored: number
}

/** Whether a condition can be asked of these columns: one has its name and holds what it compares. */
export function appliesTo(condition: Condition, columns: readonly Pick<ColumnInfo, 'name' | 'storage'>[]): boolean {
  if (!('column' in condition)) return false
  const column = columns.find(({ name }) => name === condition.column)
  return column !== undefined && kindsOf(condition).includes(kindOf(column.storage))
}

function kindsOf(leaf: Leaf): readonly ColumnKind[] {
  switch (leaf.is) {
    case 'missing':
    case 'present':
      return ['number', 'date', 'text']
    case 'oneOf':
    case 'noneOf':
      return kindsOfList(leaf.values)
    case 'within':
    case 'notWithin':
      return ['date']
    case 'contains':
    case 'containsNot':
    case 'begins':
    case 'ends':
      return ['text']
    case 'between':
      return kindsFor(leaf.from, leaf.to)
    default:
      return kindsFor(leaf.value)
  }
}

/** A tile's own condition together with the filters of the dashboard that its dataset has the column for. */
export function tileFilter(
  own: Condition | undefined,
  filters: readonly DashboardFilter[],
  columns: readonly Pick<ColumnInfo, 'name' | 'storage'>[],
): TileFilter {
  const wanted = filters.filter(({ enabled }) => enabled)
  const fitting = wanted.filter(({ condition }) => appliesTo(condition, columns)).map(({ condition }) => condition)
  const all = [...(own === undefined ? [] : [own]), ...fitting]
  return {
    filter: all.length > 1 ? { all } : all[0],
    ignored: wanted.length - fitting.length,
  }
}
