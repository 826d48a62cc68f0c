import { z } from 'zod'
import { chartSpecSchema } from '../charts/chart-spec'

/** Charts of a dataset, drawn in the reader's thread. */
export const chartChannels = {
  'chart/draw': {
    request: chartSpecSchema,
    response: z.object({
      data: z.array(z.looseObject({})),
      layout: z.looseObject({}),
      /** Row ids behind the points of each trace; empty for traces that are not rows. */
      rowIds: z.array(z.array(z.int()).or(z.instanceof(Int32Array))),
      reduced: z.object({ points: z.int(), marks: z.int(), as: z.enum(['density', 'sample']) }).nullable(),
      rows: z.int(),
      marks: z.int(),
      /** Pixels at 100 %. */
      height: z.number(),
    }),
  },
} as const
