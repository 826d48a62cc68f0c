import { chiSquaredTail } from './chi-squared'

/**
 * Quantile of the standard normal distribution: the z below which a share p lies.
 * @param p in (0, 1)
 * Source: Newton's method on the upper tail from Abramowitz & Stegun 26.2.23.
 */
export function normalQuantile(p: number): number {
  const tail = Math.min(p, 1 - p)
  if (tail === 0.5) return 0
  const t = Math.sqrt(-2 * Math.log(tail))
  let z = t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3)
  for (let step = 0; step < 20; step++) {
    const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)
    // Near the middle a step may go beyond it.
    const half = chiSquaredTail(z * z, 1) / 2
    const move = ((z < 0 ? 1 - half : half) - tail) / density
    z += move
    if (Math.abs(move) < 1e-15 * Math.max(1, z)) break
  }
  return p < 0.5 ? -z : z
}
