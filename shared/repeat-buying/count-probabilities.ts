import { gaussLegendre } from '../math/gauss-legendre'
import { logGammaDifference } from '../math/log-gamma'

const { nodes, weights } = gaussLegendre(10)
/** Panels of the integral over the moment of dropping out. */
const panels = 24

/** Probabilities of 0, 1, … repeat purchases in a time while a customer does not drop out: negative binomial. */
function whileThere(r: number, alpha: number, t: number, most: number): Float64Array {
  const logStay = r * Math.log(alpha / (alpha + t))
  const logGo = Math.log(t / (alpha + t))
  const counts = new Float64Array(most)
  let logFactorial = 0
  for (let x = 0; x < most; x++) {
    if (x > 0) logFactorial += Math.log(x)
    counts[x] =
      x > 0 && t === 0 ? 0 : Math.exp(logGammaDifference(r, x) - logFactorial + logStay + (x > 0 ? x * logGo : 0))
  }
  return counts
}

/**
 * Probabilities of 0, 1, … repeat purchases of a new customer in a time, by (M)BG/NBD.
 * @param extra 1 where customers may drop out right after the first purchase
 * @param most so many probabilities
 * Source: Fader, Hardie & Lee (2005), equation 8.
 */
export function betaGeometricCounts(
  [r, alpha, a, b]: Float64Array,
  t: number,
  most: number,
  extra: 0 | 1,
): Float64Array {
  const [first, second] = [a as number, b as number]
  const there = whileThere(r as number, alpha as number, t, most)
  let before = 0
  return there.map((probability, x) => {
    const chances = x + extra
    const logStays = logGammaDifference(second, chances) - logGammaDifference(first + second, chances)
    const leaves =
      chances === 0
        ? 0
        : Math.exp(
            Math.log(first) + logGammaDifference(second, chances - 1) - logGammaDifference(first + second, chances),
          )
    const more = Math.max(0, 1 - before)
    before += probability
    return Math.exp(logStays) * probability + leaves * more
  })
}

/** The same by Pareto/NBD, by quadrature over the moment of dropping out. */
export function paretoNbdCounts([r, alpha, s, beta]: Float64Array, t: number, most: number): Float64Array {
  const [rate, scale] = [s as number, beta as number]
  const stays = (scale / (scale + t)) ** rate
  const counts = whileThere(r as number, alpha as number, t, most).map((probability) => probability * stays)
  if (t === 0) return counts
  // In the logarithm of time the density of dropping out is smooth, however early most customers leave.
  const end = Math.log1p(t / scale)
  const half = end / panels / 2
  for (let panel = 0; panel < panels; panel++) {
    for (const [i, node] of nodes.entries()) {
      const u = (2 * panel + 1 + node) * half
      const density = rate * Math.exp(-rate * u) * half * (weights[i] as number)
      const there = whileThere(r as number, alpha as number, scale * Math.expm1(u), most)
      for (let x = 0; x < most; x++) counts[x] = (counts[x] as number) + density * (there[x] as number)
    }
  }
  return counts
}
