import { z } from 'zod'

/** 0-based rows of a dataset revision. */
export const rowIdsSchema = z.array(z.int()).or(z.instanceof(Int32Array))

const range = z.tuple([z.number(), z.number()])

/** Which figure of which run, and as it stands on the screen. */
const figureInSight = z.object({
  runId: z.string(),
  elementId: z.string(),
  /** Chosen option per picker. */
  picks: z.record(z.string(), z.int()).default({}),
})

/** Figures of stored runs, filled in the reader's thread. */
export const figureChannels = {
  /** Fills a figure's references: Plotly traces with typed arrays, at most 20,000 marks. `texts` and `colors` are still to be resolved by the viewer. */
  'figure/resolve': {
    request: figureInSight.extend({
      /** Data ranges of the visible part after a zoom, so that marks come back where fewer than 20,000 are left. */
      viewport: z.object({ x: range, y: range }).nullish(),
      /** Selected rows, which a density image shows over the others. */
      selected: rowIdsSchema.nullish(),
    }),
    response: z.object({
      data: z.array(z.looseObject({})),
      layout: z.looseObject({}),
      /** Row ids behind the points of each trace, aligned with `data`; empty for traces that are not rows. */
      rowIds: z.array(rowIdsSchema),
      /** Set when points were drawn as a density image or sampled: how many stand behind, how many marks are shown. */
      reduced: z.object({ points: z.int(), marks: z.int(), as: z.enum(['density', 'sample']) }).nullable(),
    }),
  },
  /** Rows whose points lie inside a closed line in data units, drawn over a figure. */
  'figure/rows-inside': {
    request: figureInSight.extend({
      outline: z.object({
        x: z.array(z.number()).min(3),
        y: z.array(z.number()).min(3),
        /** The pair of axes it is drawn on, e.g. `x2` and `y`; the first pair when absent. */
        axes: z.tuple([z.string(), z.string()]).optional(),
      }),
    }),
    response: z.object({ rowIds: z.instanceof(Int32Array) }),
  },
} as const
