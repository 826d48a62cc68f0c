import { z } from 'zod'
import type { Coefficient } from '../../learning/linear/coefficient'

export const params = {
  penalty: z.enum(['none', 'l2', 'l1', 'elastic-net']).default('none'),
  /** Weight of the losses against the penalty. */
  C: z.number().gt(0).default(1),
  /** Share of the absolute values in `elastic-net`. */
  l1Ratio: z.number().min(0).max(1).default(0.5),
}

export interface LogisticOwn {
  /** One number, or one per class where there are more than two. */
  intercept: number | number[]
  coefficients: Coefficient[]
  /** Of the intercepts, with their tests. */
  intercepts: Coefficient[]
  logLikelihood: number
  nullLogLikelihood: number
  aic: number
  pseudoR2: number
  separated: string[]
  aliased: string[]
}

const coefficient: z.ZodType<Coefficient> = z.object({
  term: z.string(),
  class: z.string().nullable(),
  estimate: z.number(),
  standardError: z.number().nullable(),
  z: z.number().nullable(),
  p: z.number().nullable(),
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  oddsRatio: z.number().nullable(),
})

export const shape = {
  intercept: z.union([z.number(), z.array(z.number())]),
  coefficients: z.array(coefficient),
  intercepts: z.array(coefficient),
  logLikelihood: z.number(),
  nullLogLikelihood: z.number(),
  aic: z.number(),
  pseudoR2: z.number(),
  separated: z.array(z.string()),
  aliased: z.array(z.string()),
}
