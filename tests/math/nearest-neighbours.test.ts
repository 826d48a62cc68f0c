import { createMatrix } from '@shared/dataset/column'
import { nearestNeighbours } from '@shared/math/nearest-neighbours'
import fc from 'fast-check'
import { expect, test } from 'vitest'

function found(points: readonly number[][], k: number) {
  const matrix = createMatrix(points.length, points[0]?.length ?? 0)
  matrix.data.set(points.flat())
  const steps = nearestNeighbours(matrix, k)
  for (;;) {
    const { value, done } = steps.next()
    if (done) return value
  }
}

/** Whole numbers, so that equal gaps are equal to the bit. */
function squaredGap(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x, j) => sum + (x - (b[j] as number)) ** 2, 0)
}

const grids = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 60 }))
  .chain(([d, n]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: d, maxLength: d }), { minLength: n, maxLength: n }),
  )

test('neighbours are those of a plain search, itself first, also among equal points', () => {
  fc.assert(
    fc.property(grids, (points) => {
      const k = Math.min(5, points.length)
      const { rows, distances } = found(points, k)
      for (const [i, point] of points.entries()) {
        const others = points
          .map((other, j) => ({ j, gap: j === i ? -1 : squaredGap(point, other) }))
          .sort((a, b) => a.gap - b.gap || a.j - b.j)
          .slice(0, k)
        expect(Array.from(rows.subarray(i * k, (i + 1) * k))).toEqual(others.map(({ j }) => j))
        for (const [place, { gap }] of others.entries())
          expect(distances[i * k + place]).toBeCloseTo(Math.sqrt(Math.max(0, gap)), 12)
      }
    }),
  )
})
