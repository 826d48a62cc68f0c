import type { Condition } from '@shared/conditions/condition'
import type { ReadableDatabase } from '../database/connection'
import type { Revision } from '../database/dataset-store'
import { rowsWhere } from './segments/rows-where'
import { basisOf } from './segments/segment-scope'

interface Limits {
  filter?: Condition | undefined
  /** Rows found elsewhere, in any order. */
  rowIds?: ArrayLike<number> | undefined
}

/** Rows of a revision within all limits, ascending; null without limits. @throws what conditions refuse, cancelled */
export function takenRows(
  database: ReadableDatabase,
  revision: Revision,
  { filter, rowIds }: Limits,
  cancelled: () => boolean,
): Int32Array | null {
  const given = rowIds === undefined ? null : Int32Array.from(rowIds).sort()
  if (filter === undefined) return given
  const found = rowsWhere(database, basisOf(database, revision.datasetId, revision), filter, cancelled)
  if (given === null) return found
  const wanted = new Set(found)
  return given.filter((row) => wanted.has(row))
}
