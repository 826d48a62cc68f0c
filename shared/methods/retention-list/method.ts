import { z } from 'zod'
import type { Records } from '../../dataset/records'
import { repeatBuyingInputs } from '../../repeat-buying/read-purchases'
import { timeUnits } from '../../repeat-buying/result'
import { type TransactionAudit, transactionAuditSchema } from '../../transactions/read-transactions'
import { recordsSchema } from '../../transactions/records-schema'
import { defineMethod } from '../define-method'
import { float64Schema } from '../result-schemas'

export const params = z.object({
  /** Money that may be spent on contacts; without limit when null. */
  budget: z.number().min(0).nullable().default(null),
  contactCost: z.number().min(0).default(1),
  /** Share of lost customers whom a contact brings back. */
  winBackRate: z.number().gt(0).max(1).default(0.1),
  /** Share of spend that is left after costs. */
  margin: z.number().gt(0).max(1).default(1),
  /** How far ahead a customer who was brought back counts, in time units; a year when null. */
  horizon: z.number().gt(0).max(100_000).nullable().default(null),
  timeUnit: z.enum(timeUnits).default('week'),
  model: z.enum(['bg-nbd', 'mbg-nbd', 'pareto-nbd']).default('mbg-nbd'),
})
export type RetentionListParams = z.output<typeof params>

export interface RetentionListResult {
  /** id, pAlive, valueIfActive, gain (of a contact, its cost taken off), rank (from 1; by gain), contact (1 on the list). */
  customers: Records
  selected: { contacts: number; cost: number; gain: number }
  /** Everybody whose contact has a gain above 0. */
  worthwhile: { contacts: number; cost: number; gain: number }
  /** Sum of gains by the number of contacts, best first; at most 500 points. */
  curve: { contacts: Float64Array; gain: Float64Array }
  parameters: Record<string, number>
  logLikelihood: number
  horizon: number
  audit: TransactionAudit | null
}

const sums = z.object({ contacts: z.int(), cost: z.number(), gain: z.number() })
const result: z.ZodType<RetentionListResult> = z.object({
  customers: recordsSchema,
  selected: sums,
  worthwhile: sums,
  curve: z.object({ contacts: float64Schema, gain: float64Schema }),
  parameters: z.record(z.string(), z.number()),
  logLikelihood: z.number(),
  horizon: z.number(),
  audit: transactionAuditSchema.nullable(),
})

export const spec = defineMethod({
  id: 'retention-list',
  family: 'value',
  inputs: repeatBuyingInputs,
  params,
  result,
  perRow: [],
  references: [
    {
      citation:
        'Neslin, S. A., Gupta, S., Kamakura, W., Lu, J. & Mason, C. H. (2006). Defection detection: measuring and understanding the predictive accuracy of customer churn models. Journal of Marketing Research, 43(2), 204–211.',
      variant: 'expected gain of a contact',
    },
  ],
  primaryParams: ['budget', 'contactCost', 'winBackRate'],
  estimate: (nRows) => ({ seconds: 0.2 + nRows * 2e-5, bytes: nRows * 180 }),
})
