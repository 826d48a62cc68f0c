import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import type { ResultElement } from '@shared/contract/result-elements'

/**
 * Reads one open workspace in threads of its own. Views (sorted, filtered row ids) are kept here; every other call is
 * stateless. Calls reject with an `AppException`.
 */
export declare class Reader {
  /** @param workspace path of the workspace file; nothing is opened before the first call */
  constructor(workspace: string)
  openRows(query: EngineRequest<'rows/open'>): Promise<EngineResponse<'rows/open'>>
  windowOfRows(request: EngineRequest<'rows/window'>): Promise<EngineResponse<'rows/window'>>
  closeRows(viewId: string): void
  /** Row ids of an open view, in its order. */
  rowIdsOf(viewId: string): Int32Array
  /** Row ids of a query, without keeping a view (exports, and runs whose condition was selected elsewhere). */
  selectRows(query: EngineRequest<'rows/open'>): Promise<{ revisionId: number; rowIds: Int32Array }>
  profile(request: EngineRequest<'dataset/profile'>): Promise<EngineResponse<'dataset/profile'>>
  /** The elements of a stored run: the other half of `run/get`. */
  elements(runId: string): Promise<ResultElement[]>
  resolveFigure(request: EngineRequest<'figure/resolve'>): Promise<EngineResponse<'figure/resolve'>>
  /** Closes connections and ends the threads; must resolve before the writer closes. */
  close(): Promise<void>
}
