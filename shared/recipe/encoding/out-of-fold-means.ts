import { moments } from '../../math/moments'
import { createRandom } from '../../math/random'

type Key = string | number | null

interface MeanOptions {
  leaveOut: 'fold' | 'row' | 'nothing'
  folds: number
  shuffle: boolean
  seed: number
  smoothing: number | null
}

/**
 * The mean of a target for each row's value, taken from other rows.
 * @param keys a value per row, null is missing
 * @param target a number per row, NaN is missing
 * @param marks rows that are learned from (1), null for all; every other row gets the means of all those
 * @returns NaN where the value is missing; the mean of all where no row to learn from has the value
 * Cost: O(folds · n); O(n) with `leaveOut` other than folds.
 */
export function outOfFoldMeans(
  keys: readonly Key[],
  target: Float64Array,
  marks: Uint8Array | null,
  given: MeanOptions,
): Float64Array {
  const learned = (row: number) => (marks === null || marks[row] === 1) && !Number.isNaN(target[row])
  const all = meansOf(keys, target, learned, given.smoothing)
  const values = Float64Array.from(keys, (key) => (key === null ? Number.NaN : all.get(key)))
  if (given.leaveOut === 'row')
    return values.map((value, row) => withoutItself(value, row, { keys, target, learned }, all))
  if (given.leaveOut === 'nothing') return values
  const rows = Array.from(keys, (_, row) => row).filter((row) => marks === null || marks[row] === 1)
  const folds = foldsOf(rows.length, given)
  const foldAt = new Int32Array(keys.length).fill(-1)
  for (const [i, row] of rows.entries()) foldAt[row] = folds[i] as number
  for (let fold = 0; fold < given.folds; fold++) {
    const means = meansOf(keys, target, (row) => foldAt[row] !== fold && learned(row), given.smoothing)
    for (const row of rows) {
      const key = keys[row] ?? null
      if (foldAt[row] === fold && key !== null) values[row] = means.get(key)
    }
  }
  return values
}

interface Means {
  all: number
  get(key: string | number): number
  /** Rows and sum of a value, of all for null. */
  totals(key: Key): { count: number; sum: number }
  smoothing: number | null
}

interface Rows {
  keys: readonly Key[]
  target: Float64Array
  learned: (row: number) => boolean
}

/** The mean over all rows of a value but this one, drawn towards the mean of all but this one. */
function withoutItself(value: number, row: number, { keys, target, learned }: Rows, means: Means): number {
  const key = keys[row] ?? null
  if (key === null || !learned(row)) return value
  const [own, all] = [means.totals(key), means.totals(null)]
  const y = target[row] as number
  const rest = (all.sum - y) / (all.count - 1)
  const weight = means.smoothing ?? 0
  return own.count - 1 + weight > 0 ? (own.sum - y + weight * rest) / (own.count - 1 + weight) : rest
}

/** The target's mean for each value, drawn towards the mean of all known rows, which values that are not there have. */
function meansOf(
  keys: readonly Key[],
  target: Float64Array,
  known: (row: number) => boolean,
  smoothing: number | null,
): Means {
  const everything: number[] = []
  const lists = new Map<string | number, number[]>()
  for (const [row, key] of keys.entries()) {
    if (!known(row)) continue
    const value = target[row] as number
    everything.push(value)
    if (key === null) continue
    const list = lists.get(key)
    if (list) list.push(value)
    else lists.set(key, [value])
  }
  const { mean: all, populationSd } = moments(Float64Array.from(everything))
  const found = new Map<string | number, number>()
  for (const [key, list] of lists) {
    const own = moments(Float64Array.from(list))
    const weight =
      smoothing === null
        ? bayesWeight(list.length, populationSd ** 2, own.populationSd ** 2)
        : list.length / (list.length + smoothing)
    found.set(key, weight * own.mean + (1 - weight) * all)
  }
  const total = (list: readonly number[]) => ({ count: list.length, sum: list.reduce((sum, value) => sum + value, 0) })
  const sums = new Map<Key, ReturnType<typeof total>>([...lists].map(([key, list]) => [key, total(list)]))
  sums.set(null, total(everything))
  return { all, get: (key) => found.get(key) ?? all, totals: (key) => sums.get(key) ?? total([]), smoothing }
}

/**
 * How much a value's own mean counts: the more rows it has and the less they differ, the more.
 * Source: Micci-Barreca (2001), "A preprocessing scheme for high-cardinality categorical attributes".
 */
function bayesWeight(count: number, variance: number, ownVariance: number): number {
  const own = count * variance
  return own > 0 ? own / (own + ownVariance) : 0
}

/** A fold for every row, as equal in size as can be: dealt by the seed, or one after the other with the larger ones first. */
function foldsOf(nRows: number, { folds, shuffle, seed }: MeanOptions): Int32Array {
  if (!shuffle) {
    const [size, more] = [Math.floor(nRows / folds), nRows % folds]
    const start = more * (size + 1)
    return Int32Array.from({ length: nRows }, (_, i) =>
      i < start ? Math.floor(i / (size + 1)) : more + Math.floor((i - start) / Math.max(1, size)),
    )
  }
  const random = createRandom(seed)
  const order = Int32Array.from({ length: nRows }, (_, i) => i % folds)
  for (let i = nRows - 1; i > 0; i--) {
    const other = random.integer(i + 1)
    const held = order[i] as number
    order[i] = order[other] as number
    order[other] = held
  }
  return order
}
