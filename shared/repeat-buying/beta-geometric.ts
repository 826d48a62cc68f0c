import { digammaDifference } from '../math/digamma'
import { hypergeometric } from '../math/hypergeometric'
import { logGammaDifference } from '../math/log-gamma'
import { betaGeometricCounts } from './count-probabilities'
import type { PurchaseRows } from './purchase-rows'
import type { RepeatModel } from './repeat-model'

/**
 * BG/NBD and its modification: purchases come at a rate that differs between customers as a gamma distribution (r, α), and
 * after every purchase a customer drops out with a probability that differs as a beta distribution (a, b). The modified
 * model lets customers drop out right after their first purchase, too.
 * Source: Fader, Hardie & Lee (2005), Marketing Science 24(2); Batislam, Denizel & Filiztekin (2007), International Journal of
 * Research in Marketing 24(3).
 */
export function betaGeometric(isModified: boolean): RepeatModel {
  /** Chances to drop out that were not taken beyond the repeat purchases. */
  const extra = isModified ? 1 : 0
  return {
    names: ['r', 'alpha', 'a', 'b'],
    starts: (rate, meanT) => [
      [0.5, 0.5 / rate, 0.5, 2],
      [0.25, 0.25 / (2 * rate), 0.8, 2.5],
      [1, 1 / rate, 0.1, 5],
      [2, Math.min(2 / rate, 4 * meanT), 1, 1],
    ],
    logLikelihood: (rows, parameters, gradient) => logLikelihood(rows, parameters, gradient, extra),
    pAlive: (parameters, x, tx, T) => 1 / (1 + Math.exp(logOddsOfDropOut(parameters, x, tx, T, extra))),
    whileAlive: (parameters, x, T, t) => whileAlive(parameters, x, T, t, extra),
    counts: (parameters, t, most) => betaGeometricCounts(parameters, t, most, extra),
  }
}

/** Log odds that a customer has dropped out; −∞ where that cannot be. */
function logOddsOfDropOut([r, alpha, a, b]: Float64Array, x: number, tx: number, T: number, extra: number): number {
  const chances = x - 1 + extra
  if (chances < 0) return Number.NEGATIVE_INFINITY
  const delta = (a as number) / ((b as number) + chances)
  return Math.log(delta) + ((r as number) + x) * Math.log(((alpha as number) + T) / ((alpha as number) + tx))
}

/** What depends on the frequency alone, and its derivatives by r, a and b. */
function frequencyTerms(rows: PurchaseRows, [r, , a, b]: readonly number[], extra: number) {
  const terms = { value: [] as number[], byR: [] as number[], byA: [] as number[], byB: [] as number[] }
  const [rate, first, second] = [r as number, a as number, b as number]
  for (const x of rows.frequencies) {
    const stays = x + extra
    const whole = digammaDifference(first + second, stays)
    terms.value.push(
      logGammaDifference(rate, x) + logGammaDifference(second, stays) - logGammaDifference(first + second, stays),
    )
    terms.byR.push(digammaDifference(rate, x))
    terms.byA.push(-whole)
    terms.byB.push(digammaDifference(second, stays) - whole)
  }
  return terms
}

function logLikelihood(rows: PurchaseRows, parameters: Float64Array, gradient: Float64Array, extra: number): number {
  const [r, alpha, a, b] = parameters as unknown as [number, number, number, number]
  const terms = frequencyTerms(rows, [r, alpha, a, b], extra)
  const logAlpha = Math.log(alpha)
  let [sum, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
  for (let i = 0; i < rows.nRows; i++) {
    const x = rows.x[i] as number
    const weight = rows.weight[i] as number
    const at = rows.frequencyOf[i] as number
    const end = alpha + (rows.T[i] as number)
    const logEnd = Math.log(end)
    const chances = x - 1 + extra
    let value = (terms.value[at] as number) + r * logAlpha - (r + x) * logEnd
    let dR = (terms.byR[at] as number) + logAlpha - logEnd
    let dAlpha = r / alpha - (r + x) / end
    let dA = terms.byA[at] as number
    let dB = terms.byB[at] as number
    if (chances >= 0) {
      const last = alpha + (rows.tx[i] as number)
      const logRatio = logEnd - Math.log(last)
      const logOdds = Math.log(a / (b + chances)) + (r + x) * logRatio
      // One exponential serves both ln(1 + odds) and odds / (1 + odds), and cannot overflow.
      const small = Math.exp(-Math.abs(logOdds))
      const gone = (logOdds > 0 ? 1 : small) / (1 + small)
      value += Math.max(0, logOdds) + Math.log(1 + small)
      dR += gone * logRatio
      dAlpha += gone * (r + x) * (1 / end - 1 / last)
      dA += gone / a
      dB -= gone / (b + chances)
    }
    sum += weight * value
    byR += weight * dR
    byAlpha += weight * dAlpha
    byA += weight * dA
    byB += weight * dB
  }
  gradient.set([byR, byAlpha, byA, byB])
  return sum
}

/** The formula is 0/0 at a = 1; around it the mean of its neighbours is exact to 1e-8. */
function whileAlive(parameters: Float64Array, x: number, T: number, t: number, extra: number): number {
  const [r, alpha, a, b] = parameters as unknown as [number, number, number, number]
  if (t <= 0) return 0
  const z = t / (alpha + T + t)
  if (Math.abs(a - 1) > 1e-4) return purchasesAhead(r, a, b + extra, x, z)
  return (purchasesAhead(r, 1 - 2e-4, b + extra, x, z) + purchasesAhead(r, 1 + 2e-4, b + extra, x, z)) / 2
}

/** From here on (1 − z)^(a − 1) leaves the range of numbers, and drop-out hardly differs between customers. */
const LARGE_A = 30

/**
 * (a + b + x − 1)/(a − 1) · [1 − (1 − z)^(r + x) · ₂F₁(r + x, b + x; a + b + x − 1; z)], with z = t / (α + T + t).
 * By Euler's transformation, or as it stands, whichever stays within the range of numbers; where neither does, by the limit.
 */
function purchasesAhead(r: number, a: number, b: number, x: number, z: number): number {
  const c = a + b + x - 1
  const underflows = (r + x) * Math.log1p(-z) < -600
  if (a > LARGE_A && underflows) return sameDropOutAhead(r + x, a / (a + b + x), z)
  const isTransformed = a <= LARGE_A && (a + b - 1 - r > -2 || underflows)
  const rest = isTransformed
    ? (1 - z) ** (a - 1) * hypergeometric(a + b - 1 - r, a - 1, c, z)
    : (1 - z) ** (r + x) * hypergeometric(r + x, b + x, c, z)
  return (c / (a - 1)) * (1 - rest)
}

/** The limit for a, b → ∞: every customer drops out with the same probability p after a purchase. */
function sameDropOutAhead(shape: number, p: number, z: number): number {
  return (1 - (1 + (p * z) / (1 - z)) ** -shape) / p
}
