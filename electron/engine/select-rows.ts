import type { EngineRequest } from '@shared/contract/channels'
import type { RowQuery } from '../worker/tasks'
import type { WorkspaceSession } from './workspace-session'

/** Row ids that are in both lists, in the order of the first. */
function intersect(rowIds: Int32Array, others: ArrayLike<number>): Int32Array {
  const wanted = new Set(Array.from(others))
  return rowIds.filter((row) => wanted.has(row))
}

/**
 * Evaluates a query's condition, which a person wrote, in the process made for that, and puts the rows it found in its place.
 * @throws whereInvalid, queryTimedOut, cancelled
 */
export async function withConditionEvaluated(
  session: WorkspaceSession,
  query: RowQuery & Pick<EngineRequest<'rows/open'>, 'where'>,
  signal?: AbortSignal,
): Promise<RowQuery> {
  const { where, ...rest } = query
  if (!where?.trim()) return rest
  const revision = query.revision ?? null
  const { rowIds } = await session.queries.selectRows(session.path, query.dataset, where, revision, { signal })
  return { ...rest, rowIds: rest.rowIds ? intersect(rowIds, rest.rowIds) : rowIds }
}
