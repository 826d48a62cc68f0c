import type { ColumnInfo } from '../../dataset/schema'
import type { SqlColumn, SqlRelation, SqlStep } from './sql-relation'

/** Another dataset, as statements see it. */
export interface SqlDataset {
  name: string
  columns: readonly ColumnInfo[]
}

/** What a step may ask for beside its table. */
export interface SqlContext {
  /** A dataset as it is now, by name or id; null when there is none. */
  dataset(nameOrId: string): SqlDataset | null
}

/** A column of this table, and the one of the other dataset that stands in for it, by its place there. */
interface SqlPairedColumn extends SqlColumn {
  other: number | null
}

/** Puts rows in another order; equal ones stay as they were, missing values come last. */
export interface SqlSort {
  kind: 'sort'
  by: readonly { sql: string; descending: boolean }[]
}

/** Leaves one row of those that agree in some expressions. */
export interface SqlDistinct {
  kind: 'distinct'
  keys: readonly string[]
  /** Terms of an order in which the row that stays is the first. The row's place comes behind them. */
  best: readonly string[]
}

/** Leaves rows drawn at random; by which of these expressions every group gives its share. */
export interface SqlSample {
  kind: 'sample'
  by: string | null
  size: number
  seed: number
}

/** One row per group, in order of first appearance. */
export interface SqlGroup {
  kind: 'group'
  keys: readonly SqlColumn[]
  /** `sql` is over the rows of a group. */
  made: readonly (SqlColumn & {
    /** The value of one row instead, whose place `sql` answers. */
    at?: string
  })[]
}

/** Rows beside those of another dataset whose keys agree. */
export interface SqlJoin {
  kind: 'join'
  dataset: string
  how: 'left' | 'inner' | 'full' | 'anti'
  /** In rows that match, an expression over this table equals what is written of a column of the other, given by its place. */
  keys: readonly { sql: string; other: number; write: (column: string) => string }[]
  /** Columns here; in rows of the other dataset alone, a key takes its value from there. */
  own: readonly SqlPairedColumn[]
  brought: readonly (SqlColumn & { other: number })[]
}

/** Rows of another dataset behind these. */
export interface SqlUnion {
  kind: 'union'
  dataset: string
  columns: readonly (Omit<SqlColumn, 'sql'> & { sql: string | null; other: number | null })[]
  lonely: readonly string[]
  which: 'all' | 'common'
}

/** Every row once for each of some columns, with its name and value. */
export interface SqlUnpivot {
  kind: 'unpivot'
  rest: readonly SqlColumn[]
  melted: readonly { name: string; sql: string }[]
  name: SqlColumn
  value: SqlColumn
}

/** A step after which the rows are others or in another order: SQL has to have seen all of them before the next one can begin. */
export type SqlBreak = SqlSort | SqlDistinct | SqlSample | SqlGroup | SqlJoin | SqlUnion | SqlUnpivot

export type SqlMade = SqlStep | SqlBreak

export function isBreak(made: SqlMade): made is SqlBreak {
  return 'kind' in made
}

/** A table as it stands. @param nameOf how its columns are named, by their place */
export function wholeTable(
  columns: readonly Pick<SqlColumn, 'name' | 'storage' | 'measureType' | 'role'>[],
  nameOf: (place: number) => string,
  place: string,
): SqlRelation {
  const named = columns.map(({ name, storage, measureType, role }, i) => ({
    ...{ name, storage, measureType, role },
    sql: nameOf(i),
  }))
  return { columns: named, where: [], place }
}
