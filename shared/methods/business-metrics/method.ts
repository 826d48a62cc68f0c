import { z } from 'zod'
import type { Records } from '../../dataset/records'
import { dateParam } from '../../transactions/date-param'
import { type TransactionAudit, transactionAuditSchema } from '../../transactions/read-transactions'
import { recordsSchema } from '../../transactions/records-schema'
import { transactionInputs } from '../../transactions/transaction-inputs'
import { defineMethod } from '../define-method'
import { float64Schema } from '../result-schemas'

export const params = z.object({
  period: z.enum(['week', 'month', 'quarter', 'year']).default('month'),
  /** First day of the periods shown; customers are followed from the beginning of the data. */
  from: dateParam,
  /** Last day taken; later rows are left out. */
  to: dateParam,
  /** Money spent to win one customer, for the payback. */
  acquisitionCost: z.number().min(0).nullable().default(null),
  /** Share of revenue that is left, where there is no cost column. */
  margin: z.number().min(0).max(1).default(1),
})
export type BusinessParams = z.output<typeof params>

/** Over all periods shown; null where there is nothing to divide by. */
export interface BusinessTotals {
  customers: number
  newCustomers: number
  orders: number
  /** Purchases, refunds, and both together. */
  purchases: number
  refunds: number
  revenue: number
  /** Means over complete periods with customers before, weighted by those customers. */
  retentionRate: number | null
  churnRate: number | null
  /** Customers with more than one purchase day / customers. */
  repurchaseRate: number | null
  averageOrderValue: number | null
  /** Orders per customer. */
  purchaseFrequency: number | null
  /** Days between purchase days of a customer. */
  interpurchaseMedian: number | null
  interpurchaseMean: number | null
}

export interface BusinessResult {
  /**
   * One per period: period, customers, newCustomers, retainedCustomers, reactivatedCustomers, lostCustomers, retentionRate,
   * churnRate, orders, averageOrderValue, purchaseFrequency, purchases, refunds, revenue; and the bridge from the
   * purchases of the period before to these: newRevenue + reactivatedRevenue + growth − decline − lostRevenue.
   */
  periods: Records
  totals: BusinessTotals
  /** Contribution so far per customer, by periods since the first purchase; when it reaches the cost of acquisition. */
  payback: { contribution: Float64Array; periods: number | null } | null
  lastIncomplete: boolean
  audit: TransactionAudit
}

const rate = z.number().nullable()
const result: z.ZodType<BusinessResult> = z.object({
  periods: recordsSchema,
  totals: z.object({
    customers: z.int(),
    newCustomers: z.int(),
    orders: z.number(),
    purchases: z.number(),
    refunds: z.number(),
    revenue: z.number(),
    retentionRate: rate,
    churnRate: rate,
    repurchaseRate: rate,
    averageOrderValue: rate,
    purchaseFrequency: rate,
    interpurchaseMedian: rate,
    interpurchaseMean: rate,
  }),
  payback: z.object({ contribution: float64Schema, periods: z.number().nullable() }).nullable(),
  lastIncomplete: z.boolean(),
  audit: transactionAuditSchema,
})

export const spec = defineMethod({
  id: 'business-metrics',
  family: 'value',
  inputs: transactionInputs,
  params,
  result,
  perRow: [],
  references: [
    {
      citation:
        'Farris, P. W., Bendle, N. T., Pfeifer, P. E. & Reibstein, D. J. (2010). Marketing Metrics: The Definitive Guide to Measuring Marketing Performance. Pearson.',
      variant: 'by calendar periods',
    },
  ],
  primaryParams: ['period', 'from', 'to'],
  estimate: (nRows) => ({ seconds: 0.05 + nRows * 1.5e-6, bytes: nRows * 90 }),
})
