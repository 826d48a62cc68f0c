import { z } from 'zod'
import { parseDay } from '../transactions/calendar'

/** A day written 2024-03-31. */
const day = z.string().refine((written) => parseDay(written) !== null)
/** The day that a period is counted back from: a stated one, or the newest day of the column it is counted in. */
const reference = z.union([day, z.literal('latest')])

/** The days after `before` − `last` units, up to and with `before`. */
export const periodSchema = z.strictObject({
  last: z.int().min(1).max(10_000),
  unit: z.enum(['days', 'weeks', 'months', 'years']),
  before: reference.default('latest'),
})
export type Period = z.infer<typeof periodSchema>

export const orders = ['equals', 'differs', 'less', 'atMost', 'greater', 'atLeast'] as const
export type Order = (typeof orders)[number]

const column = z.string().min(1)
/** Numbers, or days in a column of dates, where what is compared is the day. */
const comparison = z.strictObject({ column, is: z.enum(orders), value: z.union([z.number(), day]) })
const between = z.strictObject({
  column,
  is: z.literal('between'),
  from: z.union([z.number(), day]),
  to: z.union([z.number(), day]),
})
const recent = z.strictObject({ column, is: z.enum(['within', 'notWithin']), period: periodSchema })
const words = z.string().min(1)
/** Whole values: letters count as they are written. */
const listed = z.strictObject({
  column,
  is: z.enum(['oneOf', 'noneOf']),
  values: z
    .array(z.union([words, z.number()]))
    .min(1)
    .max(1000),
})
/** Parts of a text: Latin letters in either case. */
const textual = z.strictObject({ column, is: z.enum(['contains', 'containsNot', 'begins', 'ends']), value: words })
const presence = z.strictObject({ column, is: z.enum(['missing', 'present']) })

const leafSchema = z.union([comparison, between, recent, listed, textual, presence])
export type Leaf = z.infer<typeof leafSchema>

/** What is made of a customer's events: a number of rows or of different values, or of a column's numbers. */
export const summaries = ['count', 'distinct', 'sum', 'mean', 'min', 'max'] as const

/**
 * A condition on a customer's events in a dataset linked by its customer key. Without events `count`, `distinct` and `sum`
 * are 0, and the others missing.
 */
export interface RollUp {
  rollUp: {
    /** Dataset of events, by name or id. */
    dataset: string
    summary: (typeof summaries)[number]
    /** What `distinct` and the numbers are of; `count` has none. */
    column?: string | undefined
    /** Divided by the months of the period: a monthly average. */
    perMonth?: boolean | undefined
    /** Only events of this period, by a column of dates. */
    during?: { column: string; period: Period } | undefined
    /** Only events for which this holds. */
    where?: Condition | undefined
    is: Order
    value: number
  }
}

/** A tree of conditions. An empty `all` holds for every row, an empty `any` for none. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | RollUp | Leaf

const most = 200

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(conditionSchema).max(most) }),
    z.strictObject({ any: z.array(conditionSchema).max(most) }),
    z.strictObject({ not: conditionSchema }),
    z.strictObject({
      rollUp: z
        .strictObject({
          dataset: z.string().min(1),
          summary: z.enum(summaries),
          column: column.optional(),
          perMonth: z.boolean().optional(),
          during: z.strictObject({ column, period: periodSchema }).optional(),
          where: conditionSchema.optional(),
          is: z.enum(orders),
          value: z.number(),
        })
        .refine(({ summary, column }) => (summary === 'count') === (column === undefined))
        .refine(({ perMonth, during }) => !perMonth || during !== undefined),
    }),
    leafSchema,
  ]),
)
