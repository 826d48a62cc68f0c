import { z } from 'zod'
import type { Matrix } from '../dataset/column'
import type { Records } from '../dataset/records'
import { float64Schema, matrixSchema } from '../methods/result-schemas'
import { dateParam } from '../transactions/date-param'
import { type TransactionAudit, transactionAuditSchema } from '../transactions/read-transactions'
import { recordsSchema } from '../transactions/records-schema'
import { type SpendModel, spendModelSchema } from './fit-spend'

export const timeUnits = ['day', 'week', 'month'] as const

export const repeatBuyingParams = z.object({
  /** What times are measured in; of a summary, what its times are in. */
  timeUnit: z.enum(timeUnits).default('week'),
  /** The model learns from purchases up to this day; later ones test it. The last day of the data when null. */
  calibrationEnd: dateParam,
  /** How far ahead, in time units; a year when null. */
  horizon: z.number().gt(0).max(100_000).nullable().default(null),
  /** Annual, for customer lifetime value. */
  discountRate: z.number().gt(-1).max(10).default(0.1),
  /** Months of lifetime value. */
  valueMonths: z.int().min(1).max(120).default(12),
  /** Share of spend that is left after costs. */
  margin: z.number().min(0).max(1).default(1),
  /** Weight of the sum of squared parameters against the mean log-likelihood. */
  penalty: z.number().min(0).max(100).default(0),
})
export type RepeatBuyingParams = z.output<typeof repeatBuyingParams>

/** How well purchases after the end of calibration were foreseen. */
export interface Holdout {
  /** In time units. */
  length: number
  actual: number
  predicted: number
  mae: number
  rmse: number
  /** Of the forecast that everyone goes on buying at his rate so far. */
  naiveMae: number
  naiveRmse: number
  /** By repeat purchases in calibration; the last entry is "this many or more". */
  byFrequency: { frequency: number; customers: number; actual: number; predicted: number }[]
}

export interface RepeatBuyingResult {
  parameters: Record<string, number>
  /** Null where the likelihood is flat. */
  standardErrors: Record<string, number | null>
  logLikelihood: number
  atBoundary: boolean
  nCustomers: number
  repeatBuyers: number
  repeatPurchases: number
  horizon: number
  calibrationEnd: string | null
  /** id, frequency, recency, T, pAlive, expectedPurchases; with amounts monetary, expectedSpend and value. */
  customers: Records
  total: { alive: number; expectedPurchases: number; value: number | null }
  spend: SpendModel | null
  holdout: Holdout | null
  /** Cumulative repeat purchases over time (milliseconds), those that came and those expected. */
  tracking: { time: Float64Array; actual: Float64Array; expected: Float64Array } | null
  /** Customers by repeat purchases up to the end of calibration, those there are and those expected; the last is "or more". */
  calibration: { frequency: number; actual: number; expected: number }[]
  /** P(alive) by frequency (rows) and time since the last purchase (columns), for a customer of the mean age. */
  alive: { frequency: number[]; since: number[]; values: Matrix }
  audit: TransactionAudit | null
}

export const repeatBuyingResultSchema: z.ZodType<RepeatBuyingResult> = z.object({
  parameters: z.record(z.string(), z.number()),
  standardErrors: z.record(z.string(), z.number().nullable()),
  logLikelihood: z.number(),
  atBoundary: z.boolean(),
  nCustomers: z.int(),
  repeatBuyers: z.int(),
  repeatPurchases: z.int(),
  horizon: z.number(),
  calibrationEnd: z.string().nullable(),
  customers: recordsSchema,
  total: z.object({ alive: z.number(), expectedPurchases: z.number(), value: z.number().nullable() }),
  spend: spendModelSchema.nullable(),
  holdout: z
    .object({
      length: z.number(),
      actual: z.number(),
      predicted: z.number(),
      mae: z.number(),
      rmse: z.number(),
      naiveMae: z.number(),
      naiveRmse: z.number(),
      byFrequency: z.array(
        z.object({ frequency: z.int(), customers: z.int(), actual: z.number(), predicted: z.number() }),
      ),
    })
    .nullable(),
  tracking: z.object({ time: float64Schema, actual: float64Schema, expected: float64Schema }).nullable(),
  calibration: z.array(z.object({ frequency: z.int(), actual: z.number(), expected: z.number() })),
  alive: z.object({ frequency: z.array(z.number()), since: z.array(z.number()), values: matrixSchema }),
  audit: transactionAuditSchema.nullable(),
})
