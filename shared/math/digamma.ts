/** B₂ₖ / 2k, k = 1 … 8. */
const coefficients = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32_760, 1 / 12, -3617 / 8160] as const

/** From here on the series with eight terms is exact to double precision. */
const large = 10

/**
 * Digamma function ψ(x), the derivative of ln Γ(x).
 * @param x > 0
 * Source: asymptotic series (Abramowitz & Stegun 6.3.18), reached by ψ(x + 1) = ψ(x) + 1/x.
 */
export function digamma(x: number): number {
  let before = 0
  let at = x
  while (at < large) before += 1 / at++
  const square = 1 / (at * at)
  let rest = 0
  for (let k = coefficients.length - 1; k >= 0; k--) rest = (rest + (coefficients[k] as number)) * square
  return Math.log(at) - 0.5 / at - rest - before
}

/** ψ(x + d) − ψ(x); for whole d up to 16 as a sum of reciprocals, which loses nothing. */
export function digammaDifference(x: number, d: number): number {
  if (d === 0) return 0
  if (!Number.isInteger(d) || d > 16) return digamma(x + d) - digamma(x)
  let sum = 0
  for (let i = d - 1; i >= 0; i--) sum += 1 / (x + i)
  return sum
}
