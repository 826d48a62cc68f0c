import { z } from 'zod'
import { aggregates, dateUnits } from '../charts/chart-spec'
import { conditionSchema } from '../conditions/condition'

/** A dashboard is a page of so many columns; rows are as many as it takes. */
export const gridColumns = 12
const mostRows = 2000

const column = z.string().min(1)
/** Words of a person's own in place of those made from what is shown. */
const title = z.string().max(300).optional()

const placeSchema = z.object({
  x: z
    .int()
    .min(0)
    .max(gridColumns - 1),
  y: z.int().min(0).max(mostRows),
  w: z.int().min(1).max(gridColumns),
  h: z.int().min(1).max(60),
})
/** Where a tile stands: columns from the left and rows from the top, both from 0. */
export type Place = z.infer<typeof placeSchema>

const measure = { column: column.optional(), aggregate: z.enum(aggregates) }

/** One number of a dataset. */
const metricSchema = z.object({
  kind: z.literal('metric'),
  title,
  dataset: z.string(),
  ...measure,
  filter: conditionSchema.optional(),
  /** The number of the latest day, month … of a column of dates, compared with the one before; of all rows when absent. */
  by: z
    .object({
      column,
      unit: z.enum(dateUnits),
      /** Only stretches that are over. Otherwise an unfinished one is compared with the same days of the one before. */
      isWhole: z.boolean().optional(),
    })
    .optional(),
})
export type MetricContent = z.infer<typeof metricSchema>

/** Groups with a number of each, or single rows. */
const tableSchema = z.object({
  kind: z.literal('table'),
  title,
  dataset: z.string(),
  filter: conditionSchema.optional(),
  /** What rows are brought together by; single rows when absent. */
  by: column.optional(),
  unit: z.enum(dateUnits).optional(),
  measures: z.array(z.object(measure)).max(12).default([]),
  /** Columns of single rows. */
  columns: z.array(column).max(40).default([]),
  sort: z.object({ column, descending: z.boolean() }).optional(),
  /** Groups by one of the measures, or by their own names when it is null; otherwise by the first measure, stretches of time in order. */
  groupSort: z.object({ measure: z.int().min(0).max(11).nullable(), descending: z.boolean() }).optional(),
  /** The numbers of all rows together, below those of the groups; there unless switched off. */
  hasTotals: z.boolean().optional(),
  limit: z.int().min(1).max(1000).default(20),
})
export type TableContent = z.infer<typeof tableSchema>

const chartTileSchema = z.object({ kind: z.literal('chart'), chartId: z.string() })

export const tileContentSchema = z.discriminatedUnion('kind', [chartTileSchema, metricSchema, tableSchema])
export type TileContent = z.infer<typeof tileContentSchema>

const tileSchema = z.object({ id: z.string().min(1), place: placeSchema, content: tileContentSchema })
export type Tile = z.infer<typeof tileSchema>

/** A condition that every tile obeys whose dataset has the column. */
const filterSchema = z.object({
  id: z.string().min(1),
  /** Where the column was chosen: its values are offered from there. */
  dataset: z.string(),
  condition: conditionSchema.refine((condition): boolean => 'column' in condition),
  /** Switched off, it stays and does nothing. */
  enabled: z.boolean().default(true),
})
export type DashboardFilter = z.infer<typeof filterSchema>

export const dashboardContentSchema = z.object({
  tiles: z.array(tileSchema).max(60),
  filters: z.array(filterSchema).max(30),
})
export type DashboardContent = z.infer<typeof dashboardContentSchema>
