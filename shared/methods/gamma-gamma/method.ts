import { z } from 'zod'
import type { Records } from '../../dataset/records'
import { type SpendModel, spendModelSchema } from '../../repeat-buying/fit-spend'
import { repeatBuyingInputs } from '../../repeat-buying/read-purchases'
import { dateParam } from '../../transactions/date-param'
import { type TransactionAudit, transactionAuditSchema } from '../../transactions/read-transactions'
import { recordsSchema } from '../../transactions/records-schema'
import { defineMethod } from '../define-method'

export const params = z.object({
  /** The model learns from purchases up to this day; the last day of the data when null. */
  calibrationEnd: dateParam,
  /** Weight of the sum of squared parameters against the mean log-likelihood. */
  penalty: z.number().min(0).max(100).default(0),
})
export type GammaGammaParams = z.output<typeof params>

export interface GammaGammaResult extends SpendModel {
  /** id, frequency, monetary, expectedSpend; customers without repeat purchases have the mean of all. */
  customers: Records
  /** Mean of the mean spends, and of the expected spends, of the customers the model was fitted to. */
  meanSpend: number
  meanExpectedSpend: number
  calibrationEnd: string | null
  audit: TransactionAudit | null
}

const result: z.ZodType<GammaGammaResult> = spendModelSchema.extend({
  customers: recordsSchema,
  meanSpend: z.number(),
  meanExpectedSpend: z.number(),
  calibrationEnd: z.string().nullable(),
  audit: transactionAuditSchema.nullable(),
})

const { recency, T, ...inputs } = repeatBuyingInputs

export const spec = defineMethod({
  id: 'gamma-gamma',
  family: 'value',
  inputs,
  params,
  result,
  perRow: [],
  references: [
    {
      citation: 'Fader, P. S. & Hardie, B. G. S. (2013). The gamma-gamma model of monetary value.',
      variant: 'maximum likelihood, BFGS on log parameters',
    },
    {
      citation:
        'Fader, P. S., Hardie, B. G. S. & Lee, K. L. (2005). RFM and CLV: using iso-value curves for customer base analysis. Journal of Marketing Research, 42(4), 415–430.',
    },
  ],
  primaryParams: ['calibrationEnd'],
  estimate: (nRows) => ({ seconds: 0.1 + nRows * 2e-5, bytes: nRows * 120 }),
})
