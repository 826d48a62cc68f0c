const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI)

/** B₂ₖ / (2k·(2k − 1)), k = 1 … 8: coefficients of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400] as const

/** From here on Stirling's series with eight terms is exact to double precision. */
const large = 10

/** What Stirling's leading terms lack of ln Γ(x), for x ≥ 10. */
function stirlingRest(x: number): number {
  const square = 1 / (x * x)
  let rest = 0
  for (let k = stirling.length - 1; k >= 0; k--) rest = rest * square + (stirling[k] as number)
  return rest / x
}

/**
 * Natural logarithm of the gamma function.
 * @param x > 0
 * Source: Stirling's series (Abramowitz & Stegun 6.1.41), reached by Γ(x + 1) = x·Γ(x).
 */
export function logGamma(x: number): number {
  let product = 1
  let at = x
  while (at < large) product *= at++
  return (at - 0.5) * Math.log(at) - at + halfLogTwoPi + stirlingRest(at) - Math.log(product)
}

/**
 * ln Γ(x + d) − ln Γ(x), without the loss of digits of the plain difference where x is large against d.
 * @param x > 0
 * @param d ≥ 0
 */
export function logGammaDifference(x: number, d: number): number {
  if (d === 0) return 0
  if (Number.isInteger(d) && d <= 16) {
    let product = 1
    for (let i = 0; i < d; i++) product *= x + i
    if (product > 1e-300 && product < 1e300) return Math.log(product)
  }
  if (x < large) return logGamma(x + d) - logGamma(x)
  return (x + d - 0.5) * Math.log1p(d / x) + d * (Math.log(x) - 1) + stirlingRest(x + d) - stirlingRest(x)
}
