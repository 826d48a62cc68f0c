import type { Result } from '@shared/contract/result'

/** Asked of the query child; one at a time. Rows of a query come in batches, each asked for with `more`. */
export type ToQueryChild =
  | { type: 'query'; workspace: string; sql: string; batch: number }
  | { type: 'more' }
  | { type: 'select-rows'; workspace: string; dataset: string; revision: number | null; where: string }

export type FromQueryChild =
  | { type: 'columns'; columns: string[] }
  /**
   * Rows as JSON, separated by commas, without brackets around them: text passes between processes faster than cells.
   * Integers beyond 2^53 are text, infinities "Infinity" and "-Infinity", bytes base64.
   */
  | { type: 'rows'; json: string; last: boolean }
  | { type: 'row-ids'; rowIds: Int32Array; revisionId: number }
  | { type: 'failed'; result: Extract<Result<never>, { status: 'error' }> }
