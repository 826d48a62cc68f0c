import { moments } from './moments'

/**
 * Pearson's product-moment correlation of two samples of the same length.
 * @param x finite numbers
 * @param y finite numbers, as many
 * @returns in [−1, 1]; NaN when either is constant or there are fewer than two values
 * Cost: O(n). Source: Pearson (1895); computed from values centred and scaled first, so that nothing cancels.
 */
export function pearson(x: Float64Array, y: Float64Array): number {
  const mx = moments(x)
  const my = moments(y)
  if (!(mx.populationSd > 0) || !(my.populationSd > 0)) return Number.NaN
  let product = 0
  let squaresX = 0
  let squaresY = 0
  for (let i = 0; i < x.length; i++) {
    const a = ((x[i] as number) - mx.mean) / mx.populationSd
    const b = ((y[i] as number) - my.mean) / my.populationSd
    product += a * b
    squaresX += a * a
    squaresY += b * b
  }
  return Math.max(-1, Math.min(1, product / Math.sqrt(squaresX * squaresY)))
}
