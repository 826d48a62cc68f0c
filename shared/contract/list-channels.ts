import { z } from 'zod'
import { resultElementSchema, tableCellSchema } from './result-elements'

/** Which rows of a list, and in which order: those whose first column contains the words searched for. */
const listQuery = z.object({
  runId: z.string(),
  /** The table whose list it is. */
  elementId: z.string(),
  sort: z.object({ column: z.string(), descending: z.boolean() }).nullish(),
  search: z.string().optional(),
})

/** Calls on the long lists of a result, such as its customers. */
export const listChannels = {
  'list/window': {
    request: listQuery.extend({ start: z.int().min(0), count: z.int().min(1).max(1000) }),
    response: z.object({
      /** Rows that were found. */
      total: z.int(),
      start: z.int(),
      /** Position of each row in the list, whatever the order. */
      positions: z.array(z.int()),
      rows: z.array(z.array(tableCellSchema)),
    }),
  },
  /** Why a row has its numbers: formulas with the numbers filled in, and the rows of the dataset that they came from. */
  'list/explain': {
    request: z.object({ runId: z.string(), elementId: z.string(), position: z.int().min(0) }),
    response: z.object({
      elements: z.array(resultElementSchema),
      /** Null without a dataset to look into. */
      source: z.object({ dataset: z.string(), revision: z.int(), rowIds: z.array(z.int()), count: z.int() }).nullable(),
    }),
  },
  /** Writes the whole list to a file chosen by `file/save-as`, formula-safe. */
  'list/export': {
    request: listQuery.extend({
      token: z.string(),
      format: z.enum(['csv', 'xlsx']),
      language: z.enum(['en', 'zh-CN']),
    }),
    response: z.object({ jobId: z.string() }),
  },
} as const
