import { randomUUID } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { type AppError, failure } from '@shared/contract/app-error'
import type { Segment, SegmentHistoryEntry, SegmentSnapshot } from '@shared/contract/segment-channels'
import type { SegmentDefinition } from '@shared/stored-segments/segment-definition'
import { prepared, type ReadableDatabase, type WritableDatabase } from './connection'
import { packRowIds, unpackRowIds } from './row-id-bytes'

/** Who belongs to a segment in one revision. */
export interface Membership {
  revisionId: number
  revision: number
  ofRows: number
  /** Ascending; null when the definition could not be evaluated. */
  rowIds: Int32Array | null
  /** Written customer keys, each once; null where the dataset has no customer key. */
  customers: string[] | null
  basis: SegmentSnapshot['basis']
  problem: AppError | null
}

export interface NewSegment {
  datasetId: string
  name: string
  colour?: number | undefined
  description?: string | undefined
  definition: SegmentDefinition
  membership: Membership
}

export interface SegmentChanges {
  name?: string | undefined
  colour?: number | undefined
  description?: string | undefined
  /** A new definition comes with who belongs to it. */
  redefined?: { definition: SegmentDefinition; membership: Membership } | undefined
}

interface SegmentRow {
  id: string
  dataset_id: string
  dataset: string
  name: string
  colour: number
  description: string
  definition: string
  history: string
  created_at: string
  updated_at: string
}

interface SnapshotRow {
  number: number
  n_rows: number | null
  of_rows: number
  n_customers: number | null
  basis: SegmentSnapshot['basis']
  problem: string | null
  taken_at: string
}

const segmentQuery = `
  SELECT segment.id, dataset_id, dataset.name AS dataset, segment.name, colour, description, definition, history,
    segment.created_at, updated_at
  FROM segment JOIN dataset ON dataset.id = dataset_id`
const paletteSize = 10

function toSegment(database: ReadableDatabase, row: SegmentRow): Segment {
  return {
    id: row.id,
    datasetId: row.dataset_id,
    dataset: row.dataset,
    name: row.name,
    colour: row.colour,
    description: row.description,
    definition: JSON.parse(row.definition) as SegmentDefinition,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    history: JSON.parse(row.history) as SegmentHistoryEntry[],
    snapshots: readSnapshots(database, row.id),
  }
}

/** Oldest first, up to the current revision: one that was undone is not among them. */
function readSnapshots(database: ReadableDatabase, segmentId: string): SegmentSnapshot[] {
  const sql = `SELECT number, n_rows, of_rows, n_customers, basis, problem, taken_at FROM segment_snapshot
    WHERE segment_id = @segmentId AND number <= (SELECT revision.number FROM segment
      JOIN dataset ON dataset.id = segment.dataset_id JOIN revision ON revision.id = current_revision
      WHERE segment.id = @segmentId) ORDER BY number`
  return prepared<SnapshotRow>(database, sql)
    .all({ segmentId })
    .map((row) => ({
      revision: row.number,
      rows: row.n_rows,
      ofRows: row.of_rows,
      customers: row.n_customers,
      basis: row.basis,
      problem: row.problem === null ? null : (JSON.parse(row.problem) as AppError),
      takenAt: row.taken_at,
    }))
}

/** Segments in view, oldest first; those of one dataset, or of all that are in view themselves. */
export function listSegments(database: ReadableDatabase, datasetId?: string): Segment[] {
  const sql = `${segmentQuery} WHERE segment.removed_at IS NULL AND dataset.removed_at IS NULL
    AND (@datasetId IS NULL OR dataset_id = @datasetId) ORDER BY segment.created_at, segment.rowid`
  const rows = prepared<SegmentRow>(database, sql).all({ datasetId: datasetId ?? null })
  return rows.map((row) => toSegment(database, row))
}

