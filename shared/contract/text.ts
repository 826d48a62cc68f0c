import { z } from 'zod'

/** How a number is to be read and written: the viewer formats it for its locale. `percent` holds a fraction (0.12 = 12 %). */
export const unitSchema = z.enum([
  'number',
  'count',
  'percent',
  'currency',
  'days',
  'date',
  'datetime',
  'milliseconds',
  'bytes',
])
export type Unit = z.infer<typeof unitSchema>

export interface Quantity {
  value: number | null
  unit: Unit
  /** Digits after the decimal point; the unit's habit when absent. */
  decimals?: number | undefined
  /** In thousands and millions, or in 万 and 亿, where there is little room. */
  compact?: boolean | undefined
}

/** What a person reads: a key into shared/locales with its values, or words of the user's own (a column or file name). */
export type Text = { key: string; values?: Record<string, TextValue> | undefined } | { literal: string }
export type TextValue = string | number | Quantity | Text | readonly Text[]

const quantitySchema = z.object({
  value: z.number().nullable(),
  unit: unitSchema,
  decimals: z.int().min(0).max(12).optional(),
  compact: z.boolean().optional(),
})

export const textSchema: z.ZodType<Text> = z.lazy(() =>
  z.union([
    z.object({ literal: z.string() }),
    z.object({ key: z.string().min(1), values: z.record(z.string(), textValueSchema).optional() }),
  ]),
)
const textValueSchema: z.ZodType<TextValue> = z.lazy(() =>
  z.union([z.string(), z.number(), quantitySchema, textSchema, z.array(textSchema)]),
)

/** Names a translation with its values: `text('errors.fileNotFound', { file })`. */
export function text(key: string, values?: Record<string, TextValue>): Text {
  return values === undefined ? { key } : { key, values }
}

/** Wraps words that are the user's own and are never translated. */
export function literal(words: string): Text {
  return { literal: words }
}

/** A number with the unit it is read in, for use inside a text or a table cell. */
export function quantity(value: number | null, unit: Unit, decimals?: number): Quantity {
  return decimals === undefined ? { value, unit } : { value, unit, decimals }
}
