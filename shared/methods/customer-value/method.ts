import { z } from 'zod'
import { text } from '../../contract/text'
import type { Records } from '../../dataset/records'
import { type TransactionAudit, transactionAuditSchema } from '../../transactions/read-transactions'
import { recordsSchema } from '../../transactions/records-schema'
import { transactionInputs } from '../../transactions/transaction-inputs'
import { defineMethod } from '../define-method'
import { float64Schema, int32Schema } from '../result-schemas'

const rate = z.number().gt(-1).max(10)

/** At most nine limits make ten grades. */
const grades = [...'ABCDEFGHIJ']

export const params = z.object({
  variant: z.enum(['margin', 'single', 'cumulative', 'growth', 'discounted', 'retention']).default('discounted'),
  /** Annual, as a fraction. */
  discountRate: rate.default(0.1),
  /** Annual, as a fraction; for `growth`. */
  growthRate: rate.default(0.05),
  /** Periods ahead for `growth` (1 when null); periods from the first purchase on that `discounted` counts (all when null). */
  periods: z.int().min(0).max(1200).nullable().default(null),
  /** Share of revenue that is left, where there is no cost column; without columns the money per period of `retention`. */
  margin: z.number().min(0).nullable().default(null),
  /** Annual share of customers who stay; for `retention`. */
  retentionRate: z.number().min(0).max(1).default(0.8),
  timing: z.enum(['end', 'beginning']).default('end'),
  period: z.enum(['year', 'quarter', 'month']).default('year'),
  /** Which purchase `single` takes. */
  purchase: z.enum(['last', 'mean']).default('last'),
  /** One amount per period, instead of columns. */
  cashFlows: z.array(z.number()).min(1).max(1200).nullable().default(null),
  grades: z.enum(['pareto', 'quantile', 'threshold']).default('pareto'),
  /** Limits between grades: shares of the value (`pareto`), of the customers (`quantile`), or amounts (`threshold`). */
  gradeLimits: z.array(z.number()).min(1).max(9).nullable().default(null),
})
export type CustomerValueParams = z.output<typeof params>

/** What one period is worth today. */
export interface PeriodValue {
  t: number
  amount: number
  /** What 1 of that period is worth today. */
  factor: number
  value: number
}

export interface CustomerValueResult {
  variant: CustomerValueParams['variant']
  total: number
  /** id, value, revenue, cost, orders, grade; empty for a calculation without columns. */
  customers: Records
  /** Sums over customers by period; null for variants that have none. */
  periodValues: PeriodValue[] | null
  /** Money put in: the sum of cash flows, or of revenue less cost. */
  undiscounted: number
  /** Money per period of `retention`, when it is one number. */
  marginPerPeriod: number | null
  /** Rates per period, from the annual ones. */
  rates: { discount: number; growth: number; retention: number }
  revenue: number
  cost: number
  /** How the cost came about: a column, a margin given, or none known. */
  costFrom: 'column' | 'margin' | 'none'
  grades: { grade: string; count: number; value: number }[]
  /** Grade of each row's customer, 0 the best; `NO_LABEL` where the row was left out. */
  labels: Int32Array
  concentration: { owners: Float64Array; amounts: Float64Array; gini: number } | null
  /** Customers with a value below 0. */
  negative: number
  audit: TransactionAudit | null
}

const result: z.ZodType<CustomerValueResult> = z.object({
  variant: params.shape.variant.unwrap(),
  total: z.number(),
  customers: recordsSchema,
  periodValues: z.array(z.object({ t: z.int(), amount: z.number(), factor: z.number(), value: z.number() })).nullable(),
  undiscounted: z.number(),
  marginPerPeriod: z.number().nullable(),
  rates: z.object({ discount: z.number(), growth: z.number(), retention: z.number() }),
  revenue: z.number(),
  cost: z.number(),
  costFrom: z.enum(['column', 'margin', 'none']),
  grades: z.array(z.object({ grade: z.string(), count: z.int(), value: z.number() })),
  labels: int32Schema,
  concentration: z.object({ owners: float64Schema, amounts: float64Schema, gini: z.number() }).nullable(),
  negative: z.int(),
  audit: transactionAuditSchema.nullable(),
})

export const spec = defineMethod({
  id: 'customer-value',
  family: 'value',
  inputs: transactionInputs,
  params,
  result,
  perRow: ['labels'],
  segmentLabels: 'labels',
  segmentNames: () => grades.map((grade) => text('methods.customer-value.grade', { grade })),
  references: [
    {
      citation:
        'Berger, P. D. & Nasr, N. I. (1998). Customer lifetime value: marketing models and applications. Journal of Interactive Marketing, 12(1), 17–30.',
      variant: 'discounted cash flows',
    },
    {
      citation:
        'Gupta, S. & Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing, 17(1), 9–24.',
      variant: 'm · r / (1 + d − r)',
    },
  ],
  primaryParams: ['variant', 'discountRate', 'cashFlows'],
  estimate: (nRows) => ({ seconds: 0.05 + nRows * 1e-6, bytes: nRows * 80 }),
})