/** A segment by id, removed ones too: others may be made of it. @throws segmentUnknown */
export function readSegment(database: ReadableDatabase, segmentId: string): Segment {
  const row = prepared<SegmentRow>(database, `${segmentQuery} WHERE segment.id = ?`).get(segmentId)
  if (row) return toSegment(database, row)
  const names = listSegments(database).map(({ name }) => name)
  throw failure('segmentUnknown', { segment: segmentId, segments: names.slice(0, 30).join(', ') || '–' })
}

/** Keeps a segment with who belongs to it; a segment's run calls it by the same name from then on. @throws segmentNameTaken */
export function createSegment(database: WritableDatabase, segment: NewSegment): Segment {
  const id = randomUUID()
  const now = new Date().toISOString()
  const { datasetId, definition } = segment
  const name = segment.name.trim()
  const history: SegmentHistoryEntry[] = [{ at: now, change: 'created', from: null, to: name }]
  return database.transaction(() => {
    refuseTaken(database, datasetId, name, id)
    const colour = segment.colour ?? freeColour(database, datasetId, definition)
    prepared(
      database,
      `INSERT INTO segment (id, dataset_id, name, colour, description, definition, history, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      datasetId,
      name,
      colour,
      segment.description ?? '',
      JSON.stringify(definition),
      JSON.stringify(history),
      now,
      now,
    )
    storeMembership(database, id, segment.membership)
    nameLabel(database, definition, name)
    return readSegment(database, id)
  })()
}

function isTaken(database: ReadableDatabase, datasetId: string, name: string, exceptId: string): boolean {
  const sql =
    'SELECT 1 FROM segment WHERE dataset_id = ? AND name = ? COLLATE NOCASE AND id <> ? AND removed_at IS NULL'
  return prepared(database, sql).get(datasetId, name, exceptId) !== undefined
}

function refuseTaken(database: ReadableDatabase, datasetId: string, name: string, exceptId: string): void {
  if (isTaken(database, datasetId, name, exceptId)) throw failure('segmentNameTaken', { segment: name })
}

/** A cluster keeps the colour that it has in its run; others get one that no segment of the dataset has, while there is one. */
function freeColour(database: ReadableDatabase, datasetId: string, definition: SegmentDefinition): number {
  if (definition.kind === 'cluster') return Math.max(0, definition.label) % paletteSize
  const sql = 'SELECT colour, count(*) AS uses FROM segment WHERE dataset_id = ? AND removed_at IS NULL GROUP BY colour'
  const uses = new Map(
    prepared<{ colour: number; uses: number }>(database, sql)
      .all(datasetId)
      .map(({ colour, uses }) => [colour, uses]),
  )
  const colours = Array.from({ length: paletteSize }, (_, colour) => colour)
  return colours.reduce((best, colour) => ((uses.get(colour) ?? 0) < (uses.get(best) ?? 0) ? colour : best), 0)
}

/** The cluster that a segment was made of has the segment's name, on the run's own screen and in reports too. */
function nameLabel(database: WritableDatabase, definition: SegmentDefinition, name: string): void {
  if (definition.kind !== 'cluster') return
  const known = prepared(database, 'SELECT 1 FROM run WHERE id = ?').get(definition.runId)
  const sql = 'INSERT OR REPLACE INTO segment_name (run_id, label, name) VALUES (?, ?, ?)'
  if (known) prepared(database, sql).run(definition.runId, definition.label, name)
}

/** Changes what is given; each change that changes something stands in the history. @throws segmentUnknown, segmentNameTaken */
export function updateSegment(database: WritableDatabase, segmentId: string, changes: SegmentChanges): Segment {
  return database.transaction(() => {
    const before = readSegment(database, segmentId)
    const name = changes.name?.trim() ?? before.name
    const colour = changes.colour ?? before.colour
    const description = changes.description ?? before.description
    const definition = changes.redefined?.definition ?? before.definition
    refuseTaken(database, before.datasetId, name, segmentId)
    const now = new Date().toISOString()
    const entry = (change: SegmentHistoryEntry['change'], from: string | null, to: string | null) =>
      from === to ? [] : [{ at: now, change, from, to }]
    const entries = [
      ...entry('renamed', before.name, name),
      ...entry('recoloured', String(before.colour), String(colour)),
      ...entry('described', before.description, description),
      ...entry('redefined', JSON.stringify(before.definition), JSON.stringify(definition)),
    ]
    if (changes.redefined) storeMembership(database, segmentId, changes.redefined.membership)
    prepared(
      database,
      'UPDATE segment SET name = ?, colour = ?, description = ?, definition = ?, history = ?, updated_at = ? WHERE id = ?',
    ).run(
      name,
      colour,
      description,
      JSON.stringify(definition),
      JSON.stringify([...before.history, ...entries]),
      entries.length > 0 ? now : before.updatedAt,
      segmentId,
    )
    nameLabel(database, definition, name)
    return readSegment(database, segmentId)
  })()
}

/** Keeps who belongs to a segment in a revision, in place of what was known of that revision. */
export function storeMembership(database: WritableDatabase, segmentId: string, membership: Membership): void {
  const { revisionId, revision, ofRows, rowIds, customers, basis, problem } = membership
  // A revision that was undone may have had the same number.
  prepared(database, 'DELETE FROM segment_snapshot WHERE segment_id = ? AND number = ?').run(segmentId, revision)
  prepared(
    database,
    `INSERT OR REPLACE INTO segment_snapshot
       (segment_id, revision_id, number, n_rows, of_rows, n_customers, basis, problem, rows, customers, taken_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    segmentId,
    revisionId,
    revision,
    rowIds?.length ?? null,
    ofRows,
    customers?.length ?? null,
    basis,
    problem && JSON.stringify(problem),
    rowIds && packRowIds(rowIds),
    customers && deflateSync(JSON.stringify(customers)),
    new Date().toISOString(),
  )
}

/** Rows of a segment in a revision; null when they are not known. */
export function readRowIds(database: ReadableDatabase, segmentId: string, revisionId: number): Int32Array | null {
  const sql = 'SELECT rows FROM segment_snapshot WHERE segment_id = ? AND revision_id = ?'
  const bytes = prepared(database, sql).pluck().get(segmentId, revisionId) as Buffer | null | undefined
  return bytes ? unpackRowIds(bytes) : null
}

/** Customers of a segment in a revision of that number, or in the latest one that has any; null when they are not known. */
export function readCustomers(database: ReadableDatabase, segmentId: string, revision?: number): string[] | null {
  const sql = `SELECT customers FROM segment_snapshot WHERE segment_id = @segmentId AND customers IS NOT NULL
    AND (@revision IS NULL OR number = @revision) ORDER BY number DESC LIMIT 1`
  const values = { segmentId, revision: revision ?? null }
  const bytes = prepared(database, sql).pluck().get(values) as Buffer | undefined
  return bytes ? (JSON.parse(inflateSync(bytes).toString()) as string[]) : null
}

/** Takes a segment out of view; final when the workspace is closed, unless another one is made of it. */
export function removeSegment(database: WritableDatabase, segmentId: string): void {
  readSegment(database, segmentId)
  prepared(database, 'UPDATE segment SET removed_at = ? WHERE id = ?').run(new Date().toISOString(), segmentId)
}

/** Brings a removed segment back; when its name has been taken meanwhile, under the next free one ("VIP 2"). */
export function restoreSegment(database: WritableDatabase, segmentId: string): Segment {
  const { name, datasetId } = readSegment(database, segmentId)
  let free = name
  for (let count = 2; isTaken(database, datasetId, free, segmentId); count++) free = `${name} ${count}`
  prepared(database, 'UPDATE segment SET removed_at = NULL, name = ? WHERE id = ?').run(free, segmentId)
  return readSegment(database, segmentId)
}

/** Drops removed segments that no other is made of. */
export function purgeSegments(database: WritableDatabase): void {
  const sql = `DELETE FROM segment WHERE removed_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM segment AS other WHERE other.id <> segment.id AND instr(other.definition, segment.id) > 0)`
  database.prepare(sql).run()
}
