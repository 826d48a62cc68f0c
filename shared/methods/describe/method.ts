import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { type MeasureType, measureTypeSchema } from '../../dataset/schema'
import { type ColumnQuality, columnQualitySchema } from '../../quality/quality-report'
import { defineMethod } from '../define-method'
import { matrixSchema } from '../result-schemas'

export const params = z.object({
  /** Most frequent values listed per column. */
  topValues: z.int().min(1).max(50).default(5),
  /** Bins of each histogram, equally wide from the least to the greatest value; by Freedman and Diaconis when absent. */
  histogramBins: z.int().min(1).max(200).nullable().default(null),
  /** Kendall's τ takes longer than the other correlations: `auto` leaves it out of large tables. */
  kendall: z.enum(['auto', 'always', 'never']).default('auto'),
})
export type DescribeParams = z.output<typeof params>

/** A column in figures; what is not defined for it is null. */
export interface ColumnDescription {
  name: string
  kind: 'numeric' | 'categorical'
  measureType: MeasureType
  /** Rows with a value. */
  n: number
  missing: number
  distinct: number
  mean: number | null
  /** Sample standard deviation, divisor n − 1. */
  sd: number | null
  min: number | null
  /** Quartiles by linear interpolation. */
  q1: number | null
  median: number | null
  q3: number | null
  max: number | null
  /** g1. */
  skewness: number | null
  sum: number | null
  /** Sample variance, divisor n − 1. */
  variance: number | null
  /** Of the mean: sd / √n. */
  standardError: number | null
  /** sd / mean. */
  coefficientOfVariation: number | null
  /** The most frequent value, of several the smallest. */
  mode: number | null
  modeCount: number | null
  /** Third less first quartile. */
  iqr: number | null
  /** Median of the distances from the median, not scaled. */
  mad: number | null
  /** G1, adjusted for the sample's size. */
  skewnessSample: number | null
  /** Excess g2. */
  kurtosis: number | null
  /** Excess G2, adjusted for the sample's size. */
  kurtosisSample: number | null
  /** R-7 at each share of `quantileShares`. */
  quantiles: { p: number; value: number }[]
  /** Values far out by three rules, and Tukey's fences; null for dates and categories. */
  outliers: ColumnQuality['outliers']
  /** On the first 5,000 values; null below 3 and where all are equal. */
  shapiroWilk: { W: number; p: number; n: number } | null
  jarqueBera: { statistic: number; p: number } | null
  /** Most frequent values, ties in ascending order. */
  top: { value: string; count: number }[]
  /** Counts between neighbouring edges; the last bin includes its upper edge. */
  histogram: { edges: number[]; counts: number[] } | null
}

export interface DescribeResult {
  columns: ColumnDescription[]
  /** Names along both sides of the correlation matrices: the numeric columns. */
  correlated: string[]
  /** NaN where a column is constant or two columns share fewer than two rows with values. */
  pearson: Matrix
  spearman: Matrix
  /** τ-b; null where it was left out. */
  kendall: Matrix | null
  /** Probability of so strong a correlation, on either side, where there is none: by Student's t on n − 2 degrees; 0 on the diagonal. */
  pearsonP: Matrix
  spearmanP: Matrix
  /** Divisor n − 1, each pair over the rows that have both values. */
  covariance: Matrix
}

/** Where quantiles are given. */
export const quantileShares = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1] as const

const figure = z.number().nullable()
const column: z.ZodType<ColumnDescription> = z.object({
  name: z.string(),
  kind: z.enum(['numeric', 'categorical']),
  measureType: measureTypeSchema,
  n: z.int(),
  missing: z.int(),
  distinct: z.int(),
  mean: figure,
  sd: figure,
  min: figure,
  q1: figure,
  median: figure,
  q3: figure,
  max: figure,
  skewness: figure,
  sum: figure,
  variance: figure,
  standardError: figure,
  coefficientOfVariation: figure,
  mode: figure,
  modeCount: figure,
  iqr: figure,
  mad: figure,
  skewnessSample: figure,
  kurtosis: figure,
  kurtosisSample: figure,
  quantiles: z.array(z.object({ p: z.number(), value: z.number() })),
  outliers: columnQualitySchema.shape.outliers,
  shapiroWilk: z.object({ W: z.number(), p: z.number(), n: z.int() }).nullable(),
  jarqueBera: z.object({ statistic: z.number(), p: z.number() }).nullable(),
  top: z.array(z.object({ value: z.string(), count: z.int() })),
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.int()) }).nullable(),
})
const result: z.ZodType<DescribeResult> = z.object({
  columns: z.array(column),
  correlated: z.array(z.string()),
  pearson: matrixSchema,
  spearman: matrixSchema,
  kendall: matrixSchema.nullable(),
  pearsonP: matrixSchema,
  spearmanP: matrixSchema,
  covariance: matrixSchema,
})

export const spec = defineMethod({
  id: 'describe',
  family: 'explore',
  inputs: {
    columns: {
      count: 'many',
      required: true,
      measureTypes: ['continuous', 'ordinal', 'nominal', 'time'],
      as: 'any',
      alias: 'features',
    },
  },
  params,
  result,
  perRow: [],
  references: [
    {
      citation:
        'Hyndman, R. J. & Fan, Y. (1996). Sample quantiles in statistical packages. The American Statistician, 50(4).',
      variant: 'R-7',
    },
    {
      citation:
        'Joanes, D. N. & Gill, C. A. (1998). Comparing measures of sample skewness and kurtosis. The Statistician, 47(1).',
      variant: 'g1, G1, g2, G2',
    },
    {
      citation:
        'Royston, P. (1995). Remark AS R94: a remark on algorithm AS 181, the W-test for normality. Applied Statistics, 44(4).',
      variant: 'first 5,000 values',
    },
    {
      citation:
        'Jarque, C. M. & Bera, A. K. (1987). A test for normality of observations and regression residuals. International Statistical Review, 55(2).',
    },
    {
      citation: 'Kendall, M. G. (1945). The treatment of ties in ranking problems. Biometrika, 33(3).',
      variant: 'τ-b',
    },
    {
      citation:
        'Spearman, C. (1904). The proof and measurement of association between two things. American Journal of Psychology, 15.',
      variant: 'average ranks for ties',
    },
  ],
  primaryParams: ['topValues'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.02 + nRows * nColumns * (8e-7 + nColumns * 6e-8),
    bytes: nRows * nColumns * 24,
  }),
})
