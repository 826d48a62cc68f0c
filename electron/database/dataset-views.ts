import type { ColumnInfo } from '@shared/dataset/schema'
import { identifier, type ReadableDatabase } from './connection'
import { listDatasets, readRevision } from './dataset-store'

/** Columns as a person writes them in SQL: `_row` and the real names; a name that SQL cannot tell from another gets a number. */
function viewColumns(columns: readonly ColumnInfo[]): string[] {
  const taken = new Set(['_row'])
  return columns.map(({ name }, i) => {
    let alias = name
    for (let count = 2; taken.has(alias.toLowerCase()); count++) alias = `${name}_${count}`
    taken.add(alias.toLowerCase())
    return `c${i} AS ${identifier(alias)}`
  })
}

/** A subquery that reads one revision under its real column names. */
export function revisionSelect(tableName: string, columns: readonly ColumnInfo[]): string {
  return `SELECT ${['_row', ...viewColumns(columns)].join(', ')} FROM main.${identifier(tableName)}`
}

/**
 * Makes one temporary view per dataset, named like it, on a connection that reads. They hide the workspace's own
 * tables where names are equal.
 */
export function createDatasetViews(database: ReadableDatabase): void {
  // The file itself is opened read-only; this switch alone also forbids temporary views.
  database.pragma('query_only = OFF')
  try {
    // All are read before the first is made: a dataset may be called `dataset` or `revision`.
    const views = listDatasets(database).map(({ id, name }) => ({ name, revision: readRevision(database, id) }))
    for (const { name, revision } of views) {
      const rows = revisionSelect(revision.tableName, revision.columns)
      database.exec(`CREATE TEMP VIEW ${identifier(name)} AS ${rows}`)
    }
  } finally {
    database.pragma('query_only = ON')
  }
}
