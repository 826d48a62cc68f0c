import { failure } from '../contract/app-error'
import type { ColumnInfo, StorageType } from '../dataset/schema'

/** A dataset as a condition sees it. */
export interface ConditionTable {
  name: string
  columns: readonly ColumnInfo[]
  /** Name of the column that says whose row it is. */
  customerKey: string | null
}

/** What a column holds, as far as conditions can tell. */
export type ColumnKind = 'number' | 'date' | 'text'

export function kindOf(storage: StorageType): ColumnKind {
  if (storage === 'text') return 'text'
  return storage === 'date' || storage === 'datetime' ? 'date' : 'number'
}

/** Position of a column. @throws conditionColumnUnknown, with the names there are */
export function columnAt({ name, columns }: ConditionTable, wanted: string): number {
  const index = columns.findIndex((column) => column.name === wanted)
  if (index >= 0) return index
  const known = columns.slice(0, 30).map((column) => column.name)
  const list = known.join(', ') + (columns.length > known.length ? ', …' : '')
  throw failure('conditionColumnUnknown', { column: wanted, dataset: name, columns: list }, { column: wanted })
}

/** Position of the customer key. @throws customerKeyNeeded */
export function keyAt(table: ConditionTable): number {
  if (table.customerKey === null) throw failure('customerKeyNeeded', { dataset: table.name })
  return columnAt(table, table.customerKey)
}

/**
 * Position of a column that must hold what a condition asks of it.
 * @throws conditionColumnUnknown, conditionNotApplicable
 */
export function columnOfKind(table: ConditionTable, wanted: string, kinds: readonly ColumnKind[], is: string): number {
  const index = columnAt(table, wanted)
  const storage = (table.columns[index] as ColumnInfo).storage
  if (!kinds.includes(kindOf(storage))) {
    throw failure('conditionNotApplicable', { condition: is, column: wanted, storage }, { column: wanted })
  }
  return index
}

/** Kinds of columns that a value can be compared with. */
export function kindsFor(...values: readonly (string | number)[]): ColumnKind[] {
  if (values.every((value) => typeof value === 'number')) return ['number']
  return values.every((value) => typeof value === 'string') ? ['date'] : []
}

/** Kinds of columns whose whole values a list can hold. */
export function kindsOfList(values: readonly (string | number)[]): ColumnKind[] {
  if (values.every((value) => typeof value === 'number')) return ['number']
  return values.every((value) => typeof value === 'string') ? ['text', 'date'] : []
}
