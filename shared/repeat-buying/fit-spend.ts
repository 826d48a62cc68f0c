import { z } from 'zod'
import type { Progress } from '../contract/run-events'
import { pearson } from '../math/pearson'
import { mean } from '../math/sum'
import { fitParameters } from './fit-parameters'
import {
  gammaGammaLikelihood,
  gammaGammaNames,
  gammaGammaStarts,
  populationSpend,
  type SpendRows,
} from './gamma-gamma-model'
import { namedValues } from './named-values'

/** Fewest customers with repeat purchases that a model is fitted to. */
export const fewestRepeatBuyers = 10

export const spendModelSchema = z.object({
  parameters: z.object({ p: z.number(), q: z.number(), gamma: z.number() }),
  standardErrors: z.object({ p: z.number().nullable(), q: z.number().nullable(), gamma: z.number().nullable() }),
  logLikelihood: z.number(),
  converged: z.boolean(),
  iterations: z.int(),
  /** Customers with repeat purchases and a mean spend above 0. */
  nCustomers: z.int(),
  /** Mean over all customers; null where it is infinite (q ≤ 1). */
  populationMean: z.number().nullable(),
  /** Pearson correlation of frequency and mean spend, which the model takes for 0; null when one of them is constant. */
  correlation: z.number().nullable(),
})
export type SpendModel = z.infer<typeof spendModelSchema>

/** Customers the model is fitted to: those with repeat purchases of some amount. */
export function spendRows(frequency: Float64Array, monetary: Float64Array): SpendRows {
  const isIn = (i: number) => (frequency[i] as number) > 0 && (monetary[i] as number) > 0
  return { x: frequency.filter((_, i) => isIn(i)), m: monetary.filter((_, i) => isIn(i)) }
}

/** Every so-many-th of many customers, to come near on; null for few. */
function partOfSpend({ x, m }: SpendRows): SpendRows | null {
  if (x.length <= 24_000) return null
  const step = Math.floor(x.length / 8000)
  const isIn = (_: number, i: number) => i % step === 0
  return { x: x.filter(isIn), m: m.filter(isIn) }
}

/** Fits the gamma-gamma model of spend; null when fewer than ten customers have repeat purchases of different amounts. */
export function* fitSpend(rows: SpendRows, penalty: number): Generator<Progress, SpendModel | null, void> {
  const n = rows.x.length
  if (n < fewestRepeatBuyers || rows.m.every((value) => value === rows.m[0])) return null
  // In units of the mean the search does not depend on the currency.
  const unit = mean(rows.m)
  const scaled = { x: rows.x, m: rows.m.map((value) => value / unit) }
  const likelihoodOf = (some: SpendRows) => (parameters: Float64Array, gradient: Float64Array) =>
    gammaGammaLikelihood(some, parameters, gradient)
  const part = partOfSpend(scaled)
  const rough = part && { likelihood: likelihoodOf(part), n: part.x.length }
  const fit = yield* fitParameters(likelihoodOf(scaled), { n, penalty, starts: gammaGammaStarts(1), rough })
  const parameters = fit.parameters.map((value, i) => (i === 2 ? value * unit : value))
  const errors = fit.standardErrors.map((value, i) => (i === 2 ? value * unit : value))
  const correlation = pearson(rows.x, rows.m)
  const population = populationSpend(parameters)
  return {
    parameters: namedValues(gammaGammaNames, parameters) as SpendModel['parameters'],
    standardErrors: namedValues(gammaGammaNames, errors),
    logLikelihood: fit.logLikelihood - n * Math.log(unit),
    converged: fit.converged,
    iterations: fit.iterations,
    nCustomers: n,
    populationMean: Number.isFinite(population) ? population : null,
    correlation: Number.isFinite(correlation) ? correlation : null,
  }
}

/** The parameters as an array, in the order of their names. */
export function spendParameters({ parameters }: SpendModel): Float64Array {
  return Float64Array.from(gammaGammaNames, (name) => parameters[name])
}
