import type { WritableDatabase } from '../connection'
import { rowRanges } from './row-ranges'
import { type UnifiedColumn, valueSql } from './unify-columns'

/** A table of rows: its name as an SQL identifier, and how many there are. */
export interface RowTable {
  sql: string
  nRows: number
}

/** How rows of the file stand to the dataset (`matches.state`). */
export const FileState = { fresh: 0, matched: 1, keyMissing: 2, repeatedInFile: 3, repeatedInDataset: 4 } as const
/** How rows of the dataset stand to the file (`before.state`). */
export const BaseState = { gone: 0, matched: 1, keyMissing: 2, repeatedInDataset: 3, repeatedInFile: 4 } as const

/** The two sides of a comparison; columns are unified over `[base, file]`. */
export interface Comparison {
  database: WritableDatabase
  base: RowTable
  file: RowTable
  columns: readonly UnifiedColumn[]
  /** Positions in `columns`. */
  key: readonly number[]
  /** Positions in `columns` whose values make a row changed. */
  compared: readonly number[]
  /** Name of a temporary table of this comparison. */
  temporary(name: string): string
}

export const temporaryTables = ['before', 'after', 'states', 'matches', 'pairs', 'added'] as const

/**
 * Matches the rows of two tables by key, in temporary tables that `dropMatches` drops: `matches(row, base, state)` for the file,
 * `states(row, state)` for the dataset, `pairs(base, row, changed)`. Yields how far it is.
 * Cost: O((n + m) log(n + m)) with one index per side.
 */
export function* matchRows(comparison: Comparison): Generator<number> {
  yield* copyKeys(comparison, 'before', 0, comparison.base, 0)
  yield* copyKeys(comparison, 'after', 1, comparison.file, 0.2)
  yield* findMatches(comparison, 0.4)
  yield* findStates(comparison, 0.6)
  yield* findPairs(comparison, 0.8)
}

export function dropMatches({ database, temporary }: Pick<Comparison, 'database' | 'temporary'>): void {
  for (const name of temporaryTables) database.exec(`DROP TABLE IF EXISTS ${temporary(name)}`)
}

function* copyKeys(
  { database, columns, key, temporary }: Comparison,
  name: 'before' | 'after',
  side: 0 | 1,
  table: RowTable,
  start: number,
): Generator<number> {
  const values = key.map((at) => valueSql(columns[at] as UnifiedColumn, side, 't'))
  const names = key.map((_, i) => `k${i}`)
  database.exec(`CREATE TEMP TABLE ${bare(temporary(name))}(row INTEGER PRIMARY KEY, ${names.join(', ')})`)
  const copy = database.prepare(
    `INSERT INTO ${temporary(name)} SELECT t._row, ${values.join(', ')} FROM ${table.sql} t WHERE t._row >= ? AND t._row < ?`,
  )
  for (const [from, to] of rowRanges(table.nRows, key.length * 4)) {
    copy.run(from, to)
    yield start + 0.15 * (to / table.nRows)
  }
  database.exec(`CREATE INDEX ${temporary(`${name}_key`)} ON ${bare(temporary(name))}(${names.join(', ')})`)
  yield start + 0.2
}

/** `CREATE` takes the schema once, before the first name. */
function bare(name: string): string {
  return name.replace(/^temp\./, '')
}

