import { z } from 'zod'
import type { LinearFit } from '../../learning/linear/linear-diagnostics'

export const params = {
  penalty: z.enum(['none', 'l2', 'l1', 'elastic-net', 'ridge', 'lasso']).default('none'),
  /** Strength of the penalty. */
  alpha: z.number().min(0).default(1),
  /** Weight of the losses against the penalty, instead of `alpha`. */
  C: z.number().gt(0).nullable().default(null),
  l1Ratio: z.number().min(0).max(1).default(0.5),
  /** Highest power of each number. */
  degree: z.int().min(1).max(6).default(1),
}

export interface LinearOwn extends LinearFit {
  aliased: string[]
}

const plain = <T>() => z.custom<T>((value) => typeof value === 'object')
const number = z.number().nullable()

export const shape = {
  intercept: z.number(),
  intercepts: z.array(plain<LinearFit['intercepts'][number]>()),
  coefficients: z.array(plain<LinearFit['coefficients'][number]>()),
  r2: number,
  adjustedR2: number,
  fStatistic: number,
  fP: number,
  sigma: number,
  logLikelihood: number,
  aic: number,
  bic: number,
  diagnostics: plain<LinearFit['diagnostics']>(),
  aliased: z.array(z.string()),
}
