import type { Progress } from '../contract/run-events'
import { createMatrix, type Matrix } from '../dataset/column'

/** Values as places among the different ones, from 0, and the rows in their order. */
interface Ranked {
  places: Int32Array
  order: Int32Array
  /** How many values each place has. */
  sizes: Int32Array
}

/**
 * Kendall's τ-b of every pair of columns, each over the rows that have both values.
 * @param columns d samples of the same length; NaN is missing
 * @returns d × d, 1 on the diagonal; NaN where a column is constant or fewer than two rows are common
 * Cost: O(d²·n log n). Source: Kendall (1945) for ties; Knight (1966) for counting exchanges by sorting.
 */
export function* kendallMatrix(columns: readonly Float64Array[]): Generator<Progress, Matrix, void> {
  const d = columns.length
  const ranked = columns.map((values) => (values.every(Number.isFinite) ? rank(values) : null))
  const matrix = createMatrix(d, d)
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      const [x, y] = [ranked[a] ?? null, ranked[b] ?? null]
      const value = x && y ? tau(x, y) : kendall(columns[a] as Float64Array, columns[b] as Float64Array)
      const exact = a === b && !Number.isNaN(value) ? 1 : value
      matrix.data[a * d + b] = exact
      matrix.data[b * d + a] = exact
      yield { stage: 'correlations', fraction: (a * (a + 1) + 2 * (b + 1)) / (d * (d + 1)) }
    }
  }
  return matrix
}

/** Kendall's τ-b of two samples of the same length over the rows that have both values; NaN where undefined. */
export function kendall(x: Float64Array, y: Float64Array): number {
  const both = (_: number, i: number) => Number.isFinite(x[i]) && Number.isFinite(y[i])
  return tau(rank(x.filter(both)), rank(y.filter(both)))
}

function rank(values: Float64Array): Ranked {
  const distinct = values
    .slice()
    .sort()
    .filter((value, i, all) => i === 0 || value !== all[i - 1])
  const places = Int32Array.from(values, (value) => placeOf(distinct, value))
  const sizes = new Int32Array(distinct.length)
  for (const place of places) sizes[place] = (sizes[place] as number) + 1
  return {
    places,
    order: orderedBy(
      places,
      Int32Array.from(values, (_, i) => i),
      sizes,
    ),
    sizes,
  }
}

function placeOf(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Rows sorted by their places; rows of one place keep their order. */
function orderedBy(places: Int32Array, rows: Int32Array, sizes: Int32Array): Int32Array {
  const starts = new Int32Array(sizes.length)
  for (let place = 1; place < sizes.length; place++)
    starts[place] = (starts[place - 1] as number) + (sizes[place - 1] as number)
  const order = new Int32Array(rows.length)
  for (const row of rows) {
    const place = places[row] as number
    const at = starts[place] as number
    order[at] = row
    starts[place] = at + 1
  }
  return order
}

function tau(x: Ranked, y: Ranked): number {
  const n = x.places.length
  const order = orderedBy(x.places, y.order, x.sizes)
  const pairs = (n * (n - 1)) / 2
  const [tiedX, tiedY] = [pairsWithin(x.sizes), pairsWithin(y.sizes)]
  if (pairs === tiedX || pairs === tiedY) return Number.NaN
  const tiedBoth = pairsWithin(jointSizes(x, y, order))
  const exchanges = countExchanges(Int32Array.from(order, (row) => y.places[row] as number))
  const difference = pairs - tiedX - tiedY + tiedBoth - 2 * exchanges
  return Math.max(-1, Math.min(1, difference / Math.sqrt(pairs - tiedX) / Math.sqrt(pairs - tiedY)))
}

function pairsWithin(sizes: Int32Array): number {
  return sizes.reduce((total, size) => total + (size * (size - 1)) / 2, 0)
}

/** How many rows agree in both, run by run. */
function jointSizes(x: Ranked, y: Ranked, order: Int32Array): Int32Array {
  const sizes = new Int32Array(order.length)
  let run = 0
  for (let i = 0; i < order.length; i++) {
    const [row, last] = [order[i] as number, order[i - 1] ?? -1]
    if (last >= 0 && (x.places[row] !== x.places[last] || y.places[row] !== y.places[last])) run++
    sizes[run] = (sizes[run] as number) + 1
  }
  return sizes
}

/** How many pairs stand in the wrong order, by merging ever longer sorted runs. */
function countExchanges(values: Int32Array): number {
  let [from, to]: [Int32Array, Int32Array] = [values, new Int32Array(values.length)]
  let exchanges = 0
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width)
      exchanges += merge(
        from,
        to,
        start,
        Math.min(start + width, values.length),
        Math.min(start + 2 * width, values.length),
      )
    ;[from, to] = [to, from]
  }
  return exchanges
}

function merge(from: Int32Array, to: Int32Array, start: number, middle: number, end: number): number {
  let [left, right, exchanges] = [start, middle, 0]
  for (let at = start; at < end; at++) {
    if (right >= end || (left < middle && (from[left] as number) <= (from[right] as number)))
      to[at] = from[left++] as number
    else {
      exchanges += middle - left
      to[at] = from[right++] as number
    }
  }
  return exchanges
}
