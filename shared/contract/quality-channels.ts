import { z } from 'zod'
import { foundQualitySchema } from '../quality/quality-report'

/** What is known of a dataset's quality; while a look is under way, of the columns that were looked at so far. */
export const qualityViewSchema = foundQualitySchema.extend({
  complete: z.boolean(),
  /** Ids of findings that its owner does not want to hear of again. */
  ignored: z.array(z.string()),
})
export type QualityView = z.infer<typeof qualityViewSchema>

/**
 * How good a dataset is; takes longer than `dataset/profile`, which only says what is in it. The look is a job; what it found is
 * kept in the workspace with the revision.
 */
export const qualityChannels = {
  /** What is known already, or the job that looks: the one under way, if there is one. */
  'quality/find': {
    request: z.object({ dataset: z.string() }),
    response: z.union([
      z.object({ jobId: z.null(), view: qualityViewSchema }),
      z.object({ jobId: z.string(), view: z.null() }),
    ]),
  },
  /** What a job has found so far; null before the first column and when the job is not known any more. */
  'quality/found': { request: z.object({ jobId: z.string() }), response: qualityViewSchema.nullable() },
  /** Answers all that are ignored. */
  'quality/ignore': {
    request: z.object({ dataset: z.string(), finding: z.string(), ignored: z.boolean() }),
    response: z.array(z.string()),
  },
} as const
