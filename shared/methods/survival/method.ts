import { z } from 'zod'
import { defineMethod } from '../define-method'
import { float64Schema } from '../result-schemas'

export const params = z.object({
  /** Level of confidence bands. */
  confidence: z.number().gt(0).lt(1).default(0.95),
  /** Scale on which bands are symmetric. */
  bands: z.enum(['log', 'log-log', 'plain']).default('log'),
  /** Which value of the event column means that it happened; recognised when null. */
  eventValue: z
    .union([z.string().min(1), z.number()])
    .nullable()
    .default(null),
  /** Weights of the comparison of groups: all times alike, or early times more. */
  comparison: z.enum(['log-rank', 'peto-peto']).default('log-rank'),
  ties: z.enum(['efron', 'breslow']).default('efron'),
})
export type SurvivalParams = z.output<typeof params>

/** A Kaplan–Meier curve; arrays have one entry per different duration. */
export interface SurvivalCurve {
  time: Float64Array
  atRisk: Float64Array
  events: Float64Array
  censored: Float64Array
  survival: Float64Array
  /** Standard error of the survival (Greenwood). */
  standardError: Float64Array
  /** NaN where the band is not defined. */
  lower: Float64Array
  upper: Float64Array
}

/** What one number per curve says. */
export interface SurvivalSummary {
  n: number
  nEvents: number
  /** Duration that half survive; null when more than half survive all. */
  median: number | null
  /** Mean duration up to the longest one observed. */
  restrictedMean: number
  /** Events per unit of time at risk. */
  rate: number
}

export interface SurvivalGroup extends SurvivalCurve, SurvivalSummary {
  name: string
  /** Events expected if all groups were alike. */
  expected: number
}

export interface CoxTerm {
  name: string
  coefficient: number
  standardError: number
  hazardRatio: number
  lower: number
  upper: number
  z: number
  p: number
  /** Test that the ratio stays the same over time (Grambsch & Therneau). */
  proportional: { chi2: number; p: number; correlation: number } | null
}

export interface CoxModel {
  n: number
  nEvents: number
  terms: CoxTerm[]
  /** Without covariates, and with them. */
  logLikelihood: number
  nullLogLikelihood: number
  chi2: number
  p: number
  concordance: number | null
  iterations: number
  converged: boolean
}

export interface SurvivalResult extends SurvivalCurve {
  summary: SurvivalSummary
  /** The value of the event column that counted as an event; null for numbers. */
  eventValue: string | null
  groups: SurvivalGroup[]
  logRank: { chi2: number; df: number; p: number } | null
  cox: CoxModel | null
  /** Why there is no Cox model although covariates were given. */
  coxProblem: 'constant' | 'collinear' | 'tooFew' | null
  restrictedTo: number
}

const curve = {
  time: float64Schema,
  atRisk: float64Schema,
  events: float64Schema,
  censored: float64Schema,
  survival: float64Schema,
  standardError: float64Schema,
  lower: float64Schema,
  upper: float64Schema,
}
const summary = {
  n: z.int(),
  nEvents: z.int(),
  median: z.number().nullable(),
  restrictedMean: z.number(),
  rate: z.number(),
}

const result: z.ZodType<SurvivalResult> = z.object({
  ...curve,
  summary: z.object(summary),
  eventValue: z.string().nullable(),
  groups: z.array(z.object({ name: z.string(), expected: z.number(), ...curve, ...summary })),
  logRank: z.object({ chi2: z.number(), df: z.int(), p: z.number() }).nullable(),
  cox: z
    .object({
      n: z.int(),
      nEvents: z.int(),
      terms: z.array(
        z.object({
          name: z.string(),
          coefficient: z.number(),
          standardError: z.number(),
          hazardRatio: z.number(),
          lower: z.number(),
          upper: z.number(),
          z: z.number(),
          p: z.number(),
          proportional: z.object({ chi2: z.number(), p: z.number(), correlation: z.number() }).nullable(),
        }),
      ),
      logLikelihood: z.number(),
      nullLogLikelihood: z.number(),
      chi2: z.number(),
      p: z.number(),
      concordance: z.number().nullable(),
      iterations: z.int(),
      converged: z.boolean(),
    })
    .nullable(),
  coxProblem: z.enum(['constant', 'collinear', 'tooFew']).nullable(),
  restrictedTo: z.number(),
})

export const spec = defineMethod({
  id: 'survival',
  family: 'value',
  inputs: {
    duration: { count: 'one', required: true, measureTypes: ['continuous', 'ordinal'], as: 'numeric' },
    event: {
      count: 'one',
      required: true,
      measureTypes: ['ordinal', 'nominal'],
      as: 'any',
      mostValues: 2,
      prefer: ['outcome'],
    },
    group: { count: 'one', required: false, measureTypes: ['nominal', 'ordinal'], as: 'any', prefer: ['category'] },
    covariates: { count: 'many', required: false, measureTypes: ['continuous', 'ordinal', 'nominal'], as: 'any' },
  },
  params,
  result,
  perRow: [],
  references: [
    {
      citation:
        'Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from incomplete observations. Journal of the American Statistical Association, 53(282), 457–481.',
      variant: 'Greenwood variance, bands on the log scale',
    },
    {
      citation:
        'Mantel, N. (1966). Evaluation of survival data and two new rank order statistics arising in its consideration. Cancer Chemotherapy Reports, 50(3), 163–170.',
      variant: 'log-rank',
    },
    {
      citation:
        'Cox, D. R. (1972). Regression models and life-tables. Journal of the Royal Statistical Society B, 34(2), 187–220.',
    },
    {
      citation:
        'Efron, B. (1977). The efficiency of Cox’s likelihood function for censored data. Journal of the American Statistical Association, 72(359), 557–565.',
      variant: 'ties',
    },
    {
      citation:
        'Grambsch, P. M. & Therneau, T. M. (1994). Proportional hazards tests and diagnostics based on weighted residuals. Biometrika, 81(3), 515–526.',
      variant: 'time as 1 − Kaplan–Meier',
    },
  ],
  primaryParams: ['eventValue', 'confidence'],
  estimate: (nRows, nColumns) => ({
    seconds: 0.05 + nRows * 1e-6 * (1 + nColumns * nColumns),
    bytes: nRows * (60 + nColumns * 16),
  }),
})
