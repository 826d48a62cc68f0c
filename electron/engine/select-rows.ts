import type { EngineRequest } from '@shared/contract/channels'
import type { WorkspaceSession } from './workspace-session'

type RowQuery = EngineRequest<'rows/open'>

/** Row ids in both ascending lists; the second need not be sorted. */
function intersect(rowIds: Int32Array, others: readonly number[]): number[] {
  const wanted = new Set(others)
  return Array.from(rowIds).filter((row) => wanted.has(row))
}

/**
 * Evaluates a query's condition, which a person wrote, in the process made for that, and puts the rows it found in its place.
 * @throws whereInvalid, queryTimedOut, cancelled
 */
export async function withConditionEvaluated(
  session: WorkspaceSession,
  query: RowQuery,
  signal?: AbortSignal,
): Promise<RowQuery> {
  const { where, ...rest } = query
  if (!where?.trim()) return rest
  const revision = query.revision ?? null
  const { rowIds } = await session.queries.selectRows(session.path, query.dataset, where, revision, { signal })
  return { ...rest, rowIds: query.rowIds ? intersect(rowIds, query.rowIds) : Array.from(rowIds) }
}
