import { coefficientOf } from '../../learning/linear/coefficient'
import type { LogisticModel } from '../../learning/linear/logistic-model'
import type { Predicted } from '../../learning/predictive/compute-predictive'
import type { LogisticOwn } from './method'

/** Coefficients with their tests, and how well the model fits its training rows. */
export function describe({ trained, target }: Predicted<LogisticModel>): LogisticOwn {
  const { beta, standardErrors, nSets, nClasses, featureNames, aliased, separated, ...fit } = trained.model
  const p = featureNames.length + 1
  const sets = Array.from({ length: nSets }, (_, k) => {
    const own = nClasses === 2 ? null : (target.classes[k + nClasses - nSets] as string)
    const at = (j: number, term: string) =>
      coefficientOf(term, own, beta[k * p + j] as number, standardErrors[k * p + j] as number)
    return { terms: featureNames.map((name, j) => at(j, name)), intercept: at(p - 1, 'intercept') }
  })
  const estimates = sets.map(({ intercept }) => intercept.estimate)
  const nFree = nSets * (p - aliased.reduce((sum, flag) => sum + flag, 0))
  return {
    intercept: nClasses === 2 ? (estimates[0] as number) : estimates,
    coefficients: sets.flatMap(({ terms }) => terms),
    intercepts: sets.map(({ intercept }) => intercept),
    logLikelihood: fit.logLikelihood,
    nullLogLikelihood: fit.nullLogLikelihood,
    aic: 2 * nFree - 2 * fit.logLikelihood,
    pseudoR2: fit.nullLogLikelihood < 0 ? 1 - fit.logLikelihood / fit.nullLogLikelihood : 0,
    separated: [...separated],
    aliased: featureNames.filter((_, j) => aliased[j]),
  }
}
