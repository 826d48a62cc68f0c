import type { ResultElement } from '@shared/contract/result-elements'
import { literal } from '@shared/contract/text'
import type { Column } from '@shared/dataset/column'
import { memberElements, profileOne } from '@shared/segments/explanation/profile-one'
import type { ReadableDatabase } from '../../database/connection'
import { readSegment } from '../../database/segment-store'
import { loadColumns } from '../load-columns'
import { keysOfRows } from './customer-rows'
import { membershipReasons } from './membership-reasons'
import { type Basis, basisOf } from './segment-scope'

/** Columns that are compared; the first ones of wider datasets. */
const mostColumns = 60
const telling: ReadonlySet<string> = new Set(['continuous', 'ordinal', 'nominal', 'time'])
const seed = 42

/** A stored segment with its rows on the current revision, ascending. */
export interface MembersTask {
  segmentId: string
  rowIds: Int32Array
}

/** What sets a stored segment apart from the rest of its dataset. @throws segmentUnknown, cancelled */
export function profileSegment(
  database: ReadableDatabase,
  { segmentId, rowIds }: MembersTask,
  cancelled: () => boolean,
): ResultElement[] {
  const { name, datasetId } = readSegment(database, segmentId)
  const basis = basisOf(database, datasetId)
  if (rowIds.length === 0 || rowIds.length === basis.revision.nRows) return []
  const columns = tellingColumns(database, basis, cancelled)
  const nameOf = (rows: readonly number[]) => keysOf(database, basis, rows)
  const steps = profileOne(literal(name), columns, marksOf(basis, rowIds), nameOf, seed)
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value
    if (cancelled()) steps.return([])
  }
}

/** Why one row is in a stored segment, beside the others. @throws segmentUnknown, cancelled */
export function explainMember(
  database: ReadableDatabase,
  { segmentId, rowIds, row }: MembersTask & { row: number },
  cancelled: () => boolean,
): ResultElement[] {
  const { name, datasetId } = readSegment(database, segmentId)
  const basis = basisOf(database, datasetId)
  const { levels, codes } = membershipReasons(database, segmentId, Int32Array.of(row), cancelled)
  const reason = levels[codes[0] ?? 0] ?? literal(name)
  const columns = tellingColumns(database, basis, cancelled)
  return memberElements(reason, literal(name), columns, marksOf(basis, rowIds), row)
}

function marksOf({ revision }: Basis, rowIds: Int32Array): Uint8Array {
  const marks = new Uint8Array(revision.nRows)
  for (const row of rowIds) marks[row] = 1
  return marks
}

/** Columns that can tell rows apart: neither names nor keys nor free text. */
function tellingColumns(database: ReadableDatabase, basis: Basis, cancelled: () => boolean): Column[] {
  const wanted = basis.revision.columns.filter(
    ({ name, measureType, role }) =>
      telling.has(measureType) && name !== basis.customerKey && role !== 'customer' && role !== 'name',
  )
  const some = wanted.slice(0, mostColumns).map(({ name }) => ({ name, as: 'any' as const }))
  return loadColumns(database, basis.revision, some, null, cancelled)
}

function keysOf(database: ReadableDatabase, basis: Basis, rows: readonly number[]): (string | null)[] {
  const sorted = [...new Set(rows)].sort((a, b) => a - b)
  const keys = keysOfRows(database, basis, Int32Array.from(sorted))
  return rows.map((row) => keys[sorted.indexOf(row)] ?? null)
}
