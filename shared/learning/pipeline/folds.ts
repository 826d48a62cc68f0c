import type { Random } from '../../math/random'

/** A random order of 0 … n − 1. Source: Fisher & Yates, in Durstenfeld's form. */
export function shuffled(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i)
  for (let i = n - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const held = order[i] as number
    order[i] = order[j] as number
    order[j] = held
  }
  return order
}

/**
 * Folds with the same mix of classes in each; for a regression (nClasses 0) random ones.
 * @returns per row its fold, 0 … count − 1
 */
export function stratifiedFolds(y: Float64Array, nClasses: number, count: number, random: Random): Int32Array {
  const folds = new Int32Array(y.length)
  const order = shuffled(y.length, random)
  const next = new Int32Array(Math.max(1, nClasses))
  let start = 0
  for (let k = 0; k < next.length; k++) {
    next[k] = start
    start += nClasses === 0 ? 0 : countOf(y, k)
  }
  for (const row of order) {
    const own = nClasses === 0 ? 0 : (y[row] as number)
    folds[row] = (next[own] as number) % count
    next[own] = (next[own] as number) + 1
  }
  return folds
}

function countOf(y: Float64Array, own: number): number {
  let count = 0
  for (const value of y) if (value === own) count++
  return count
}

/** Folds that keep rows of a group together: the largest groups first, each to the fold that has the fewest rows. */
export function groupedFolds(groups: Int32Array, count: number, random: Random): Int32Array {
  const sizes = new Map<number, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  const names = [...sizes.keys()]
  const drawn = Array.from(shuffled(names.length, random), (at) => names[at] as number)
  drawn.sort((a, b) => (sizes.get(b) as number) - (sizes.get(a) as number))
  const rows = new Array<number>(count).fill(0)
  const foldOf = new Map<number, number>()
  for (const group of drawn) {
    const fold = rows.indexOf(Math.min(...rows))
    foldOf.set(group, fold)
    rows[fold] = (rows[fold] as number) + (sizes.get(group) as number)
  }
  return groups.map((group) => foldOf.get(group) as number)
}

/**
 * Folds by time: rows in order of time, cut into count + 1 blocks. Fold k is tested after learning from all blocks before it;
 * rows of the first block are never tested.
 * @returns per row its fold, −1 in the first block
 */
export function timeFolds(times: Float64Array, count: number): Int32Array {
  const order = Int32Array.from({ length: times.length }, (_, i) => i)
  order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b)
  const folds = new Int32Array(times.length)
  for (const [place, row] of order.entries()) {
    folds[row] = Math.min(count, Math.floor((place * (count + 1)) / times.length)) - 1
  }
  return folds
}
