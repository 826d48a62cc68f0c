import { digamma, digammaDifference } from '../math/digamma'
import { logGamma, logGammaDifference } from '../math/log-gamma'

/** Customers with repeat purchases: how many, and the mean amount of them. */
export interface SpendRows {
  x: Float64Array
  m: Float64Array
}

export const gammaGammaNames = ['p', 'q', 'gamma'] as const

/** Where to begin: spread like the means themselves, around their mean. */
export function gammaGammaStarts(meanSpend: number): readonly (readonly [number, number, number])[] {
  return [
    [6, 4, meanSpend / 2],
    [2, 3, meanSpend],
    [1, 10, 9 * meanSpend],
  ]
}

/**
 * Log-likelihood of mean spends: each purchase of a customer is gamma distributed (p, ν), and ν differs between customers as a
 * gamma distribution (q, γ).
 * @param gradient receives the derivatives by p, q and γ
 * Source: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
 */
export function gammaGammaLikelihood({ x, m }: SpendRows, parameters: Float64Array, gradient: Float64Array): number {
  const [p, q, gamma] = parameters as unknown as [number, number, number]
  const logGammaOfQ = logGamma(q)
  const psiOfQ = digamma(q)
  const logScale = Math.log(gamma)
  let [sum, byP, byQ, byGamma] = [0, 0, 0, 0]
  for (let i = 0; i < x.length; i++) {
    const shape = p * (x[i] as number)
    const total = (x[i] as number) * (m[i] as number)
    const logTotal = Math.log(total)
    const logSum = Math.log(total + gamma)
    const psiStep = digammaDifference(shape, q)
    sum +=
      logGammaDifference(shape, q) -
      logGammaOfQ +
      q * logScale +
      shape * logTotal -
      (shape + q) * logSum -
      Math.log(m[i] as number)
    byP += (x[i] as number) * (psiStep + logTotal - logSum)
    byQ += digamma(shape + q) - psiOfQ + logScale - logSum
    byGamma += q / gamma - (shape + q) / (total + gamma)
  }
  gradient.set([byP, byQ, byGamma])
  return sum
}

/** Mean of the spend of all customers, p·γ/(q − 1); NaN when q ≤ 1, where it is infinite. */
export function populationSpend(parameters: Float64Array): number {
  const [p, q, gamma] = parameters as unknown as [number, number, number]
  return q > 1 ? (p * gamma) / (q - 1) : Number.NaN
}

/** Expected mean spend of a customer: between his own mean and that of all, the nearer to his own the more he bought. */
export function expectedSpend(parameters: Float64Array, x: number, m: number): number {
  if (!(x > 0 && m > 0)) return populationSpend(parameters)
  const [p, q, gamma] = parameters as unknown as [number, number, number]
  return (p * (gamma + x * m)) / (p * x + q - 1)
}
