import { digammaDifference } from '../math/digamma'
import { gaussLegendre } from '../math/gauss-legendre'
import { logGammaDifference } from '../math/log-gamma'
import { paretoNbdCounts } from './count-probabilities'
import type { PurchaseRows } from './purchase-rows'
import type { RepeatModel } from './repeat-model'

const { nodes, weights } = gaussLegendre(10)

/** A panel of the quadrature is no longer than this, nor does the integrand fall by more than this exponent in it. */
const longestPanel = 2
const steepestPanel = 8

/**
 * Pareto/NBD: purchases come at a rate that differs between customers as a gamma distribution (r, α); customers drop out at a
 * rate that differs as a gamma distribution (s, β).
 * The likelihood's integral over the moment of dropping out is computed as it stands, by Gauss–Legendre quadrature in the
 * logarithm of time, which gives its derivatives as well and loses no digits.
 * Source: Schmittlein, Morrison & Colombo (1987), Management Science 33(1); Fader & Hardie (2005), "A Note on Deriving the
 * Pareto/NBD Model".
 */
export const paretoNbdModel: RepeatModel = {
  names: ['r', 'alpha', 's', 'beta'],
  starts: (rate, meanT) => [
    [0.5, 0.5 / rate, 0.5, meanT / 4],
    [1, 1 / rate, 1, meanT],
    [0.5, 0.25 / rate, 0.6, meanT / 3],
    [2, 2 / rate, 0.3, meanT],
  ],
  logLikelihood,
  pAlive: (parameters, x, tx, T) => dropOut(parameters, x, tx, T).alive,
  whileAlive: (parameters, x, T, t) => {
    const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number]
    const logRatio = Math.log1p(t / (beta + T))
    const span = Math.abs(s - 1) < 1e-9 ? logRatio : -Math.expm1(-(s - 1) * logRatio) / (s - 1)
    return (((r + x) * (beta + T)) / (alpha + T)) * span
  },
  counts: paretoNbdCounts,
}

/** The two ways a history can come about, and means over the moment of dropping out. */
interface DropOut {
  /** Log of α^−r·β^−s·Γ(r)/Γ(r + x) times the likelihood. */
  logSum: number
  /** Share of the way in which the customer is alive at T. */
  alive: number
  /** Means over the moment y of dropping out: ln(α + y), ln(β + y), 1/(α + y), 1/(β + y). */
  logAlpha: number
  logBeta: number
  perAlpha: number
  perBeta: number
}

/** Weighs being alive at T, (α + T)^−(r + x)·(β + T)^−s, against having dropped out at some y: s·∫ (α + y)^−(r + x)·(β + y)^−(s + 1) dy. */
function dropOut(parameters: Float64Array, x: number, tx: number, T: number): DropOut {
  const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number]
  const small = Math.min(alpha, beta)
  const gap = Math.abs(alpha - beta)
  const alphaIsSmall = alpha <= beta
  const logAlive = -(r + x) * Math.log(alpha + T) - s * Math.log(beta + T)
  const from = Math.log(small + tx)
  const span = Math.log(small + T) - from
  // The integrand falls fastest at the end, where the farther of the two logarithms moves by this share of the nearer.
  const [nearerPower, fartherPower] = alphaIsSmall ? [r + x, s + 1] : [s + 1, r + x]
  const steepness = nearerPower + (fartherPower * (small + T)) / (small + gap + T)
  const panels = Math.max(1, Math.ceil(Math.max(span / longestPanel, (steepness * span) / steepestPanel)))
  const half = span / panels / 2
  let [mass, sumA, sumB, perA, perB] = [0, 0, 0, 0, 0]
  const logS = Math.log(s)
  // Both ways relative to the larger one, so that nothing overflows.
  const logStart = logS + from - (r + x) * Math.log(alpha + tx) - (s + 1) * Math.log(beta + tx)
  const base = Math.max(logAlive, logStart)
  const aliveMass = Math.exp(logAlive - base)
  for (let panel = 0; panel < panels && half > 0; panel++) {
    const before = mass
    for (let k = 0; k < nodes.length; k++) {
      const u = from + half * (2 * panel + 1 + (nodes[k] as number))
      const nearer = Math.exp(u)
      const farther = nearer + gap
      const logFarther = Math.log(farther)
      const logA = alphaIsSmall ? u : logFarther
      const logB = alphaIsSmall ? logFarther : u
      const part = half * (weights[k] as number) * Math.exp(logS + u - (r + x) * logA - (s + 1) * logB - base)
      mass += part
      sumA += part * logA
      sumB += part * logB
      perA += part / (alphaIsSmall ? nearer : farther)
      perB += part / (alphaIsSmall ? farther : nearer)
    }
    if (mass - before <= 1e-17 * (mass + aliveMass)) break
  }
  const divisor = mass > 0 ? mass : 1
  return {
    logSum: base + Math.log(aliveMass + mass),
    alive: aliveMass / (aliveMass + mass),
    logAlpha: sumA / divisor,
    logBeta: sumB / divisor,
    perAlpha: perA / divisor,
    perBeta: perB / divisor,
  }
}

function logLikelihood(rows: PurchaseRows, parameters: Float64Array, gradient: Float64Array): number {
  const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number]
  const [logAlpha, logBeta] = [Math.log(alpha), Math.log(beta)]
  const gammas = Array.from(rows.frequencies, (x) => logGammaDifference(r, x))
  const slopes = Array.from(rows.frequencies, (x) => digammaDifference(r, x))
  let [sum, byR, byAlpha, byS, byBeta] = [0, 0, 0, 0, 0]
  for (let i = 0; i < rows.nRows; i++) {
    const x = rows.x[i] as number
    const T = rows.T[i] as number
    const weight = rows.weight[i] as number
    const at = rows.frequencyOf[i] as number
    const found = dropOut(parameters, x, rows.tx[i] as number, T)
    const { alive } = found
    const gone = 1 - alive
    sum += weight * ((gammas[at] as number) + r * logAlpha + s * logBeta + found.logSum)
    byR += weight * ((slopes[at] as number) + logAlpha - alive * Math.log(alpha + T) - gone * found.logAlpha)
    byAlpha += weight * (r / alpha - (r + x) * (alive / (alpha + T) + gone * found.perAlpha))
    byS += weight * (logBeta - alive * Math.log(beta + T) + gone * (1 / s - found.logBeta))
    byBeta += weight * (s / beta - (s * alive) / (beta + T) - (s + 1) * gone * found.perBeta)
  }
  gradient.set([byR, byAlpha, byS, byBeta])
  return sum
}
