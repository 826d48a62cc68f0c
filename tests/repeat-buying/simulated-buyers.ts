import { createRandom, type Random } from '@shared/math/random'
import { inputOf, numericColumn } from '../contract/harness'

/** A gamma variate with scale 1 (Marsaglia & Tsang, 2000). */
function gammaVariate(random: Random, shape: number): number {
  if (shape < 1) return gammaVariate(random, shape + 1) * random.next() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

export interface BuyerModel {
  r: number
  alpha: number
  a: number
  b: number
}

/** Customers who buy and drop out just as BG/NBD says, observed for 28 to 51 weeks; a summary with mean spends. */
export function simulatedBuyers(n: number, { r, alpha, a, b }: BuyerModel, seed = 3) {
  const random = createRandom(seed)
  const columns = { frequency: [], recency: [], T: [], monetary: [] } as Record<string, number[]>
  for (let i = 0; i < n; i++) {
    const rate = gammaVariate(random, r) / alpha
    const [left, right] = [gammaVariate(random, a), gammaVariate(random, b)]
    const T = (200 + random.integer(160)) / 7
    let [x, last] = [0, 0]
    const wait = () => -Math.log1p(-random.next()) / rate
    for (let at = wait(); at <= T; at += wait()) {
      x++
      last = at
      if (random.next() < left / (left + right)) break
    }
    const spend = x > 0 ? (gammaVariate(random, 6 * x) / x / 6) * 30 * (3 / gammaVariate(random, 4)) : 0
    for (const [name, value] of Object.entries({ frequency: x, recency: last, T, monetary: spend }))
      columns[name]?.push(value)
  }
  return inputOf(
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [numericColumn(name, values)]])),
  )
}
