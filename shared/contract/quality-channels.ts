import { z } from 'zod'
import { findingSchema, qualityReportSchema } from '../quality/quality-report'

/** How good a dataset is; takes longer than `dataset/profile`, which only says what is in it. */
export const qualityChannels = {
  'dataset/findings': {
    request: z.object({ dataset: z.string() }),
    response: z.object({ report: qualityReportSchema, findings: z.array(findingSchema) }),
  },
} as const
