import { z } from 'zod'
import { defineMethod } from '../define-method'
import type { Assumptions, CampaignValue } from './campaign-value'

const share = z.number().min(0).max(1)
const assumptions = {
  customers: z.int().min(1).max(1e9).default(1000),
  /** Per customer and year. */
  revenue: z.number().min(0).default(500),
  margin: share.default(0.3),
  /** Annual, as a fraction. */
  discountRate: z.number().gt(-1).max(10).default(0.1),
  retentionRate: share.default(0.7),
  /** Once, per customer. */
  campaignCost: z.number().min(0).default(10),
  retentionLift: z.number().min(-1).max(1).default(0.05),
  revenueLift: z.number().min(-1).max(10).default(0),
}

export const params = z.object({
  ...assumptions,
  /** Scenarios to compare with: a name, and what is assumed otherwise than above. */
  scenarios: z
    .array(
      z.object({
        name: z.string().min(1),
        customers: z.int().min(1).max(1e9).optional(),
        revenue: z.number().min(0).optional(),
        margin: share.optional(),
        discountRate: z.number().gt(-1).max(10).optional(),
        retentionRate: share.optional(),
        campaignCost: z.number().min(0).optional(),
        retentionLift: z.number().min(-1).max(1).optional(),
        revenueLift: z.number().min(-1).max(10).optional(),
      }),
    )
    .max(50)
    .default([]),
})
export type WhatIfParams = z.output<typeof params>

/** Null is the name of the scenario of the parameters themselves. */
export interface Scenario extends Assumptions, CampaignValue {
  name: string | null
}

export interface WhatIfResult {
  scenarios: Scenario[]
}

const numbers = z.object({
  name: z.string().nullable(),
  customers: z.int(),
  revenue: z.number(),
  margin: z.number(),
  discountRate: z.number(),
  retentionRate: z.number(),
  campaignCost: z.number(),
  retentionLift: z.number(),
  revenueLift: z.number(),
  clv: z.number(),
  clvAfter: z.number(),
  value: z.number(),
  valueAfter: z.number(),
  cost: z.number(),
  gain: z.number(),
  return: z.number().nullable(),
  breakEvenCost: z.number(),
  breakEvenLift: z.number().nullable(),
})
const result: z.ZodType<WhatIfResult> = z.object({ scenarios: z.array(numbers) })

export const spec = defineMethod({
  id: 'what-if',
  family: 'value',
  inputs: {},
  params,
  result,
  perRow: [],
  references: [
    {
      citation:
        'Gupta, S. & Lehmann, D. R. (2003). Customers as assets. Journal of Interactive Marketing, 17(1), 9–24.',
      variant: 'm · r / (1 + d − r)',
    },
  ],
  primaryParams: ['revenue', 'margin', 'retentionRate', 'discountRate', 'campaignCost', 'retentionLift'],
})
