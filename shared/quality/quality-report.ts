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
  /** Before 1900: day 0 of a spreadsheet, or a century that was cut off. */
  past: z.int(),
  '1900-01-01': z.int(),
  '1970-01-01': z.int(),
  '9999-12-31': z.int(),
})
export type SuspiciousDates = z.infer<typeof suspiciousDatesSchema>

/** Dates outside of the time that the others span, which lie inside of it when day and month change places. */
export const swappedDatesSchema = z.object({ cells: z.int(), first: z.string(), last: z.string() })

/** What the texts of a column look like beside words. */
export const writtenSchema = z.object({
  /** Cells that can be read as a number, without a unit. */
  numbers: z.int(),
  /** Cells that can be read as a date. */
  dates: z.int(),
  /** Cells of a number with a unit, the most frequent unit first. */
  units: z.array(z.object({ unit: z.string(), cells: z.int() })),
  /** Some of what is neither. */
  others: z.array(z.string()),
  /** Some number begins with a 0, as in codes: then they are names, not quantities. */
  isCode: z.boolean(),
})
export type Written = z.infer<typeof writtenSchema>

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
  swappedDates: swappedDatesSchema.nullable(),
  /** Values that such a column cannot have, and between what they can lie; null where nothing is known of it. */
  impossible: z.object({ cells: z.int(), low: number, high: number }).nullable(),
  /** Texts of nothing but spaces. */
  blank: z.int(),
  /** Other texts with spaces at an end, or several in a row. */
  padded: z.int(),
  /** Of texts only. */
  written: writtenSchema.nullable(),
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
  /** Columns that could have been compared as well, but were too many. */
  leftOut: z.int(),
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

/** Steps that deal with a finding, and how much they change. */
export const remedySchema = z.object({
  words: textSchema,
  effect: z.object({ count: z.int(), of: z.enum(['rows', 'cells', 'columns', 'newColumns']) }),
  steps: z.array(recipeStepSchema).min(1),
})
export type Remedy = z.infer<typeof remedySchema>

/** Something a person should know about the data, and what could be done about it. */
export const findingSchema = z.object({
  /** The same for the same finding of another revision. */
  id: z.string(),
  kind: z.enum([
    'duplicates',
    'ids',
    'empty',
    'missing',
    'dates',
    'swapped',
    'impossible',
    'negative',
    'numbersAsText',
    'datesAsText',
    'mixed',
    'units',
    'variants',
    'blanks',
    'spaces',
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
  /** Why it matters, in a sentence. */
  why: textSchema,
  /** Rows it is about. */
  rows: z.int(),
  /** What can be done about it, the best first; none where a person has to look. */
  remedies: z.array(remedySchema),
})
export type Finding = z.infer<typeof findingSchema>

/** What a look through a dataset finds. */
export const foundQualitySchema = z.object({ report: qualityReportSchema, findings: z.array(findingSchema) })
export type FoundQuality = z.infer<typeof foundQualitySchema>

/** Another number whenever a look would find something else in the same rows: what was kept before then is not used. */
export const qualityVersion = 4
