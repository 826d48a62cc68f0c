import type { ColumnInfo, StorageType } from '@shared/dataset/schema'
import { type ColumnMeaning, columnInfo, numberColumn, textColumnOf } from '@shared/recipe/frame'
import type { RecipeStep, StepReport } from '@shared/recipe/recipe'
import { type CompiledRecipe, compileRecipe } from '@shared/recipe/sql/compile-recipe'
import type { SqlColumn, SqlRelation, SqlStep } from '@shared/recipe/sql/sql-relation'
import { identifier, type ReadableDatabase } from '../../database/connection'
import type { Revision } from '../../database/dataset-store'

/** A table that SQLite computes row by row from a stored one. */
export interface SqlTable {
  /** Table of the revision that it is computed from, and how many rows that has. */
  from: string
  baseRows: number
  relation: SqlRelation
  nRows: number
  columns: ColumnInfo[]
}

/** SQLite answers this many columns at most, and ours are counted twice. */
const widest = 900

/**
 * What a recipe makes of a revision, counted but not computed, when all of it can be left to SQLite; else null. No row comes into
 * memory. Cost: two passes over the table at most.
 */
export function planSql(
  database: ReadableDatabase,
  revision: Revision,
  steps: readonly RecipeStep[],
): { table: SqlTable; reports: StepReport[] } | null {
  const compiled = compileRecipe(revision.columns, steps, (place) => `c${place}`)
  if (!compiled || compiled.relation.columns.length > widest) return null
  const from = identifier(revision.tableName)
  const counts = new Map<string, number>()
  const count = (conditions: readonly string[]): number => {
    if (conditions.length === 0) return revision.nRows
    const sql = conditions.map((condition) => `(${condition})`).join(' AND ')
    const known = counts.get(sql)
    if (known === undefined) counts.set(sql, 0)
    return known ?? 0
  }
  // Said twice: the first time to learn what has to be counted.
  reportsOf(compiled, steps, count)
  answer(database, from, counts)
  const reports = reportsOf(compiled, steps, count)
  if (reports === null) return null
  const { relation } = compiled
  const columns = columnsOf(database, from, relation, revision)
  return { table: { from, baseRows: revision.nRows, relation, nRows: count(relation.where), columns }, reports }
}

type Count = (conditions: readonly string[]) => number

/** Counts the rows of conditions, all in one pass. */
function answer(database: ReadableDatabase, from: string, counts: Map<string, number>): void {
  const asked = [...counts.keys()]
  for (let start = 0; start < asked.length; start += 500) {
    const some = asked.slice(start, start + 500)
    const terms = some.map((sql) => `count(*) FILTER (WHERE ${sql})`)
    const found = database
      .prepare(`SELECT ${terms.join(', ')} FROM main.${from}`)
      .raw()
      .get() as number[]
    for (const [i, sql] of some.entries()) counts.set(sql, found[i] as number)
  }
}

/** What is to be said of every step; null when one lacks what it needs. */
function reportsOf({ start, steps: made }: CompiledRecipe, steps: readonly RecipeStep[], count: Count) {
  let before = start
  let isFit = true
  const reports = steps.map((step, place): StepReport => {
    const compiled = made[place] ?? null
    const touched = compiled ? touchedBy(compiled, before, count) : { rows: 0, cells: 0 }
    for (const need of compiled?.needs ?? []) isFit = count([...before.where, need]) > 0 && isFit
    before = compiled?.relation ?? before
    const { kind, enabled, id = String(place) } = step
    const size = { nRows: count(before.where), nColumns: before.columns.length }
    return { id, kind, ...touched, ...size, notes: [...(compiled?.notes ?? [])], error: null, enabled }
  })
  return isFit ? reports : null
}

function touchedBy({ touched, relation }: SqlStep, before: SqlRelation, count: Count) {
  const there = count(before.where)
  if (touched === 'removed rows') {
    const rows = there - count(relation.where)
    return { rows, cells: rows * before.columns.length }
  }
  if ('every' in touched) return { rows: touched.every > 0 ? there : 0, cells: there * touched.every }
  const cells = touched.cells.map((changed) => count([...before.where, changed]))
  const any = touched.cells.map((changed) => `(${changed})`).join(' OR ')
  return { rows: count([...before.where, any]), cells: cells.reduce((sum, found) => sum + found, 0) }
}

const among = (where: readonly string[]) => where.map((condition) => `(${condition}) AND `).join('')

/** Values that are not whole numbers which are kept without loss. */
const fractionsOf = ({ sql, among: rows = [] }: SqlColumn) =>
  `${among(rows)}${sql} IS NOT NULL AND NOT (${sql} = CAST(${sql} AS INTEGER) AND abs(${sql}) <= ${Number.MAX_SAFE_INTEGER})`

function columnsOf(
  database: ReadableDatabase,
  from: string,
  { columns, where }: SqlRelation,
  revision: Revision,
): ColumnInfo[] {
  const counts = new Map<string, number>()
  const missing = columns.map(({ sql }) => `(${sql}) IS NULL`)
  const stored = columns.map(({ sql }) => (where.length === 0 ? revision.columns[placeOf(sql)] : undefined))
  const limits = among(where)
  for (const [i, column] of columns.entries()) {
    if (!stored[i]) counts.set(limits + missing[i], 0)
    if (column.storage === null) counts.set(fractionsOf(column), 0)
  }
  answer(database, from, counts)
  return columns.map((column, i) => {
    const storage = column.storage ?? (counts.get(fractionsOf(column)) === 0 ? 'integer' : 'real')
    return { ...described(column, storage), missing: stored[i]?.missing ?? counts.get(limits + missing[i]) ?? 0 }
  })
}

/** Which column of the first table an expression is, −1 when it is none as it stands. */
function placeOf(sql: string): number {
  return /^c\d+$/.test(sql) ? Number(sql.slice(1)) : -1
}

/** The column as a revision describes it: what it means follows from its storage unless it is known. */
function described({ name, measureType, role, before }: SqlColumn, storage: StorageType): ColumnInfo {
  const known = before?.storage === storage ? before : { measureType, role }
  const meaning: ColumnMeaning = {
    ...(known.measureType === undefined ? {} : { measureType: known.measureType }),
    ...(known.role === undefined ? {} : { role: known.role }),
  }
  const empty =
    storage === 'text' ? textColumnOf(name, [], meaning) : numberColumn(name, storage, new Float64Array(0), meaning)
  return columnInfo(empty)
}
