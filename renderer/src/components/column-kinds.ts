import type { ColumnInfo, ColumnRole } from '@shared/dataset/schema'

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
