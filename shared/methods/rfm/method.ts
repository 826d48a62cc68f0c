import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import type { Records } from '../../dataset/records'
import { dateParam } from '../../transactions/date-param'
import { type TransactionAudit, transactionAuditSchema } from '../../transactions/read-transactions'
import { recordsSchema } from '../../transactions/records-schema'
import { revenueInputs } from '../../transactions/transaction-inputs'
import { defineMethod } from '../define-method'
import { int32Schema, matrixSchema } from '../result-schemas'
import { otherSegment, segmentText, standardRules } from './segments'

const scoreRange = z.tuple([z.int().min(1).max(5), z.int().min(1).max(5)])
const limits = z.array(z.number()).min(2).max(4)

export const params = z.object({
  /** Recency is counted up to this day; later rows are left out. The day after the last transaction when null. */
  snapshotDate: dateParam,
  levels: z.int().min(3).max(5).default(5),
  method: z.enum(['quantile', 'threshold', 'k-means']).default('quantile'),
  monetary: z.enum(['sum', 'mean']).default('sum'),
  /** Which of equal values ranks first: the customer who appeared first, the smaller customer id, or neither. */
  ties: z.enum(['appearance', 'average', 'customer']).default('appearance'),
  /** For the method `threshold`: levels − 1 ascending limits each. */
  thresholds: z.object({ recency: limits, frequency: limits, monetary: limits }).nullable().default(null),
  /** An earlier date to compare with, to see who moved. */
  compareDate: dateParam,
  /** Segments of one's own instead of the usual ten: the first rule that applies counts. Scores on the scale 1–5. */
  segments: z
    .array(
      z.object({
        segment: z.string().min(1),
        recency: scoreRange,
        frequency: scoreRange,
        monetary: scoreRange.optional(),
      }),
    )
    .min(1)
    .max(30)
    .nullable()
    .default(null),
})
export type RfmParams = z.output<typeof params>

export interface RfmSegment {
  segment: string
  count: number
  /** Sum of amounts. */
  value: number
  /** Means; null without customers who bought. */
  recency: number | null
  frequency: number | null
}

export interface RfmResult {
  snapshotDate: string
  /** id, recency (days; none without a purchase), frequency, monetary, r, f, m, cell, segment. */
  customers: Records
  /** Every cell in use, such as "555", in ascending order: customers and the sum of their amounts. */
  cells: { cell: string; count: number; value: number }[]
  segments: RfmSegment[]
  total: { customers: number; orders: number; value: number }
  /** Position in `segments` of each row's customer; `NO_LABEL` where the row was left out. */
  labels: Int32Array
  /** Limits between levels; by ranks there are none. */
  limits: { recency: number[]; frequency: number[]; monetary: number[] } | null
  /** Customers by segment at the earlier date (rows; the last row is those who came since) and now (columns). */
  movement: { date: string; counts: Matrix } | null
  audit: TransactionAudit
}

const result: z.ZodType<RfmResult> = z.object({
  snapshotDate: z.string(),
  customers: recordsSchema,
  cells: z.array(z.object({ cell: z.string(), count: z.int(), value: z.number() })),
  segments: z.array(
    z.object({
      segment: z.string(),
      count: z.int(),
      value: z.number(),
      recency: z.number().nullable(),
      frequency: z.number().nullable(),
    }),
  ),
  total: z.object({ customers: z.int(), orders: z.int(), value: z.number() }),
  labels: int32Schema,
  limits: z
    .object({ recency: z.array(z.number()), frequency: z.array(z.number()), monetary: z.array(z.number()) })
    .nullable(),
  movement: z.object({ date: z.string(), counts: matrixSchema }).nullable(),
  audit: transactionAuditSchema,
})

export const spec = defineMethod({
  id: 'rfm',
  family: 'value',
  inputs: revenueInputs,
  params,
  result,
  perRow: ['labels'],
  segmentLabels: 'labels',
  segmentNames: ({ segments }) => [
    ...(segments?.map(({ segment }) => segmentText(segment)) ??
      standardRules.map(({ segment }) => segmentText(segment))),
    segmentText(otherSegment),
  ],
  references: [
    {
      citation: 'Hughes, A. M. (1994). Strategic Database Marketing. Probus Publishing.',
      variant: 'quantile scores by rank: ceil(levels · rank / n)',
    },
    {
      citation:
        'Bult, J. R. & Wansbeek, T. (1995). Optimal selection for direct mail. Marketing Science, 14(4), 378–394.',
    },
  ],
  primaryParams: ['snapshotDate', 'levels', 'method'],
  estimate: (nRows) => ({ seconds: 0.05 + nRows * 1e-6, bytes: nRows * 80 }),
})
