import { z } from 'zod'
import { text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import type { Records } from '../../dataset/records'
import { dateParam } from '../../transactions/date-param'
import { type TransactionAudit, transactionAuditSchema } from '../../transactions/read-transactions'
import { recordsSchema } from '../../transactions/records-schema'
import { revenueInputs } from '../../transactions/transaction-inputs'
import { defineMethod } from '../define-method'
import { int32Schema, matrixSchema } from '../result-schemas'
import { stages } from './stages'

export const params = z.object({
  /** Stages as of this day; later rows are left out. The last day of the data when null. */
  snapshotDate: dateParam,
  /** A customer is leaving after so many times his own mean interval without a purchase. */
  leavingAfter: z.number().gt(0).max(100).default(2),
  /** Up to so many purchases a customer is being confirmed. */
  confirmationOrders: z.int().min(2).max(50).default(3),
  /** Growing: the last gap is at most this many times the mean of the gaps before. */
  growthPace: z.number().gt(0).max(10).default(0.8),
  period: z.enum(['week', 'month', 'quarter']).default('month'),
})
export type LifecycleParams = z.output<typeof params>

export interface LifecycleResult {
  snapshotDate: string
  /** id, stage, purchases, recency, interval, monetary (days; sums of amounts where there are any). */
  customers: Records
  stages: { stage: string; count: number; value: number | null }[]
  /** Ends of periods, as labels; the last is the snapshot. */
  periods: string[]
  /** Customers in each stage at the end of each period. */
  counts: Matrix
  /** period, from (a stage, or "new"), to, count. */
  flows: Records
  /** Median days between purchases of all customers: the rhythm of those who bought once. */
  typicalInterval: number
  /** Position of the stage of each row's customer; `NO_LABEL` where the row was left out. */
  labels: Int32Array
  /** Customers with refunds alone. */
  withoutPurchase: number
  audit: TransactionAudit
}

const result: z.ZodType<LifecycleResult> = z.object({
  snapshotDate: z.string(),
  customers: recordsSchema,
  stages: z.array(z.object({ stage: z.string(), count: z.int(), value: z.number().nullable() })),
  periods: z.array(z.string()),
  counts: matrixSchema,
  flows: recordsSchema,
  typicalInterval: z.number(),
  labels: int32Schema,
  withoutPurchase: z.int(),
  audit: transactionAuditSchema,
})

export const spec = defineMethod({
  id: 'lifecycle',
  family: 'value',
  inputs: revenueInputs,
  params,
  result,
  perRow: ['labels'],
  segmentLabels: 'labels',
  segmentNames: () => stages.map((stage) => text(`methods.lifecycle.result.stage.${stage}`)),
  references: [
    {
      citation:
        'Dwyer, F. R., Schurr, P. H. & Oh, S. (1987). Developing buyer-seller relationships. Journal of Marketing, 51(2), 11–27.',
      variant: 'stages by rules on the customer’s own purchase rhythm',
    },
  ],
  primaryParams: ['snapshotDate', 'leavingAfter', 'period'],
  estimate: (nRows) => ({ seconds: 0.05 + nRows * 2e-6, bytes: nRows * 100 }),
})
