import { createRandom } from '@shared/math/random'
import { silhouetteSample } from '@shared/segments/silhouette-sample'
import { expect, test } from 'vitest'

const random = createRandom(3)
const sample = (n: number) => {
  const labels = Int32Array.from({ length: n }, (_, i) => i % 3)
  const rows = Int32Array.from(labels.keys())
  const values = Float64Array.from({ length: n }, () => random.next() * 2 - 1)
  return { found: silhouetteSample({ rows, values }, labels, 3, (row) => row + 100), labels, values }
}

test('few rows all have a bar with their own silhouette, sorted within their segment', () => {
  const { found, labels, values } = sample(90)
  expect([...found.rows].map((row) => row - 100).sort((a, b) => a - b)).toEqual([...labels.keys()])
  for (const [i, row] of found.rows.entries()) {
    expect(found.values[i]).toBe(values[row - 100])
    expect(found.labels[i]).toBe(labels[row - 100])
    if (i > 0 && found.labels[i] === found.labels[i - 1])
      expect(found.values[i]).toBeLessThanOrEqual(found.values[i - 1] as number)
    if (i > 0) expect(found.positions[i]).toBeGreaterThan(found.positions[i - 1] as number)
  }
})

test('of many rows each segment keeps its share, its best and its worst row', () => {
  const { found, labels, values } = sample(30_000)
  expect(found.rows.length).toBeLessThanOrEqual(1203)
  for (const label of [0, 1, 2]) {
    const own = values.filter((_, i) => labels[i] === label)
    const drawn = found.values.filter((_, i) => found.labels[i] === label)
    expect(Math.abs(drawn.length - 400)).toBeLessThanOrEqual(1)
    expect(drawn[0]).toBe(Math.max(...own))
    expect(drawn.at(-1)).toBe(Math.min(...own))
  }
})
