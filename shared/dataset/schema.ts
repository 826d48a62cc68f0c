import { z } from 'zod'

/** What a column's values mean, which decides what may be done with them. */
export const measureTypeSchema = z.enum(['continuous', 'ordinal', 'nominal', 'id', 'time', 'text'])
export type MeasureType = z.infer<typeof measureTypeSchema>

/** How values are kept in SQLite: INTEGER, REAL, TEXT, or ISO 8601 text for dates (no time zone: a date never moves). */
export const storageTypeSchema = z.enum(['integer', 'real', 'text', 'date', 'datetime'])
export type StorageType = z.infer<typeof storageTypeSchema>

/** What a column is for, recognised by its name in Chinese or English and by its values. */
export const columnRoleSchema = z.enum([
  'customer',
  'date',
  'amount',
  'quantity',
  'unitPrice',
  'cost',
  'product',
  'order',
  'category',
  'region',
  'rating',
  'outcome',
  'text',
  'name',
])
export type ColumnRole = z.infer<typeof columnRoleSchema>

export const columnSchema = z.object({
  name: z.string().min(1),
  storage: storageTypeSchema,
  measureType: measureTypeSchema,
  role: columnRoleSchema.nullable(),
  /** Rows without a value. */
  missing: z.int().min(0),
})
export type ColumnInfo = z.infer<typeof columnSchema>

/** What one row stands for. */
export const grainSchema = z.enum(['customer', 'order', 'order-line', 'visit', 'message', 'other'])
export type Grain = z.infer<typeof grainSchema>

export const datasetSchema = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.int().min(1),
  nRows: z.int().min(0),
  columns: z.array(columnSchema),
  grain: grainSchema,
  customerKey: z.string().nullable(),
  createdAt: z.string(),
  source: z
    .object({ file: z.string(), sheet: z.string().nullable(), sha256: z.string(), bytes: z.number() })
    .nullable(),
  /** What made it of other datasets (`recipe`, `roll-up`, `join`, …); absent when it was imported. */
  madeBy: z.string().optional(),
  /** Steps of its recipe, those switched off too; absent when it has none. */
  recipeSteps: z.int().optional(),
  rowsRead: z.int(),
  rowsRejected: z.int(),
})
export type Dataset = z.infer<typeof datasetSchema>

/** Columns whose values are numbers a method can compute with (dates count as milliseconds since 1970, UTC). */
export function isNumericStorage(storage: StorageType): boolean {
  return storage !== 'text'
}