function* findMatches({ database, file, key, temporary }: Comparison, start: number): Generator<number> {
  const same = (alias: string) => key.map((_, i) => `${alias}.k${i} = n.k${i}`).join(' AND ')
  database.exec(`CREATE TEMP TABLE ${bare(temporary('matches'))}(row INTEGER PRIMARY KEY, base INTEGER, state INTEGER)`)
  const find = database.prepare(`
    INSERT INTO ${temporary('matches')}
    SELECT n.row, (SELECT o.row FROM ${temporary('before')} o WHERE ${same('o')} ORDER BY o.row LIMIT 1),
      CASE WHEN ${missingKey('n', key)} THEN ${FileState.keyMissing}
        WHEN EXISTS (SELECT 1 FROM ${temporary('after')} x WHERE ${same('x')} AND x.row <> n.row) THEN ${FileState.repeatedInFile}
        ELSE CASE (SELECT count(*) FROM (SELECT 1 FROM ${temporary('before')} o WHERE ${same('o')} LIMIT 2))
          WHEN 0 THEN ${FileState.fresh} WHEN 1 THEN ${FileState.matched} ELSE ${FileState.repeatedInDataset} END
      END
    FROM ${temporary('after')} n WHERE n.row >= ? AND n.row < ?`)
  for (const [from, to] of rowRanges(file.nRows, 20)) {
    find.run(from, to)
    yield start + 0.2 * (to / file.nRows)
  }
}

function* findStates({ database, base, key, temporary }: Comparison, start: number): Generator<number> {
  const same = (alias: string) => key.map((_, i) => `${alias}.k${i} = n.k${i}`).join(' AND ')
  database.exec(`CREATE TEMP TABLE ${bare(temporary('states'))}(row INTEGER PRIMARY KEY, state INTEGER)`)
  const find = database.prepare(`
    INSERT INTO ${temporary('states')}
    SELECT n.row,
      CASE WHEN ${missingKey('n', key)} THEN ${BaseState.keyMissing}
        WHEN EXISTS (SELECT 1 FROM ${temporary('before')} x WHERE ${same('x')} AND x.row <> n.row) THEN ${BaseState.repeatedInDataset}
        ELSE CASE (SELECT count(*) FROM (SELECT 1 FROM ${temporary('after')} o WHERE ${same('o')} LIMIT 2))
          WHEN 0 THEN ${BaseState.gone} WHEN 1 THEN ${BaseState.matched} ELSE ${BaseState.repeatedInFile} END
      END
    FROM ${temporary('before')} n WHERE n.row >= ? AND n.row < ?`)
  for (const [from, to] of rowRanges(base.nRows, 20)) {
    find.run(from, to)
    yield start + 0.2 * (to / base.nRows)
  }
}

function missingKey(alias: string, key: readonly number[]): string {
  return key.map((_, i) => `${alias}.k${i} IS NULL`).join(' OR ')
}

function* findPairs(comparison: Comparison, start: number): Generator<number> {
  const { database, base, file, columns, compared, temporary } = comparison
  const differs = compared.map((at) => differsSql(columns[at] as UnifiedColumn))
  database.exec(`CREATE TEMP TABLE ${bare(temporary('pairs'))}(base INTEGER PRIMARY KEY, row INTEGER, changed INTEGER)`)
  const find = database.prepare(`
    INSERT INTO ${temporary('pairs')}
    SELECT m.base, m.row, ${anyOf(differs)} FROM ${temporary('matches')} m
      CROSS JOIN ${base.sql} o ON o._row = m.base CROSS JOIN ${file.sql} f ON f._row = m.row
    WHERE m.state = ${FileState.matched} AND m.row >= ? AND m.row < ?`)
  for (const [from, to] of rowRanges(file.nRows, columns.length * 3)) {
    find.run(from, to)
    yield start + 0.2 * (to / file.nRows)
  }
}

/** 1 where the file's value is another than the dataset's. */
export function differsSql(column: UnifiedColumn): string {
  return `(${valueSql(column, 0, 'o')} IS NOT ${valueSql(column, 1, 'f')})`
}

/** `max` of many terms: a chain of OR is only 1,000 deep, and a function takes at most 127 arguments. */
function anyOf(terms: readonly string[]): string {
  if (terms.length === 0) return '0'
  if (terms.length === 1) return terms[0] as string
  if (terms.length <= 100) return `max(${terms.join(', ')})`
  const groups: string[] = []
  for (let at = 0; at < terms.length; at += 100) groups.push(anyOf(terms.slice(at, at + 100)))
  return anyOf(groups)
}
