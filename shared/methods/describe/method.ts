import { z } from 'zod'
import type { Matrix } from '../../dataset/column'
import { type MeasureType, measureTypeSchema } from '../../dataset/schema'
import { defineMethod } from '../define-method'
import { matrixSchema } from '../result-schemas'

export const params = z.object({
  /** Most frequent values listed per column. */
  topValues: z.int().min(1).max(50).default(5),
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
}

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
  top: z.array(z.object({ value: z.string(), count: z.int() })),
  histogram: z.object({ edges: z.array(z.number()), counts: z.array(z.int()) }).nullable(),
})
const result: z.ZodType<DescribeResult> = z.object({
  columns: z.array(column),
  correlated: z.array(z.string()),
  pearson: matrixSchema,
  spearman: matrixSchema,
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
      variant: 'g1',
    },
    {
      citation:
        'Spearman, C. (1904). The proof and measurement of association between two things. American Journal of Psychology, 15.',
      variant: 'average ranks for ties',
    },
  ],
  primaryParams: ['topValues'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.02 + nRows * nColumns * (4e-7 + nColumns * 2e-8),
    bytes: nRows * nColumns * 24,
  }),
})
