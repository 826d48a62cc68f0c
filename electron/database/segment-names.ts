import { NO_LABEL } from '@shared/dataset/column'
import { identifier, prepared, type WritableDatabase } from './connection'
import { readRevisionById } from './dataset-store'
import { readArray } from './run-arrays'

interface Named {
  id: string
  revision_id: number
}

/**
 * Carries the names given to an earlier run's segments over to a new run of the same method on the same dataset: each
 * name goes to the segment that shares most rows with its old one, largest overlap first, one name per segment. On
 * another revision rows are recognised by the dataset's customer key; without one, names stay where they are.
 * Cost: O(n).
 */
export function followNames(database: WritableDatabase, runId: string, labelsPath: string): void {
  const run = prepared<Named & { method_id: string; dataset_id: string; customer_key: string | null }>(
    database,
    `SELECT run.id, revision_id, method_id, dataset_id, customer_key FROM run
     JOIN revision ON revision.id = revision_id JOIN dataset ON dataset.id = dataset_id WHERE run.id = ?`,
  ).get(runId)
  if (!run) return
  const earlier = prepared<Named>(
    database,
    `SELECT run.id, revision_id FROM run JOIN revision ON revision.id = revision_id
     WHERE method_id = ? AND dataset_id = ? AND run.id <> ? AND EXISTS (SELECT 1 FROM segment_name WHERE run_id = run.id)
     ORDER BY started_at DESC, run.rowid DESC LIMIT 1`,
  ).get(run.method_id, run.dataset_id, runId)
  if (!earlier) return
  const before = labelsOf(database, earlier.id, labelsPath)
  const after = labelsOf(database, runId, labelsPath)
  if (!before || !after) return
  const pairs = rowPairs(database, earlier.revision_id, run.revision_id, run.customer_key)
  if (!pairs) return
  const names = new Map(
    prepared<{ label: number; name: string }>(database, 'SELECT label, name FROM segment_name WHERE run_id = ?')
      .all(earlier.id)
      .map(({ label, name }) => [label, name]),
  )
  const insert = prepared(database, 'INSERT INTO segment_name (run_id, label, name) VALUES (?, ?, ?)')
  for (const [label, name] of matchNames(names, before, after, pairs)) insert.run(runId, label, name)
}

/** Which earlier row each row is, by row number; null when rows cannot be recognised. */
type RowPairs = ((row: number) => number) | null

function rowPairs(database: WritableDatabase, before: number, after: number, key: string | null): RowPairs {
  if (before === after) return (row) => row
  if (key === null) return null
  const keys = [before, after].map((id) => {
    const { columns, tableName } = readRevisionById(database, id)
    const index = columns.findIndex(({ name }) => name === key)
    if (index < 0) return null
    return database
      .prepare(`SELECT c${index} FROM ${identifier(tableName)} ORDER BY _row`)
      .pluck()
      .all()
  })
  const [old, fresh] = keys
  if (!old || !fresh) return null
  const rowOf = new Map(old.map((value, row) => [String(value), row]))
  return (row) => rowOf.get(String(fresh[row])) ?? -1
}

function labelsOf(database: WritableDatabase, runId: string, path: string): ArrayLike<number> | null {
  const known = prepared(database, 'SELECT 1 FROM run_array WHERE run_id = ? AND path = ?').get(runId, path)
  return known ? readArray(database, runId, path).data : null
}

/**
 * New label → name. Ties go to the smaller labels, so that the answer does not depend on anything else.
 * @param names old label → name
 * @param before old label per old row
 * @param after new label per new row
 * @param oldRow old row of a new row, or −1
 */
export function matchNames(
  names: ReadonlyMap<number, string>,
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  oldRow: (row: number) => number,
): Map<number, string> {
  const overlaps = new Map<number, Map<number, number>>()
  for (let row = 0; row < after.length; row++) {
    const label = after[row] ?? NO_LABEL
    const old = before[oldRow(row)] ?? NO_LABEL
    if (label === NO_LABEL || !names.has(old)) continue
    const counts = overlaps.get(old) ?? new Map<number, number>()
    counts.set(label, (counts.get(label) ?? 0) + 1)
    overlaps.set(old, counts)
  }
  const candidates = [...overlaps].flatMap(([old, counts]) =>
    [...counts].map(([label, rows]) => ({ old, label, rows })),
  )
  candidates.sort((a, b) => b.rows - a.rows || a.old - b.old || a.label - b.label)
  const named = new Map<number, string>()
  const spent = new Set<number>()
  for (const { old, label } of candidates) {
    if (spent.has(old) || named.has(label)) continue
    spent.add(old)
    named.set(label, names.get(old) ?? '')
  }
  return named
}
