import type { NumericColumn } from '../dataset/column'
import { multimodality } from '../math/dip'
import { independenceTest } from '../math/hypothesis/independence-test'
import { averageRanks } from '../math/ranks'
import { drawSample } from '../math/silhouette'

const SAMPLE_ROWS = 3000
/** Steps that a column is cut into to see whether another one depends on it. */
const STEPS = 6
/** So much clearer than chance in one case of a hundred must a column's humps be: chance in about one of a thousand. */
const CLEARLY = 1.15
/** Chance that a column unrelated to all others is taken for related. */
const LEVEL = 0.001

/**
 * Which columns can tell groups apart at all: those with more than one hump, and those that have to do with another column.
 * A column of one hump that is independent of all others has no part in any group: the density of all columns is then its own
 * times that of the others, and every group is one of the others. With fewer than two telling columns all of them count.
 * @param columns of the same length; missing values are left out pair by pair
 * @returns one entry per column
 * Cost: O(m·d²) for at most 3,000 rows drawn by the seed.
 */
export function tellingColumns(columns: readonly NumericColumn[], seed: number): boolean[] {
  if (columns.length < 3) return columns.map(() => true)
  const all = Int32Array.from({ length: columns[0]?.values.length ?? 0 }, (_, i) => i)
  const rows = drawSample(all, SAMPLE_ROWS, seed)
  const sampled = columns.map(({ values }) => Float64Array.from(rows, (row) => values[row] as number))
  const steps = sampled.map(stepsOf)
  const telling = sampled.map((values) => multimodality(spreadTies(values.filter(Number.isFinite))) > CLEARLY)
  const pairs = (columns.length * (columns.length - 1)) / 2
  for (let a = 0; a < columns.length; a++) {
    for (let b = 0; b < a; b++) {
      if (telling[a] && telling[b]) continue
      if (!areDependent(steps[a] as Int8Array, steps[b] as Int8Array, LEVEL / pairs)) continue
      telling[a] = true
      telling[b] = true
    }
  }
  return telling.filter(Boolean).length >= 2 ? telling : columns.map(() => true)
}

/** Step of equal size that each value falls into; −1 missing. */
function stepsOf(values: Float64Array): Int8Array {
  const ranks = averageRanks(values.filter(Number.isFinite))
  let next = 0
  return Int8Array.from(values, (value) =>
    Number.isFinite(value)
      ? Math.min(STEPS - 1, Math.floor((((ranks[next++] as number) - 0.5) * STEPS) / ranks.length))
      : -1,
  )
}

function areDependent(first: Int8Array, second: Int8Array, level: number): boolean {
  const counts = Array.from({ length: STEPS }, () => new Array<number>(STEPS).fill(0))
  for (let i = 0; i < first.length; i++) {
    const row = counts[first[i] as number]
    const at = second[i] as number
    if (row && at >= 0) row[at] = (row[at] as number) + 1
  }
  const test = independenceTest(counts)
  return test !== null && test.p < level
}

/** Equal values spread evenly over the room between their neighbours: few different values are not humps of their own. */
function spreadTies(values: Float64Array): Float64Array {
  const sorted = values.slice().sort()
  const spread = sorted.slice()
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++
    if (end - start < 2) continue
    const value = sorted[start] as number
    const [before, after] = [sorted[start - 1] ?? value, sorted[end] ?? value]
    const low = start > 0 ? (before + value) / 2 : value - (after - value) / 2
    const high = end < sorted.length ? (value + after) / 2 : value + (value - before) / 2
    for (let i = start; i < end; i++) spread[i] = low + ((i - start + 0.5) / (end - start)) * (high - low)
  }
  return spread
}
