import type { ImportDiff } from '@shared/contract/reimport'
import { type ArrayType, arrayTypes } from '@shared/dataset/result-arrays'
import { identifier, prepared, type ReadableDatabase } from './connection'
import { findLeftovers } from './leftovers'

/** One thing that is not as it must be: where, and what was found. */
export interface IntegrityProblem {
  check: 'integrity' | 'foreignKeys' | 'reconciliation' | 'rows' | 'columns' | 'result' | 'leftovers'
  subject: string
  found: string
}

/** What `verify` finds without computing anything. */
export interface IntegrityReport {
  datasets: number
  revisions: number
  receipts: number
  runs: number
  rows: number
  problems: IntegrityProblem[]
}

/**
 * Checks a whole workspace: SQLite's own integrity check, foreign keys, rows read = imported + rejected = rows in the
 * tables, results with all their arrays, and nothing left over from an interrupted import.
 * Cost: reads every page once.
 */
export function checkIntegrity(database: ReadableDatabase): IntegrityReport {
  const count = (sql: string): number => prepared(database, sql).pluck().get() as number
  const problems = [
    ...checkPages(database),
    ...checkForeignKeys(database),
    ...checkReceipts(database),
    ...checkTables(database),
    ...checkResults(database),
    ...checkLeftovers(database),
  ]
  return {
    datasets: count('SELECT count(*) FROM dataset WHERE removed_at IS NULL'),
    revisions: count('SELECT count(*) FROM revision WHERE published = 1'),
    receipts: count('SELECT count(*) FROM receipt'),
    runs: count('SELECT count(*) FROM run WHERE removed_at IS NULL'),
    rows: count('SELECT coalesce(sum(n_rows), 0) FROM revision WHERE published = 1'),
    problems,
  }
}

function checkPages(database: ReadableDatabase): IntegrityProblem[] {
  const answers = database.pragma('integrity_check(20)') as { integrity_check: string }[]
  const found = answers.map((row) => row.integrity_check).filter((words) => words !== 'ok')
  return found.map((words) => ({ check: 'integrity', subject: 'file', found: words }))
}

function checkForeignKeys(database: ReadableDatabase): IntegrityProblem[] {
  const rows = database.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]
  return rows.slice(0, 20).map(({ table, rowid, parent }) => ({
    check: 'foreignKeys',
    subject: `${table} ${rowid ?? ''}`.trim(),
    found: `no ${parent}`,
  }))
}

/** Every receipt adds up, has as many rejects as it says, and its revision has as many rows as its receipts imported. */
function checkReceipts(database: ReadableDatabase): IntegrityProblem[] {
  const problems: IntegrityProblem[] = []
  const receipts = prepared<{ id: number; read: number; imported: number; rejected: number; rejects: number }>(
    database,
    `SELECT id, rows_read AS read, rows_imported AS imported, rows_rejected AS rejected,
       (SELECT count(*) FROM reject WHERE receipt_id = receipt.id) AS rejects FROM receipt`,
  ).all()
  for (const { id, read, imported, rejected, rejects } of receipts) {
    const subject = `receipt ${id}`
    if (read !== imported + rejected) {
      problems.push({ check: 'reconciliation', subject, found: `${read} ≠ ${imported} + ${rejected}` })
    }
    if (rejected !== rejects) problems.push({ check: 'reconciliation', subject, found: `${rejects} rejects` })
  }
  const revisions = prepared<{ id: number; n_rows: number; imported: number }>(
    database,
    `SELECT revision.id, n_rows,
       CASE WHEN mode IN ('append', 'upsert') THEN json_extract(diff, '$.rowsAfter') ELSE sum(rows_imported) END AS imported
     FROM revision JOIN receipt ON receipt.revision_id = revision.id
     LEFT JOIN batch_revision ON batch_revision.revision_id = revision.id AND diff IS NOT NULL
     WHERE published = 1 GROUP BY revision.id HAVING n_rows <> imported`,
  ).all()
  problems.push(...checkDiffs(database))
  for (const { id, n_rows, imported } of revisions) {
    const found = `${n_rows} rows, ${imported} imported`
    problems.push({ check: 'reconciliation', subject: `revision ${id}`, found })
  }
  return problems
}

/**
 * What an import said it changed adds up with what its receipts say and with the revisions before and after: rows after = rows
 * before + new ones (all rows of the file where they were appended), rows before = updated + unchanged + gone + unmatched.
 */
function checkDiffs(database: ReadableDatabase): IntegrityProblem[] {
  const rows = prepared<{ revision_id: number; diff: string; n_before: number | null; imported: number }>(
    database,
    `SELECT revision_id, diff, (SELECT n_rows FROM revision WHERE id = revision_before) AS n_before,
       (SELECT sum(rows_imported) FROM receipt WHERE receipt.revision_id = batch_revision.revision_id) AS imported
     FROM batch_revision WHERE diff IS NOT NULL`,
  ).all()
  return rows.flatMap(({ revision_id, diff, n_before, imported }) =>
    problemsOfDiff(JSON.parse(diff) as ImportDiff, n_before, imported).map((found) => ({
      check: 'reconciliation' as const,
      subject: `revision ${revision_id}`,
      found,
    })),
  )
}

