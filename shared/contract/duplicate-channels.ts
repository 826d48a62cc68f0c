import { z } from 'zod'

const cell = z.union([z.string(), z.number(), z.null()])

/** What is asked of a dataset's rows. */
export const duplicateQuestionSchema = z.object({
  dataset: z.string(),
  /** Columns that must agree; without any all, or, when fuzzy, all but identifiers. */
  columns: z.array(z.string()).default([]),
  /** Texts need only be alike: width, case, spaces and punctuation do not count, and some letters may differ. */
  fuzzy: z.boolean().default(false),
  /** Least similarity of texts. */
  threshold: z.number().min(0.5).max(1).default(0.85),
})
export type DuplicateQuestion = z.output<typeof duplicateQuestionSchema>

const groupSchema = z.object({
  /** 1 when all agree, else the least similarity to the row that the others are like. */
  score: z.number(),
  /** Row ids, ascending, and their values; of a large group the first ones. */
  rows: z.array(z.int()),
  values: z.array(z.array(cell)),
  size: z.int(),
})
export type DuplicateGroupView = z.infer<typeof groupSchema>

/** Rows that say the same thing twice. The search is a job; what it found is kept while the workspace is open. */
export const duplicateChannels = {
  'duplicates/find': { request: duplicateQuestionSchema, response: z.object({ jobId: z.string() }) },
  /** Groups that a search has found, in the order of their first rows; null when it was another one or is not done. */
  'duplicates/groups': {
    request: z.object({ jobId: z.string(), start: z.int().min(0), count: z.int().min(1).max(1000) }),
    response: z
      .object({
        /** Columns that were compared, and all columns in the order of the values. */
        compared: z.array(z.string()),
        columns: z.array(z.string()),
        nGroups: z.int(),
        /** Rows that could go: all but one of each group. */
        nDuplicates: z.int(),
        groups: z.array(groupSchema),
      })
      .nullable(),
  },
} as const
