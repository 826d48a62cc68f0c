import { z } from 'zod'
import { conditionSchema } from '../conditions/condition'
import { riskChoiceSchema } from '../learning/risk/risk-choice'

export const setOperations = ['union', 'intersection', 'difference', 'complement'] as const

const runId = z.string().min(1)
/** With `assign` the run's model fills it on every revision but the run's own, and on other datasets; else its customers are kept. */
const cluster = z.strictObject({ kind: z.literal('cluster'), runId, label: z.int(), assign: z.boolean().optional() })
const rule = z.strictObject({ kind: z.literal('rule'), condition: conditionSchema })
const cells = z.strictObject({ kind: z.literal('cells'), runId, cells: z.array(z.string().min(1)).min(1).max(125) })
/** `path` names a number per row (`scores`) or per customer (`customers.pAlive`); both limits belong to the range. */
const score = z.strictObject({
  kind: z.literal('score'),
  runId,
  path: z.string().min(1),
  from: z.number().nullable().default(null),
  to: z.number().nullable().default(null),
})
/** Whom a classification says to contact: so many, from a probability on, or all whose contact pays. */
const risk = z.strictObject({ kind: z.literal('risk'), runId, choice: riskChoiceSchema })
/** `difference` takes the others from the first; `complement` takes all from the dataset. By id, or by name when asked for. */
const set = z.strictObject({
  kind: z.literal('set'),
  operation: z.enum(setOperations),
  segments: z.array(z.string().min(1)).min(1).max(50),
})
const runOrigin = z.string().nullable().default(null)

/** What is asked for: rows that were selected come with their ids. */
export const segmentRequestSchema = z.discriminatedUnion('kind', [
  cluster,
  rule,
  cells,
  score,
  risk,
  set,
  z.strictObject({
    kind: z.literal('rows'),
    rowIds: z.union([z.array(z.int().min(0)), z.instanceof(Int32Array)]),
    from: z.strictObject({ revision: z.int().min(1).optional(), runId: runOrigin }).default({ runId: null }),
  }),
])
export type SegmentRequest = z.output<typeof segmentRequestSchema>

/** What is kept of a definition: selected rows live in the membership, here is only where they came from. */
export const segmentDefinitionSchema = z.discriminatedUnion('kind', [
  cluster,
  rule,
  cells,
  score,
  risk,
  set,
  z.strictObject({
    kind: z.literal('rows'),
    count: z.int(),
    from: z.strictObject({ revision: z.int(), runId: runOrigin }),
  }),
])
export type SegmentDefinition = z.output<typeof segmentDefinitionSchema>
export type SegmentKind = SegmentDefinition['kind']
