import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { periods } from '../../transactions/periods'
import { type TransactionAudit, transactionAuditSchema } from '../../transactions/read-transactions'
import { revenueInputs } from '../../transactions/transaction-inputs'
import { defineMethod } from '../define-method'
import { matrixSchema } from '../result-schemas'

export const params = z.object({
  period: z.enum(periods).default('month'),
})
export type CohortParams = z.output<typeof params>

/** Matrices are cohorts × periods since the cohort's own; what lies after the end of the data is 0. */
export interface CohortResult {
  period: CohortParams['period']
  /** Labels such as 2024-03, in order of time; only cohorts with customers. */
  cohorts: string[]
  sizes: number[]
  /** Number of later periods that lie within the data, per cohort. */
  observed: number[]
  /** Customers with a purchase. */
  active: Matrix
  /** Active / size. */
  retention: Matrix
  /** Sums of amounts, refunds included; null without amounts. */
  revenue: Matrix | null
  orders: Matrix
  /** Revenue so far per customer of the cohort. */
  cumulativeValue: Matrix | null
  /** Over the cohorts observed so long: customers active / customers, per period since the first. */
  overall: { retention: number[]; customers: number[] }
  /** Customers with refunds alone, who belong to no cohort. */
  withoutPurchase: { customers: number; amount: number }
  /** True when the data end before their last period does. */
  lastIncomplete: boolean
  audit: TransactionAudit
}

const numbers = z.array(z.number())
const result: z.ZodType<CohortResult> = z.object({
  period: z.enum(periods),
  cohorts: z.array(z.string()),
  sizes: numbers,
  observed: numbers,
  active: matrixSchema,
  retention: matrixSchema,
  revenue: matrixSchema.nullable(),
  orders: matrixSchema,
  cumulativeValue: matrixSchema.nullable(),
  overall: z.object({ retention: numbers, customers: numbers }),
  withoutPurchase: z.object({ customers: z.int(), amount: z.number() }),
  lastIncomplete: z.boolean(),
  audit: transactionAuditSchema,
})

export const spec = defineMethod({
  id: 'cohort-retention',
  family: 'value',
  inputs: {
    ...revenueInputs,
    cohortDate: { count: 'one', required: false, measureTypes: ['time'], as: 'any' },
  },
  params,
  result,
  perRow: [],
  references: [
    {
      citation:
        'Fader, P. S. & Hardie, B. G. S. (2007). How to project customer retention. Journal of Interactive Marketing, 21(1), 76–90.',
      variant: 'calendar periods, cohort by first purchase',
    },
  ],
  primaryParams: ['period'],
  estimate: (nRows) => ({ seconds: 0.05 + nRows * 1e-6, bytes: nRows * 80 }),
})
