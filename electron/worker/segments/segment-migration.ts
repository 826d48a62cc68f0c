import { failure } from '@shared/contract/app-error'
import type { Migration, MigrationSide, Segment } from '@shared/contract/segment-channels'
import { NO_LABEL } from '@shared/dataset/column'
import { type Language, languages } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { methodOf } from '@shared/methods/registry'
import { runSegmentNamer } from '@shared/methods/run-segments'
import { prepared, type ReadableDatabase } from '../../database/connection'
import { readRevisionById } from '../../database/dataset-store'
import { listLabels, readArray } from '../../database/run-arrays'
import { readRun } from '../../database/run-store'
import { readCustomers, readRowIds, readSegment } from '../../database/segment-store'
import { keysOfRows } from './customer-rows'
import { type Basis, basisOf } from './segment-scope'

interface Side {
  groups: { name: string; colour: number }[]
  revision: number
  /** Every customer of the revision, with his group; −1 is none. */
  groupOf: Map<string, number>
}

/**
 * Where the customers of one side's groups are on the other side.
 * @throws segmentUnknown, runUnknown, revisionUnknown, segmentsNotComparable
 * Cost: one pass over the customers of both sides.
 */
export function segmentMigration(
  database: ReadableDatabase,
  request: { from: MigrationSide; to: MigrationSide },
  language: Language = languages[0],
): Migration {
  const from = sideOf(database, request.from, language)
  const to = sideOf(database, request.to, language)
  const counts = Array.from({ length: from.groups.length + 2 }, () => new Array<number>(to.groups.length + 2).fill(0))
  const add = (row: number, column: number) => {
    const line = counts[row] as number[]
    line[column] = (line[column] as number) + 1
  }
  const place = (group: number, { groups }: Side) => (group < 0 ? groups.length : group)
  const moved = { stayed: 0, came: 0, left: 0 }
  for (const [customer, group] of from.groupOf) {
    const now = to.groupOf.get(customer)
    add(place(group, from), now === undefined ? to.groups.length + 1 : place(now, to))
    if (now === undefined) moved.left++
    else moved.stayed++
  }
  for (const [customer, group] of to.groupOf) {
    if (from.groupOf.has(customer)) continue
    add(from.groups.length + 1, place(group, to))
    moved.came++
  }
  return {
    from: from.groups,
    to: to.groups,
    counts,
    ...moved,
    fromRevision: from.revision,
    toRevision: to.revision,
  }
}

function sideOf(database: ReadableDatabase, side: MigrationSide, language: Language): Side {
  return side.runId === undefined
    ? sideOfSegments(database, side.segments ?? [], side.revision)
    : sideOfRun(database, side.runId, language)
}

function everyone(database: ReadableDatabase, basis: Basis): { keys: (string | null)[]; groupOf: Map<string, number> } {
  const all = Int32Array.from({ length: basis.revision.nRows }, (_, row) => row)
  const keys = keysOfRows(database, basis, all)
  // Without a customer key rows can still be told apart within one revision.
  const names = keys.length > 0 || basis.customerKey !== null ? keys : Array.from(all, (row) => rowKey(basis, row))
  return { keys: names, groupOf: new Map(names.flatMap((key) => (key === null ? [] : [[key, -1]]))) }
}

function rowKey({ revision }: Basis, row: number): string {
  return `${revision.id}#${row}`
}

function revisionIdOf(database: ReadableDatabase, { datasetId }: Segment, number: number | undefined): number {
  const sql = `SELECT revision.id FROM revision JOIN dataset ON dataset.id = dataset_id
    WHERE dataset_id = @datasetId AND published = 1 AND CASE WHEN @number IS NULL THEN revision.id = current_revision ELSE number = @number END`
  const id = prepared(database, sql)
    .pluck()
    .get({ datasetId, number: number ?? null }) as number | undefined
  if (id === undefined) throw failure('revisionUnknown', { dataset: datasetId, revision: number ?? 0 })
  return id
}

/** A customer counts for the first segment that has him. */
function sideOfSegments(database: ReadableDatabase, ids: readonly string[], number: number | undefined): Side {
  const segments = ids.map((id) => readSegment(database, id))
  const [first] = segments
  if (!first) throw failure('segmentUnknown', { segment: '', segments: '–' })
  const revision = readRevisionById(database, revisionIdOf(database, first, number))
  const basis = basisOf(database, first.datasetId, revision)
  const { groupOf } = everyone(database, basis)
  segments.forEach(({ id }, group) => {
    for (const key of membersOf(database, id, basis)) if ((groupOf.get(key) ?? -1) < 0) groupOf.set(key, group)
  })
  return { groups: segments.map(({ name, colour }) => ({ name, colour })), revision: revision.number, groupOf }
}

function membersOf(database: ReadableDatabase, segmentId: string, basis: Basis): string[] {
  const customers = readCustomers(database, segmentId, basis.revision.number)
  if (customers) return customers
  const rows = readRowIds(database, segmentId, basis.revision.id)
  if (!rows || basis.customerKey !== null) throw failure('segmentsNotComparable')
  return Array.from(rows, (row) => rowKey(basis, row))
}

/** Of several rows of a customer the first counts. */
function sideOfRun(database: ReadableDatabase, runId: string, language: Language): Side {
  const { summary, revisionId } = readRun(database, runId)
  const path = methodOf(summary.methodId).segmentLabels
  if (!path || revisionId === null) {
    throw failure('segmentSourceUnfit', { run: runId, path: 'labels', dataset: summary.dataset ?? '–' })
  }
  const revision = readRevisionById(database, revisionId)
  const { keys, groupOf } = everyone(database, basisOf(database, revision.datasetId, revision))
  const labels = listLabels(database, runId, path)
  const place = new Map(labels.map((label, i) => [label, i]))
  const { data } = readArray(database, runId, path)
  keys.forEach((key, row) => {
    const label = data[row] ?? NO_LABEL
    if (key !== null && (groupOf.get(key) ?? -1) < 0) groupOf.set(key, place.get(label) ?? -1)
  })
  const nameOf = runSegmentNamer(summary)
  const groups = labels.map((label) => ({ name: translate(nameOf(label), language), colour: Math.max(0, label) % 10 }))
  return { groups, revision: revision.number, groupOf }
}
