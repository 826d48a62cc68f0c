/** A seeded source of random numbers that gives the same shop on every machine. */

/**
 * @typedef {object} Random
 * @property {() => number} next uniform in [0, 1)
 * @property {(low: number, high: number) => number} integer uniform integer in [low, high]
 * @property {(mean: number, sd: number) => number} normal
 * @property {(chance: number) => boolean} chance true with that probability
 * @property {<T>(items: readonly T[]) => T} pick
 * @property {<T>(items: readonly (readonly [T, number])[]) => T} weighted picks by weight
 */

/**
 * Mulberry32: one 32-bit word of state is plenty for a sample file.
 * @param {number} seed
 * @returns {Random}
 */
export function createRandom(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let z = Math.imul(state ^ (state >>> 15), state | 1)
    z ^= z + Math.imul(z ^ (z >>> 7), z | 61)
    return ((z ^ (z >>> 14)) >>> 0) / 4294967296
  }
  const pick = (/** @type {readonly any[]} */ items) => items[Math.floor(next() * items.length)]
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    normal: (mean, sd) => mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    chance: (chance) => next() < chance,
    pick,
    weighted(items) {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return /** @type {any} */ (items.at(-1))[0]
    },
  }
}
