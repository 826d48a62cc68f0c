import { z } from 'zod'
import { chartSpecSchema, dateUnits } from '../charts/chart-spec'
import { dashboardContentSchema, tileContentSchema } from '../dashboard/dashboard'
import { resultElementSchema } from './result-elements'
import { textSchema, unitSchema } from './text'

export const dashboardSchema = z.object({
  id: z.string(),
  title: z.string(),
  content: dashboardContentSchema,
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Dashboard = z.infer<typeof dashboardSchema>

const tileFacts = {
  title: textSchema,
  datasetId: z.string(),
  dataset: z.string(),
  revision: z.int(),
  /** Filters of the dashboard that say nothing about this dataset. */
  ignored: z.int(),
}
const number = z.number().nullable()

/** A tile as it is shown. */
const tileViewSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('chart'),
    ...tileFacts,
    /** With the filters of the dashboard in it. */
    spec: chartSpecSchema,
    chart: z.object({
      data: z.array(z.looseObject({})),
      layout: z.looseObject({}),
      rowIds: z.array(z.array(z.int()).or(z.instanceof(Int32Array))),
      reduced: z.object({ points: z.int(), marks: z.int(), as: z.enum(['density', 'sample']) }).nullable(),
      rows: z.int(),
      marksOf: z.array(z.int()),
      /** Its caption says what is not drawn, and why. */
      element: z.looseObject({ caption: textSchema.optional() }),
    }),
  }),
  z.object({
    kind: z.literal('metric'),
    ...tileFacts,
    unit: unitSchema,
    value: number,
    before: number,
    span: z
      .object({
        unit: z.enum(dateUnits),
        start: z.number(),
        end: z.number(),
        beforeStart: z.number(),
        beforeEnd: z.number(),
        isPartial: z.boolean(),
      })
      .nullable(),
    series: z.array(number),
    rows: z.int(),
  }),
  z.object({ kind: z.literal('table'), ...tileFacts, table: resultElementSchema }),
])

const byId = z.object({ dashboardId: z.string() })

const channel = <Request extends z.ZodType, Response extends z.ZodType>(request: Request, response: Response) => ({
  request,
  response,
})

/** Pages of charts, numbers and tables. */
export const dashboardChannels = {
  'dashboard/list': channel(z.undefined().or(z.null()), z.array(dashboardSchema)),
  /** Keeps a new dashboard, or changes the one with that id. */
  'dashboard/save': channel(
    z.object({
      dashboardId: z.string().optional(),
      title: z.string().trim().min(1).max(200),
      content: dashboardContentSchema,
    }),
    dashboardSchema,
  ),
  /** Keeps the dashboard that suits a dataset, and the charts on it, named in a language. */
  'dashboard/propose': channel(
    z.object({
      dataset: z.string(),
      language: z.enum(['en', 'zh-CN']),
      title: z.string().trim().min(1).max(200).optional(),
    }),
    dashboardSchema,
  ),
  /** Computes one tile under the filters of its dashboard. */
  'dashboard/tile': channel(
    z.object({ content: tileContentSchema, filters: dashboardContentSchema.shape.filters }),
    tileViewSchema,
  ),
  /** Writes a dashboard to a file chosen by `file/save-as`. */
  'dashboard/export': channel(
    byId.extend({ token: z.string(), format: z.enum(['html', 'pdf', 'xlsx']), language: z.enum(['en', 'zh-CN']) }),
    z.object({ jobId: z.string() }),
  ),
  'dashboard/remove': channel(byId, z.null()),
  'dashboard/restore': channel(byId, dashboardSchema),
} as const
