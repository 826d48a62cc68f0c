import { z } from 'zod'
import { riskChoiceSchema } from '../learning/risk/risk-choice'
import { resultElementSchema } from './result-elements'
import { textSchema } from './text'

/** The list of a run, on the rows it was made of or those of another dataset as they are now. */
const ofRun = z.object({ runId: z.string(), dataset: z.string().optional() })
const asked = ofRun.extend({ choice: riskChoiceSchema })

const interval = z.object({ low: z.number(), high: z.number(), method: z.string() })

const outlookSchema = z.object({
  selected: z.int(),
  ranked: z.int(),
  probability: z.number().nullable(),
  risk: z.number().nullable(),
  expected: z.number(),
  valueAtRisk: z.number().nullable(),
  saved: z.number().nullable(),
  cost: z.number(),
  measured: z
    .object({ rows: z.int(), positives: z.int(), reached: z.int(), caught: z.int(), precision: interval.nullable() })
    .nullable(),
})

const reportSchema = z.object({
  nRows: z.int(),
  unusedColumns: z.array(z.string()),
  unknown: z.array(z.object({ column: z.string(), levels: z.array(z.string()), rows: z.int() })),
  missing: z.array(z.object({ column: z.string(), rows: z.int() })),
  drift: z.array(z.object({ column: z.string(), psi: z.number(), level: z.enum(['none', 'some', 'much']) })),
})
export type ScoreReport = z.infer<typeof reportSchema>

const valueOption = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('column'), column: z.string() }),
  z.object({ kind: z.literal('run'), runId: z.string(), path: z.string(), label: textSchema }),
])

/** Whom a classification says to contact. */
export const riskChannels = {
  /** What the list may be made with: what a customer can be worth, and whether outcomes have come true already. */
  'risk/begin': {
    request: ofRun,
    response: z.object({
      positive: z.string(),
      target: z.string(),
      values: z.array(valueOption),
      /** What is proposed. */
      choice: riskChoiceSchema,
      hasOutcome: z.boolean(),
      /** How the rows differ from those learned from; null on the rows of the run itself. */
      report: reportSchema.nullable(),
    }),
  },
  /** What a choice implies, with the first rows of the list. */
  'risk/look': {
    request: asked.extend({ count: z.int().min(1).max(500) }),
    response: z.object({
      outlook: outlookSchema,
      nKnown: z.int(),
      nWithoutValue: z.int(),
      /** Rows on the list, the highest risk first. */
      rowIds: z.instanceof(Int32Array),
      table: resultElementSchema,
    }),
  },
  /** For each column that can be a reason, what is usually suggested; words of the user's are in the workspace's settings. */
  'risk/actions': {
    request: ofRun,
    response: z.array(z.object({ column: z.string(), usual: textSchema.nullable() })),
  },
  /** Writes the model of a run as SQL or JSON to a file chosen by `file/save-as`. */
  'model/export': {
    request: z.object({ runId: z.string(), token: z.string(), format: z.enum(['sql', 'json']) }),
    response: z.object({ jobId: z.string() }),
  },
  /** Writes the whole list with reasons and actions to a file chosen by `file/save-as`, formula-safe. */
  'risk/export': {
    request: asked.extend({ token: z.string(), format: z.enum(['csv', 'xlsx']), language: z.enum(['en', 'zh-CN']) }),
    response: z.object({ jobId: z.string() }),
  },
} as const
