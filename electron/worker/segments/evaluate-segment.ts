import { failure } from '@shared/contract/app-error'
import { combineRows } from '@shared/stored-segments/combine-rows'
import type { SegmentDefinition, SegmentRequest } from '@shared/stored-segments/segment-definition'
import type { ReadableDatabase } from '../../database/connection'
import { readRevision, readRevisionById } from '../../database/dataset-store'
import { readCustomers, readRowIds, readSegment } from '../../database/segment-store'
import { modelLabels } from '../assign-model'
import { customersOfRows, rowsOfCustomers } from './customer-rows'
import { rowsWhere } from './rows-where'
import { isOwnRevision, isRunKnown, placesWhere, runMembers, sameRunOn } from './run-members'
import { type Basis, basisOf } from './segment-scope'

/** Who belongs to a segment in one revision. */
export interface Members {
  revisionId: number
  revision: number
  ofRows: number
  rowIds: Int32Array
  customers: string[] | null
  basis: 'evaluated' | 'assigned' | 'kept'
}

export interface SegmentQuestion {
  dataset: string
  definition: SegmentRequest | SegmentDefinition
  /** The stored segment whose definition it is: it cannot be part of itself, and its selected rows are known. */
  segmentId?: string | undefined
  /** The revision to answer for; the current one when absent. */
  revisionId?: number | undefined
}

interface Scope {
  database: ReadableDatabase
  cancelled: () => boolean
  /** Segments whose definition is being evaluated, outermost first. */
  path: readonly string[]
}

type Found = Pick<Members, 'rowIds' | 'basis'>

/**
 * Finds who belongs to a segment in a revision.
 * @throws what conditions refuse; datasetUnknown, runUnknown, segmentUnknown, segmentCircular, segmentSourceUnfit,
 *   segmentsNotComparable, cancelled
 */
export function evaluateSegment(
  database: ReadableDatabase,
  { dataset, definition, segmentId, revisionId }: SegmentQuestion,
  cancelled: () => boolean,
): Members {
  const revision = revisionId === undefined ? undefined : readRevisionById(database, revisionId)
  const basis = basisOf(database, dataset, revision)
  const scope = { database, cancelled, path: segmentId === undefined ? [] : [segmentId] }
  const { rowIds, basis: how } = find(definition, basis, scope)
  const { id, number, nRows } = basis.revision
  const customers = customersOfRows(database, basis, rowIds)
  return { revisionId: id, revision: number, ofRows: nRows, rowIds, customers, basis: how }
}

function find(definition: SegmentRequest | SegmentDefinition, basis: Basis, scope: Scope): Found {
  switch (definition.kind) {
    case 'rule':
      return { rowIds: rowsWhere(scope.database, basis, definition.condition, scope.cancelled), basis: 'evaluated' }
    case 'set': {
      const sets = definition.segments.map((id) => membersOf(id, basis, scope))
      const worst = (['kept', 'assigned'] as const).find((how) => sets.some((found) => found.basis === how))
      const rows = sets.map(({ rowIds }) => rowIds)
      return {
        rowIds: combineRows(definition.operation, rows, basis.revision.nRows),
        basis: worst ?? 'evaluated',
      }
    }
    case 'rows':
      return 'rowIds' in definition
        ? selectedRows(definition, basis, scope)
        : keptRows(basis, scope, definition.from.revision)
    default:
      return ofRun(definition, basis, scope)
  }
}

/** Rows that were selected, perhaps in a result of an earlier revision: then their customers are looked up in this one. */
function selectedRows(
  { rowIds, from }: Extract<SegmentRequest, { kind: 'rows' }>,
  basis: Basis,
  { database, cancelled }: Scope,
): Found {
  const { number, datasetId } = basis.revision
  if ((from.revision ?? number) === number) return { rowIds: givenRows(rowIds, basis), basis: 'evaluated' }
  const then = basisOf(database, datasetId, readRevision(database, datasetId, from.revision))
  const customers = customersOfRows(database, then, givenRows(rowIds, then))
  if (!customers) throw failure('segmentsNotComparable')
  return { rowIds: rowsOfCustomers(database, basis, new Set(customers), cancelled), basis: 'kept' }
}

/** Ascending, each once, none beyond the end. */
function givenRows(rowIds: ArrayLike<number>, { revision }: Basis): Int32Array {
  const sorted = Int32Array.from(rowIds).sort()
  return sorted.filter((row, i) => row >= 0 && row < revision.nRows && (i === 0 || row !== sorted[i - 1]))
}

/** Selected rows: on another revision than the one they were chosen in their customers are kept. */
function keptRows(basis: Basis, { database, cancelled, path }: Scope, chosenIn?: number): Found {
  const own = path.at(-1) ?? ''
  const known = readRowIds(database, own, basis.revision.id)
  if (known) return { rowIds: known, basis: basis.revision.number === chosenIn ? 'evaluated' : 'kept' }
  const customers = readCustomers(database, own)
  if (!customers) throw failure('segmentsNotComparable')
  return { rowIds: rowsOfCustomers(database, basis, new Set(customers), cancelled), basis: 'kept' }
}

/** Members of another segment, in the revision at hand: what is kept of it, or its definition evaluated. */
function membersOf(segmentId: string, basis: Basis, scope: Scope): Found {
  const { database, path } = scope
  const segment = readSegment(database, segmentId)
  if (path.includes(segmentId)) throw failure('segmentCircular', { segment: segment.name })
  const inside = { ...scope, path: [...path, segmentId] }
  if (segment.datasetId === basis.revision.datasetId) {
    // A rule looks at other datasets too, which may have changed since: only what cannot be evaluated again is looked up.
    return find(segment.definition, basis, inside)
  }
  const theirs = basisOf(database, segment.datasetId)
  const found = find(segment.definition, theirs, inside)
  const customers = customersOfRows(database, theirs, found.rowIds)
  if (!customers) throw failure('segmentsNotComparable')
  return { ...found, rowIds: rowsOfCustomers(database, basis, new Set(customers), scope.cancelled) }
}

/** What a run found, in the revision at hand: a run like it there decides, else its customers are kept, as when it was removed. */
function ofRun(definition: Extract<SegmentDefinition, { runId: string }>, basis: Basis, scope: Scope): Found {
  const { database, cancelled, path } = scope
  if (path.length > 0 && !isRunKnown(database, definition.runId)) return keptRows(basis, scope)
  if (definition.kind === 'cluster' && definition.assign && !isOwnRevision(database, definition.runId, basis)) {
    const labels = modelLabels(database, definition.runId, basis.revision, cancelled)
    return { rowIds: placesWhere(labels, (label) => label === definition.label), basis: 'assigned' }
  }
  const again = definition.kind === 'cluster' ? null : sameRunOn(database, definition.runId, basis.revision.id)
  const found = runMembers(database, again === null ? definition : { ...definition, runId: again })
  const isHere = found.basis.revision.id === basis.revision.id
  const how = isHere || found.basis.revision.datasetId !== basis.revision.datasetId ? 'evaluated' : 'kept'
  if ('customers' in found.members) {
    const { customers, column } = found.members
    const own = found.basis.revision.datasetId === basis.revision.datasetId ? column : undefined
    return { rowIds: rowsOfCustomers(database, basis, customers, cancelled, own), basis: how }
  }
  if (isHere) return { rowIds: found.members.rowIds, basis: how }
  const customers = customersOfRows(database, found.basis, found.members.rowIds)
  if (!customers) throw failure('segmentsNotComparable')
  return { rowIds: rowsOfCustomers(database, basis, new Set(customers), cancelled), basis: how }
}
