import { reachabilityOrder } from '@shared/math/density/reachability-order'
import { reachabilitySample } from '@shared/math/density/reachability-sample'
import { buildMergeTree } from '@shared/math/hierarchical/merge-tree'
import { createRandom } from '@shared/math/random'
import { expect, test } from 'vitest'

const n = 40
const random = createRandom(5)
const points = Array.from({ length: n }, () => random.next() + (random.next() > 0.5 ? 3 : 0))
const gap = (a: number, b: number) => Math.abs((points[a] as number) - (points[b] as number))

/** The least height at which two rows are in one group, over every path (Floyd–Warshall). */
function minimax(): number[][] {
  const most = points.map((_, a) => points.map((__, b) => gap(a, b)))
  for (let via = 0; via < n; via++) {
    for (const row of most) {
      for (let b = 0; b < n; b++) {
        row[b] = Math.min(row[b] as number, Math.max(row[via] as number, most[via]?.[b] as number))
      }
    }
  }
  return most
}

const sorted = [...points.keys()].sort((a, b) => (points[a] as number) - (points[b] as number))
const tree = buildMergeTree({
  left: Int32Array.from(sorted.slice(0, -1)),
  right: Int32Array.from(sorted.slice(1)),
  heights: Float64Array.from(sorted.slice(1), (row, i) => gap(row, sorted[i] as number)),
})

test('the highest bar between two rows is the height at which they are joined, for every pair', () => {
  const { order, reachability } = reachabilityOrder(tree)
  expect([...order].sort((a, b) => a - b)).toEqual([...points.keys()])
  const joined = minimax()
  for (let i = 0; i < n; i++) {
    let highest = 0
    for (let j = i + 1; j < n; j++) {
      highest = Math.max(highest, reachability[j] as number)
      expect(highest).toBeCloseTo(joined[order[i] as number]?.[order[j] as number] as number, 12)
    }
  }
})

test('bars that stand for many rows keep every border and name a row of theirs', () => {
  const many = 6000
  const values = Float64Array.from({ length: many }, () => random.next())
  values[0] = Number.POSITIVE_INFINITY
  values[3001] = 50
  const order = Int32Array.from({ length: many }, (_, i) => many - 1 - i)
  const labels = Int32Array.from(order, (row) => (row < 3000 ? 0 : 1))
  const found = reachabilitySample({ order, reachability: values }, labels, (row) => row)
  expect(found.rows).toHaveLength(1200)
  expect(found.nRows).toBe(many)
  expect(found.values.filter((value) => value === 50)).toHaveLength(2)
  for (const [bar, row] of found.rows.entries()) expect(found.labels[bar]).toBe(labels[row])
})
