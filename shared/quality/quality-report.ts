import { z } from 'zod'
import { textSchema } from '../contract/text'
import { columnRoleSchema, measureTypeSchema, storageTypeSchema } from '../dataset/schema'
import { recipeStepSchema } from '../recipe/recipe'

const number = z.number().nullable()
/** Dates are written 2024-03-05. */
const value = z.union([z.number(), z.string()]).nullable()

/** Rows by what is odd about their date, each counted once. */
export const suspiciousDatesSchema = z.object({
  /** After today, 9999-12-31 apart. */
  future: z.int(),
  '1900-01-01': z.int(),
  '1970-01-01': z.int(),
  '9999-12-31': z.int(),
})
export type SuspiciousDates = z.infer<typeof suspiciousDatesSchema>

/** Spellings that differ in spaces, width of signs or case alone. */
export const variantsSchema = z.object({ spellings: z.array(z.object({ value: z.string(), count: z.int() })) })
export type Variants = z.infer<typeof variantsSchema>

/** What one column holds. Spread, shape and outliers are of numbers only; least, quartiles and greatest also of dates. */
export const columnQualitySchema = z.object({
  name: z.string(),
  type: measureTypeSchema,
  storage: storageTypeSchema,
  role: columnRoleSchema.nullable(),
  n: z.int(),
  missing: z.int(),
  distinct: z.int(),
  mean: number,
  /** Divisor n − 1. */
  sd: number,
  min: value,
  /** Quartiles R-7. */
  q1: value,
  median: value,
  q3: value,
  max: value,
  /** g1, divisor n. */
  skewness: number,
  /** G1, adjusted for the number of values. */
  skewnessSample: number,
  /** Excess g2, divisor n. */
  kurtosis: number,
  /** Excess G2, adjusted for the number of values. */
  kurtosisSample: number,
  outliers: z
    .object({
      /** Below Q1 − 1.5·IQR or above Q3 + 1.5·IQR (Tukey 1977). */
      iqr: z.int(),
      fences: z.object({ low: z.number(), high: z.number() }),
      /** Further than 3 sample standard deviations from the mean. */
      z: z.int(),
      /** Modified z-score 0.6745·(x − median)/MAD beyond 3.5 (Iglewicz & Hoaglin 1993); none where the MAD is 0. */
      mad: z.int(),
    })
    .nullable(),
  mode: z.object({ value: z.union([z.number(), z.string()]), count: z.int() }).nullable(),
  /** How often the most frequent value is there for each time the second is; null with fewer than two. */
  frequencyRatio: number,
  /** Shannon's, of the values that are there: natural logarithm, base 2, and as a share of what so many different values could have. */
  entropy: z.object({ nats: z.number(), bits: z.number(), share: z.number() }).nullable(),
  /** Every value that is there is the same. */
  constant: z.boolean(),
  /** One value stands for 95 % or more of those that are there. */
  nearConstant: z.boolean(),
  /** A category of more than 50 values. */
  highCardinality: z.boolean(),
  suspiciousDates: suspiciousDatesSchema.nullable(),
  variants: z.array(variantsSchema),
  /** Cells that change when variants are written alike. */
  respelled: z.int(),
})
export type ColumnQuality = z.infer<typeof columnQualitySchema>

const matrixSchema = z.object({ columns: z.array(z.string()), values: z.array(z.array(number)) })

/** How columns go together, pair by pair over the rows that have both values. */
export const associationsSchema = z.object({
  /** Rows that were looked at: all, or evenly spaced ones of a large table. */
  rows: z.int(),
  pearson: matrixSchema,
  spearman: matrixSchema,
  /** τ-b, on `kendallRows` rows. */
  kendall: matrixSchema,
  /** As `rows`; fewer where comparing every pair of them would take too long. */
  kendallRows: z.int(),
  /** Of categories of 2 to 50 values, without correction. */
  cramerV: matrixSchema,
  /** The same with Bergsma's correction for bias. */
  cramerVCorrected: matrixSchema,
  /** The strongest pairs first. */
  top: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      measure: z.enum(['pearson', 'spearman', 'cramerV']),
      value: z.number(),
    }),
  ),
})
export type Associations = z.infer<typeof associationsSchema>

/** What a dataset holds and how good it is. */
export const qualityReportSchema = z.object({
  nRows: z.int(),
  columns: z.array(columnQualitySchema),
  /** Rows that are the same as an earlier one in every column. */
  duplicateRows: z.int(),
  /** Combinations of columns that miss a value together, the most frequent first; no columns: complete rows. */
  missingPatterns: z.array(z.object({ columns: z.array(z.string()), rows: z.int() })),
  associations: associationsSchema,
})
export type QualityReport = z.infer<typeof qualityReportSchema>

export const severities = ['high', 'medium', 'low'] as const

/** Something a person should know about the data, and what could be done about it. */
export const findingSchema = z.object({
  id: z.string(),
  kind: z.enum([
    'duplicates',
    'empty',
    'missing',
    'dates',
    'variants',
    'outliers',
    'skewed',
    'constant',
    'nearConstant',
    'manyValues',
    'alike',
  ]),
  severity: z.enum(severities),
  columns: z.array(z.string()),
  words: textSchema,
  /** Rows it is about. */
  rows: z.int(),
  /** Steps that deal with it, and how many rows or cells they change. */
  remedy: z
    .object({
      words: textSchema,
      effect: z.object({ count: z.int(), of: z.enum(['rows', 'cells', 'columns']) }),
      steps: z.array(recipeStepSchema).min(1),
    })
    .nullable(),
})
export type Finding = z.infer<typeof findingSchema>
export type Remedy = NonNullable<Finding['remedy']>
