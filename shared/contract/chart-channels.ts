import { z } from 'zod'
import { chartSpecSchema } from '../charts/chart-spec'
import { textSchema } from './text'

/** A chart that was kept. */
export const chartSchema = z.object({
  id: z.string(),
  name: z.string(),
  datasetId: z.string(),
  dataset: z.string(),
  spec: chartSpecSchema,
  /** Revision of the dataset when the chart was last saved or looked at. */
  revision: z.int(),
  /** The dataset has another revision now: the chart has not been seen with it. */
  stale: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Chart = z.infer<typeof chartSchema>

const name = z.string().trim().min(1).max(200)
const range = z.tuple([z.number(), z.number()])
const viewportSchema = z.object({ x: range, y: range })

const byId = z.object({ chartId: z.string() })

const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})

/** Charts of a dataset, drawn in the reader's thread, and those that are kept. */
export const chartChannels = {
  'chart/draw': channel(
    // The visible part, in the data's units, once somebody has zoomed: fewer points may come back one by one.
    // Selected rows stand out in marks that stand for many.
    chartSpecSchema.extend({ viewport: viewportSchema.optional(), selected: z.instanceof(Int32Array).optional() }),
    z.object({
      data: z.array(z.looseObject({})),
      layout: z.looseObject({}),
      /** Row ids behind the points of each trace; empty for traces that are not rows. */
      rowIds: z.array(z.array(z.int()).or(z.instanceof(Int32Array))),
      reduced: z.object({ points: z.int(), marks: z.int(), as: z.enum(['density', 'sample']) }).nullable(),
      rows: z.int(),
      marks: z.int(),
      /** Per trace its place in the plain drawing where its marks stand for rows; −1 elsewhere. */
      marksOf: z.array(z.int()),
      /** What to know about the chart: what is not drawn, and why. */
      caption: textSchema.nullable(),
      /** Pixels at 100 %. */
      height: z.number(),
    }),
  ),
  /** Rows behind marks that stand for rows, each by its trace in the plain drawing and its place in it. */
  'chart/rows': channel(
    z.object({ spec: chartSpecSchema, marks: z.array(z.tuple([z.int(), z.int()])).max(10_000) }),
    z.instanceof(Int32Array),
  ),
  /** Writes the numbers that a chart shows to a file chosen by `file/save-as`, formula-safe; or the chart as a page. */
  'chart/export': channel(
    z.object({
      spec: chartSpecSchema,
      token: z.string(),
      format: z.enum(['csv', 'xlsx', 'html']),
      language: z.enum(['en', 'zh-CN']),
    }),
    z.object({ jobId: z.string() }),
  ),
  'chart/list': channel(z.undefined().or(z.null()), z.array(chartSchema)),
  /** Keeps a chart under a name, or changes the one with that id. */
  'chart/save': channel(z.object({ chartId: z.string().optional(), name, spec: chartSpecSchema }), chartSchema),
  'chart/rename': channel(byId.extend({ name }), chartSchema),
  /** Somebody looks at the chart: it is up to date with its dataset. */
  'chart/seen': channel(byId, chartSchema),
  'chart/remove': channel(byId, z.null()),
  'chart/restore': channel(byId, chartSchema),
} as const
