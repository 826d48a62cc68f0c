/** Nodes in (−1, 1) and weights of a quadrature rule. */
export interface QuadratureRule {
  nodes: Float64Array
  weights: Float64Array
}

/**
 * Gauss–Legendre quadrature with n nodes, exact for polynomials up to degree 2n − 1 on [−1, 1].
 * Source: Newton's method on the Legendre polynomial from the usual cosine starts (Davis & Rabinowitz, 1984).
 */
export function gaussLegendre(n: number): QuadratureRule {
  const nodes = new Float64Array(n)
  const weights = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5))
    let slope = 0
    for (let step = 0; step < 100; step++) {
      const { value, derivative } = legendre(n, x)
      slope = derivative
      const next = x - value / derivative
      const isSettled = Math.abs(next - x) < 1e-16
      x = next
      if (isSettled) break
    }
    slope = legendre(n, x).derivative
    nodes[n - 1 - i] = x
    weights[n - 1 - i] = 2 / ((1 - x * x) * slope * slope)
  }
  return { nodes, weights }
}

/** Pₙ(x) and its derivative by the three-term recurrence. */
function legendre(n: number, x: number): { value: number; derivative: number } {
  let before = 1
  let value = x
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k]
  return { value, derivative: (n * (x * value - before)) / (x * x - 1) }
}
