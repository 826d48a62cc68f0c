import type { Result } from '@shared/contract/result'

/** A cell as it leaves SQLite: integers beyond 2^53 as text, bytes as base64. */
export type QueryCell = string | number | null

/** Asked of the query child; one at a time. Rows of a query come in batches, each asked for with `more`. */
export type ToQueryChild =
  | { type: 'query'; workspace: string; sql: string; batch: number }
  | { type: 'more' }
  | { type: 'select-rows'; workspace: string; dataset: string; revision: number | null; where: string }

export type FromQueryChild =
  | { type: 'columns'; columns: string[] }
  | { type: 'rows'; rows: QueryCell[][]; last: boolean }
  | { type: 'row-ids'; rowIds: Int32Array; revisionId: number }
  | { type: 'failed'; result: Extract<Result<never>, { status: 'error' }> }
