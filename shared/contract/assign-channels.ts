import { z } from 'zod'
import { resultElementSchema } from './result-elements'

const question = z.object({
  /** The segmentation that learned. */
  runId: z.string(),
  /** Whose current rows are put into its segments. */
  dataset: z.string(),
})

/** New rows in the segments of a stored run. */
export const assignChannels = {
  /** What would become of the rows, and how they differ from those learned from. A new question ends the one before, which answers `cancelled`. */
  'assign/report': {
    request: question,
    response: z.object({ elements: z.array(resultElementSchema), nRows: z.int(), withoutSegment: z.int() }),
  },
  /**
   * Keeps the segments of the run as stored segments of the dataset, filled by the model on every revision: those that are
   * kept already are changed to that, the others are made. Answers the segments' ids.
   */
  'assign/keep': { request: question, response: z.object({ segmentIds: z.array(z.string()) }) },
} as const
