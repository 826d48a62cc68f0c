import type { StorageType } from '@shared/dataset/schema'

const affinities: Record<StorageType, string> = {
  integer: 'INTEGER',
  real: 'REAL',
  text: 'TEXT',
  date: 'TEXT',
  datetime: 'TEXT',
}

/**
 * The table that holds a revision's rows: `_row` from 0 on, then `c0`, `c1`, … A part and its revision must be declared alike,
 * so that records can be copied whole.
 */
export function partTableSql(table: string, storages: readonly StorageType[]): string {
  const columns = storages.map((storage, index) => `c${index} ${affinities[storage]}`)
  return `CREATE TABLE ${table}(${['_row INTEGER PRIMARY KEY', ...columns].join(', ')})`
}