function problemsOfDiff(diff: ImportDiff, nBefore: number | null, imported: number): string[] {
  const problems: string[] = []
  const unmatched = diff.conflicts.filter(({ side }) => side === 'dataset').reduce((sum, { rows }) => sum + rows, 0)
  const added = diff.mode === 'append' ? imported : diff.new
  const before = diff.updated + diff.unchanged + diff.gone + unmatched
  if (nBefore !== null && nBefore !== diff.rowsBefore) problems.push(`${nBefore} rows before, not ${diff.rowsBefore}`)
  if (diff.key && before !== diff.rowsBefore) problems.push(`${before} of ${diff.rowsBefore} rows before`)
  if (diff.mode !== 'replace' && diff.rowsAfter !== diff.rowsBefore + added) problems.push(`${added} rows added`)
  if (diff.mode === 'upsert' && imported !== diff.new + diff.updated + diff.unchanged) {
    problems.push(`${imported} imported`)
  }
  return problems
}

/** Every revision's table is there with its rows numbered 0 … n − 1, its columns and its missing values. */
function checkTables(database: ReadableDatabase): IntegrityProblem[] {
  const revisions = prepared<{ id: number; n_rows: number; table_name: string; columns: string }>(
    database,
    'SELECT id, n_rows, table_name, columns FROM revision WHERE published = 1',
  ).all()
  return revisions.flatMap(({ id, n_rows, table_name, columns }) => {
    const { length } = JSON.parse(columns) as { missing: number }[]
    const known = database.pragma(`table_info(${identifier(table_name)})`) as unknown[]
    const subject = `revision ${id}`
    if (known.length !== length + 1) {
      return [{ check: 'columns' as const, subject, found: `${Math.max(0, known.length - 1)} of ${length} columns` }]
    }
    return checkRows(database, { subject, table: table_name, nRows: n_rows, columns: JSON.parse(columns) })
  })
}

interface TableExpectation {
  subject: string
  table: string
  nRows: number
  columns: { name: string; missing: number }[]
}

/** Columns counted in one statement: an SQLite result has at most 2,000. */
const columnsPerScan = 500

function checkRows(database: ReadableDatabase, expected: TableExpectation): IntegrityProblem[] {
  const { subject, table, nRows, columns } = expected
  const sql = `SELECT count(*), coalesce(min(_row), 0), coalesce(max(_row), -1) FROM ${identifier(table)}`
  const [rows, first, last] = database.prepare(sql).raw().get() as number[]
  const problems: IntegrityProblem[] = []
  if (rows !== nRows || first !== 0 || last !== nRows - 1) {
    problems.push({ check: 'rows', subject, found: `${rows} of ${nRows} rows, ${first} to ${last}` })
  }
  const counts = countMissing(database, table, columns.length)
  columns.forEach((column, i) => {
    if (counts[i] === column.missing) return
    problems.push({ check: 'columns', subject: `${subject}, ${column.name}`, found: `${counts[i]} missing` })
  })
  return problems
}

function countMissing(database: ReadableDatabase, table: string, nColumns: number): number[] {
  const counts: number[] = []
  for (let start = 0; start < nColumns; start += columnsPerScan) {
    const width = Math.min(columnsPerScan, nColumns - start)
    const terms = Array.from({ length: width }, (_, i) => `count(*) - count(c${start + i})`)
    counts.push(
      ...(database
        .prepare(`SELECT ${terms.join(', ')} FROM ${identifier(table)}`)
        .raw()
        .get() as number[]),
    )
  }
  return counts
}

/** Every result reads as JSON and every array has the bytes it says. */
function checkResults(database: ReadableDatabase): IntegrityProblem[] {
  const broken = prepared(
    database,
    'SELECT id FROM run WHERE NOT (json_valid(result) AND json_valid(request) AND json_valid(diagnostics))',
  )
    .pluck()
    .all() as string[]
  const arrays = prepared<{ run_id: string; path: string; type: ArrayType; n: number; bytes: number }>(
    database,
    'SELECT run_id, path, type, n_rows * coalesce(n_columns, 1) AS n, length(data) AS bytes FROM run_array',
  ).all()
  const short = arrays.filter(({ type, n, bytes }) => n * (arrayTypes[type]?.BYTES_PER_ELEMENT ?? Number.NaN) !== bytes)
  return [
    ...broken.map((id) => ({ check: 'result' as const, subject: `run ${id}`, found: 'not JSON' })),
    ...short.map(({ run_id, path, bytes }) => ({
      check: 'result' as const,
      subject: `run ${run_id}, ${path}`,
      found: `${bytes} bytes`,
    })),
  ]
}

function checkLeftovers(database: ReadableDatabase): IntegrityProblem[] {
  const { revisions, datasets, tables } = findLeftovers(database)
  return [...revisions.map((id) => `revision ${id}`), ...datasets.map((id) => `dataset ${id}`), ...tables].map(
    (subject) => ({ check: 'leftovers', subject, found: 'not published' }),
  )
}
