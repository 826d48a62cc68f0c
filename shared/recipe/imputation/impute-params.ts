import { z } from 'zod'
import { learnFrom } from '../learning-rows'
import { columnName, columnNames } from '../step-params'

const methods = [
  'constant',
  'mean',
  'median',
  'mode',
  'least',
  'greatest',
  'group-mean',
  'group-median',
  'group-mode',
  'k-nearest',
  'model',
  'previous',
  'next',
  'between',
] as const

const inOrder = ['previous', 'next', 'between'] as const

/** How gaps are filled. */
export const imputeParams = z.object({
  columns: columnNames(),
  method: z.enum(methods).default('median'),
  value: z
    .union([z.string(), z.number()])
    .nullable()
    .default(null)
    .meta({ when: { method: ['constant'] } }),
  by: z
    .array(columnName())
    .default([])
    .meta({ when: { method: ['group-mean', 'group-median', 'group-mode', ...inOrder] } }),
  orderBy: columnName()
    .nullable()
    .default(null)
    .meta({ when: { method: [...inOrder] } }),
  /** Gaps in a row that are filled at most; all when absent. */
  most: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .meta({ when: { method: ['previous', 'next'] } }),
  neighbours: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .meta({ when: { method: ['k-nearest'] } }),
  /** Whether all neighbours count alike, or each by 1 / distance. */
  weights: z
    .enum(['uniform', 'distance'])
    .default('uniform')
    .meta({ when: { method: ['k-nearest'] } }),
  /** Compares columns in units of their standard deviation, so that none outweighs the others; `KNNImputer` takes them as they are. */
  standardize: z
    .boolean()
    .default(false)
    .meta({ when: { method: ['k-nearest'] } }),
  rounds: z
    .int()
    .min(1)
    .max(100)
    .default(10)
    .meta({ when: { method: ['model'] } }),
  /** A column of 1 and 0 beside each that had gaps (`MissingIndicator`). */
  mark: z.boolean().default(false),
  learnFrom: learnFrom(),
})

export type ImputeParams = z.output<typeof imputeParams>
