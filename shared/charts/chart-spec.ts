import { z } from 'zod'
import { conditionSchema } from '../conditions/condition'
import { failure } from '../contract/app-error'
import { mapNames } from '../maps/region-map'

export const chartTypes = [
  'line',
  'area',
  'bar',
  'pie',
  'histogram',
  'density',
  'box',
  'violin',
  'scatter',
  'heatmap',
  'correlation',
  'parallel',
  'treemap',
  'pareto',
  'lorenz',
  'calendar',
  'map',
] as const
export type ChartType = (typeof chartTypes)[number]

export const aggregates = ['count', 'sum', 'mean', 'median', 'min', 'max', 'distinct'] as const
export type Aggregate = (typeof aggregates)[number]

export const dateUnits = ['day', 'week', 'month', 'quarter', 'year'] as const
export type DateUnit = (typeof dateUnits)[number]

const column = z.string().min(1)

/** What a chart shows of a dataset; columns by name. */
export const chartSpecSchema = z.strictObject({
  type: z.enum(chartTypes),
  dataset: z.string().min(1),
  x: column.optional(),
  y: column.optional(),
  color: column.optional(),
  size: column.optional(),
  facet: column.optional(),
  /** Columns of a correlation matrix or of parallel coordinates; the first continuous ones when absent. */
  columns: z.array(column).min(1).max(40).optional(),
  /** How the values of y come together; rows are counted when there is no y, values are added up when there is one. */
  aggregate: z.enum(aggregates).optional(),
  /** Stretch of time that dates of x come together in; chosen by their range when absent. */
  dateUnit: z.enum(dateUnits).optional(),
  stacked: z.boolean().optional(),
  /** Straight lines by least squares, in scatter charts. */
  trend: z.boolean().optional(),
  /** Outlines around the groups of a scatter chart. */
  hull: z.boolean().optional(),
  /** Logarithmic axes of numbers: lines, boxes, violins and scatter charts; what is not above 0 is left out. */
  logX: z.boolean().optional(),
  logY: z.boolean().optional(),
  bins: z.int().min(1).max(500).optional(),
  /** Which boundaries a map is drawn on; the one that knows more of the names, or holds the points, when absent. */
  map: z.enum(mapNames).optional(),
  title: z.string().max(300).optional(),
  /** A condition in SQL that rows must meet. */
  where: z.string().optional(),
  /** A tree of conditions that rows must meet too. */
  filter: conditionSchema.optional(),
  /** Most categories of x; the others come together. */
  limit: z.int().min(1).max(500).optional(),
  /** Order of categories: by value from the largest, from the smallest, or by name. */
  sort: z.enum(['descending', 'ascending', 'name']).optional(),
})
export type ChartSpec = z.output<typeof chartSpecSchema>

/** Reads a spec that somebody wrote. @throws chartSpecInvalid, chartSpecUnknownField, which name the field */
export function parseChartSpec(given: unknown): ChartSpec {
  const parsed = chartSpecSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys
    const place = [...issue.path, unknown].join('.')
    const known = Object.keys(chartSpecSchema.shape).join(', ')
    throw failure('chartSpecUnknownField', { field: place, known }, { parameter: place })
  }
  const field = issue?.path.join('.') || 'spec'
  throw failure('chartSpecInvalid', { field, detail: issue?.message ?? '' }, { parameter: field })
}
