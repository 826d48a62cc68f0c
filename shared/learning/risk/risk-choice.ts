import { z } from 'zod'

const valueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('column'), column: z.string().min(1) }),
  /** A number per customer of another run, e.g. `customers.value` of `customer-value`. */
  z.strictObject({ kind: z.literal('run'), runId: z.string().min(1), path: z.string().regex(/^\w+\.\w+$/) }),
])

const limitSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('capacity'), count: z.int().min(1) }),
  z.strictObject({ kind: z.literal('threshold'), probability: z.number().min(0).max(1) }),
  /** Everybody whose contact is expected to bring more than it costs. */
  z.strictObject({ kind: z.literal('benefit') }),
])
export type RiskLimit = z.output<typeof limitSchema>

/** Whom to contact: what a customer is worth, how many, and what a contact costs and brings. */
export const riskChoiceSchema = z.strictObject({
  value: valueSchema.default({ kind: 'none' }),
  limit: limitSchema.default({ kind: 'capacity', count: 200 }),
  /** Money per contact. */
  cost: z.number().min(0).default(0),
  /** What a customer who is kept brings, where no value is known of each. */
  benefit: z.number().min(0).nullable().default(null),
  /** Share of the contacts that change the outcome. */
  successRate: z.number().min(0).max(1).default(0.3),
  /** Leaves out those whose outcome is known and has come true already. */
  leaveOutKnown: z.boolean().default(true),
})
export type RiskChoice = z.output<typeof riskChoiceSchema>
