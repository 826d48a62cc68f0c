import type { Unit } from '@shared/contract/text'
import type { ColumnInfo, ColumnRole } from '@shared/dataset/schema'

const moneyRoles: ReadonlySet<ColumnRole> = new Set(['amount', 'unitPrice', 'cost'])

/** What a column's numbers are read in: money by its role, days by its storage, plain numbers otherwise. */
export function unitOf({ storage, role }: Pick<ColumnInfo, 'storage' | 'role'>): Unit {
  if (storage === 'date' || storage === 'datetime') return storage
  return role && moneyRoles.has(role) ? 'currency' : 'number'
}

/** True where values are quantities, so that they stand right and are written with separators. */
export function isQuantity({ storage, measureType }: Pick<ColumnInfo, 'storage' | 'measureType'>): boolean {
  return measureType === 'continuous' && (storage === 'integer' || storage === 'real')
}

/** Storages a measure type can be chosen for: text has no mean, a number may be a mere label. */
export function measureTypesFor({ storage }: Pick<ColumnInfo, 'storage'>) {
  if (storage === 'date' || storage === 'datetime') return ['time', 'ordinal', 'nominal', 'text'] as const
  if (storage === 'text') return ['nominal', 'ordinal', 'id', 'text'] as const
  return ['continuous', 'ordinal', 'nominal', 'id'] as const
}

export const columnRoles = [
  'customer',
  'name',
  'date',
  'amount',
  'quantity',
  'unitPrice',
  'cost',
  'order',
  'product',
  'category',
  'region',
  'rating',
  'outcome',
  'text',
] as const satisfies readonly ColumnRole[]
