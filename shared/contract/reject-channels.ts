import { z } from 'zod'
import { rejectSchema } from './import'
import { textSchema } from './text'

const dataset = z.string()

/** What to do with rejected rows before they are read again. */
export const rejectFixSchema = z.discriminatedUnion('kind', [
  /** One row, written anew. */
  z.object({ kind: z.literal('row'), id: z.int(), raw: z.string() }),
  /** One value of one row. */
  z.object({ kind: z.literal('value'), id: z.int(), value: z.string() }),
  /** The same value of the same column, in all rows that were rejected for it. */
  z.object({ kind: z.literal('alike'), column: z.string(), value: z.string(), replacement: z.string() }),
])
export type RejectFix = z.infer<typeof rejectFixSchema>

const filter = { column: z.string().nullish(), reason: z.string().nullish() }

/** The table of rows that an import did not take. */
export const rejectChannels = {
  'rejects/list': {
    request: z.object({ dataset, start: z.int().min(0), count: z.int().min(1).max(1000), ...filter }),
    response: z.object({ total: z.int(), rejects: z.array(rejectSchema.extend({ id: z.int() })) }),
  },
  /** What is there to filter by, and the values that stand at fault most often. */
  'rejects/summary': {
    request: z.object({ dataset }),
    response: z.object({
      total: z.int(),
      /** Whether the import kept how it read the file, so that rows can be read again. */
      repairable: z.boolean(),
      columns: z.array(z.object({ column: z.string(), count: z.int() })),
      reasons: z.array(z.object({ key: z.string(), reason: textSchema, count: z.int() })),
      values: z.array(z.object({ column: z.string(), value: z.string(), count: z.int() })),
    }),
  },
  /** Reads rejected rows again after the fixes; those that fit enter as a new revision, in one transaction. `undo` is its batch. */
  'rejects/fix': {
    request: z.object({ dataset, fixes: z.array(rejectFixSchema).min(1) }),
    response: z.object({ imported: z.int(), left: z.int(), undo: z.int().nullable() }),
  },
  /** Writes rejected rows to a CSV file chosen by `file/save-as`, safe from formulas. */
  'rejects/export': {
    request: z.object({ dataset, token: z.string(), language: z.enum(['en', 'zh-CN']) }),
    response: z.object({ rows: z.int() }),
  },
} as const
