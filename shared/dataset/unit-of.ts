import type { Unit } from '../contract/text'
import type { ColumnInfo, ColumnRole } from './schema'

const moneyRoles: ReadonlySet<ColumnRole> = new Set(['amount', 'unitPrice', 'cost'])

/** What a column's numbers are read in: money by its role, days by its storage, plain numbers otherwise. */
export function unitOf({ storage, role }: Pick<ColumnInfo, 'storage' | 'role'>): Unit {
  if (storage === 'date' || storage === 'datetime') return storage
  return role && moneyRoles.has(role) ? 'currency' : 'number'
}
