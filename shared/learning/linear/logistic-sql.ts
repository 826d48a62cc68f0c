import type { LogisticModel } from './logistic-model'

/** One SQL expression per class. */
export function logisticToSql({ nClasses, nSets, beta }: LogisticModel, features: readonly string[]): string[] {
  const p = features.length + 1
  const linear = Array.from({ length: nSets }, (_, k) => linearSql(beta.subarray(k * p, (k + 1) * p), features))
  if (nClasses === 2) {
    const [margin] = linear
    return [`(1.0 / (1.0 + exp(${margin})))`, `(1.0 / (1.0 + exp(-(${margin}))))`]
  }
  const shares = Array.from({ length: nClasses }, (_, k) =>
    k < nClasses - nSets ? '1.0' : `exp(${linear[k - (nClasses - nSets)]})`,
  )
  return shares.map((share) => `(${share} / (${shares.join(' + ')}))`)
}

/** Σ coefficient · feature + intercept; coefficients of 0 are left out. */
export function linearSql(beta: Float64Array, features: readonly string[]): string {
  const terms = features.flatMap((feature, j) => {
    const value = beta[j] as number
    return value === 0 ? [] : [`(${sqlNumber(value)}) * ${feature}`]
  })
  return [sqlNumber(beta[features.length] as number), ...terms].join(' + ')
}

/** A number with all its digits, which SQL takes for a real one. */
export function sqlNumber(value: number): string {
  const words = String(value)
  return /[.e]/.test(words) ? words : `${words}.0`
}
