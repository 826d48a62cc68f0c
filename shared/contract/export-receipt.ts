import { z } from 'zod'
import { conditionSchema } from '../conditions/condition'

/** Which rows were asked for, and in which order; nothing of it when it was all of them as they are. */
export const exportScopeSchema = z.object({
  /** A condition in the read-only SQL of `query`. */
  where: z.string().nullish(),
  condition: conditionSchema.nullish(),
  search: z.string().nullish(),
  sort: z.array(z.object({ column: z.string(), descending: z.boolean() })).nullish(),
  /** Rows chosen one by one, by a brush or as a segment: their number. */
  chosen: z.int().nullish(),
  /** The label of a result's segment. */
  label: z.int().nullish(),
})
export type ExportScope = z.infer<typeof exportScopeSchema>

/** What a file that was written holds, and what became of its cells. */
export const exportReceiptSchema = z.object({
  file: z.string(),
  format: z.enum(['csv', 'xlsx', 'parquet', 'json']),
  /** Number of the dataset's revision that was written. */
  revision: z.int(),
  rows: z.int(),
  columns: z.array(z.string()),
  bytes: z.number(),
  sha256: z.string(),
  cellsEscaped: z.int(),
  cellsCut: z.int(),
  sheets: z.int(),
  scope: exportScopeSchema,
  exportedAt: z.string(),
})
