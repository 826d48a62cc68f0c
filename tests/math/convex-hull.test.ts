import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convexHull } from '../../shared/math/convex-hull'

const points = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
  maxLength: 300,
})

function hullOf(list: readonly (readonly [number, number])[]) {
  const x = Float64Array.from(list, ([a]) => a)
  const y = Float64Array.from(list, ([, b]) => b)
  return { x, y, hull: convexHull(x, y) }
}

/** Twice the signed area of three points. */
function turn(x: Float64Array, y: Float64Array, o: number, a: number, b: number): number {
  const at = (values: Float64Array, i: number) => values[i] as number
  return (at(x, a) - at(x, o)) * (at(y, b) - at(y, o)) - (at(y, a) - at(y, o)) * (at(x, b) - at(x, o))
}

describe('convexHull', () => {
  test('turns left at every vertex and has every point on its left', () => {
    fc.assert(
      fc.property(points, (list) => {
        const { x, y, hull } = hullOf(list)
        if (hull.length < 3) return
        hull.forEach((vertex, i) => {
          const next = hull[(i + 1) % hull.length] as number
          const afterNext = hull[(i + 2) % hull.length] as number
          expect(turn(x, y, vertex, next, afterNext)).toBeGreaterThan(0)
          for (let p = 0; p < x.length; p++) expect(turn(x, y, vertex, next, p)).toBeGreaterThanOrEqual(0)
        })
      }),
    )
  })

  test('points on a line leave their two ends, equal points one, no points none', () => {
    expect(
      hullOf([
        [0, 0],
        [1, 1],
        [2, 2],
      ]).hull,
    ).toEqual([0, 2])
    expect(
      hullOf([
        [3, 4],
        [3, 4],
        [3, 4],
      ]).hull,
    ).toEqual([0])
    expect(hullOf([]).hull).toEqual([])
    const many = Array.from({ length: 200 }, (_, i): [number, number] => [i, 2 * i])
    expect(hullOf(many).hull).toEqual([0, 199])
    expect(hullOf(Array.from({ length: 200 }, (): [number, number] => [7, 7])).hull).toEqual([0])
  })

  test('points on an edge are no vertices', () => {
    const grid = Array.from({ length: 20 }, (_, i): [number, number] => [i % 5, Math.floor(i / 5)])
    expect(hullOf(grid).hull).toEqual([0, 4, 19, 15])
  })

  test('missing coordinates are left out, members limit the points', () => {
    const x = Float64Array.of(Number.NaN, 0, 4, 4, 0, 99)
    const y = Float64Array.of(0, 0, 0, 4, Number.NaN, 99)
    expect(convexHull(x, y, Int32Array.of(0, 1, 2, 3, 4))).toEqual([1, 2, 3])
  })
})
