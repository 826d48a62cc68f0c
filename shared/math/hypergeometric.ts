/** More terms than this are never needed below z = 0.9999. */
const mostTerms = 1_000_000

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) by its series, after Euler's transformation where that converges faster
 * and its terms do not cancel each other.
 * @param c > 0
 * @param z in [0, 1)
 * Cost: about 36 / −ln z terms at worst. Source: Abramowitz & Stegun 15.1.1 and 15.3.3.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): number {
  const surplus = c - a - b
  if (surplus >= 0 || Math.min(c - a, c - b) < -1) return series(a, b, c, z)
  return (1 - z) ** surplus * series(c - a, c - b, c, z)
}

/** Σ (a)ₙ(b)ₙ / (c)ₙ · zⁿ / n!, as long as terms count. */
function series(a: number, b: number, c: number, z: number): number {
  let term = 1
  let sum = 1
  for (let n = 0; n < mostTerms; n++) {
    term *= ((a + n) * (b + n) * z) / ((c + n) * (n + 1))
    sum += term
    const ratio = ((a + n + 1) * (b + n + 1) * z) / ((c + n + 1) * (n + 2))
    if (Math.abs(term) <= 1e-17 * Math.abs(sum) * Math.max(1e-6, 1 - Math.abs(ratio)) && Math.abs(ratio) < 1) break
  }
  return sum
}
