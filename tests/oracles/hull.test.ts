import { describe, expect, test } from 'vitest'
import { convexHull } from '../../shared/math/convex-hull'
import { moments } from '../../shared/math/moments'
import { hasOracles, numericColumns, reference } from './oracles'

interface Hull {
  points?: [number, number][]
  vertices: [number, number][]
  area: number
  perimeter: number
}

/** The first two columns of each data set, standardised where its name says so. */
const sets = {
  mall_income_score_raw: {
    file: ['mall', 'Mall_Customers.csv'],
    columns: ['Annual Income (k$)', 'Spending Score (1-100)'],
  },
  mall3_std: { file: ['mall', 'Mall_Customers.csv'], columns: ['Age', 'Annual Income (k$)'] },
  wholesale_std: { file: ['wholesale', 'Wholesale customers data.csv'], columns: ['Fresh', 'Milk'] },
  telco_std: { file: ['telco', 'Telco-Customer-Churn.csv'], columns: ['tenure', 'MonthlyCharges'] },
} as const

function standardise(values: Float64Array): Float64Array {
  const { mean, populationSd } = moments(values)
  return values.map((value) => (value - mean) / populationSd)
}

function verticesOf(name: keyof typeof sets): [number, number][] {
  const { file, columns } = sets[name]
  const loaded = numericColumns([...file], columns)
  const [x, y] = (name.endsWith('_std') ? loaded.map(standardise) : loaded) as [Float64Array, Float64Array]
  return convexHull(x, y).map((i) => [x[i] as number, y[i] as number])
}

function measure(ring: readonly (readonly [number, number])[]): { area: number; perimeter: number } {
  let [area, perimeter] = [0, 0]
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as readonly [number, number]
    area += (x * nextY - nextX * y) / 2
    perimeter += Math.hypot(nextX - x, nextY - y)
  })
  return { area, perimeter }
}

const byCoordinates = (a: readonly [number, number], b: readonly [number, number]) => a[0] - b[0] || a[1] - b[1]

function hullOf(points: readonly (readonly [number, number])[]): [number, number][] {
  const [x, y] = [points.map(([one]) => one), points.map(([, one]) => one)]
  return convexHull(x, y).map((i) => [x[i] as number, y[i] as number])
}

describe.skipIf(!hasOracles)('convexHull against scipy.spatial.ConvexHull, relative 1e-9', () => {
  for (const name of Object.keys(sets) as (keyof typeof sets)[]) {
    test(`${name}: same vertices, area and perimeter`, () => {
      const expected = reference<Record<string, Hull>>('hull')[name] as Hull
      const found = verticesOf(name)
      const { area, perimeter } = measure(found)
      expect(Math.abs(area / expected.area - 1)).toBeLessThan(1e-9)
      expect(Math.abs(perimeter / expected.perimeter - 1)).toBeLessThan(1e-9)
      const sorted = [...found].sort(byCoordinates)
      expect(sorted).toHaveLength(expected.vertices.length)
      for (const [i, [x, y]] of [...expected.vertices].sort(byCoordinates).entries()) {
        expect(Math.abs((sorted[i]?.[0] ?? Number.NaN) - x)).toBeLessThan(1e-9 * Math.max(1, Math.abs(x)))
        expect(Math.abs((sorted[i]?.[1] ?? Number.NaN) - y)).toBeLessThan(1e-9 * Math.max(1, Math.abs(y)))
      }
    })
  }

  test('points of a grid on the edges are no vertices', () => {
    const grid = reference<Record<string, Hull>>('hull')['grid_5x4'] as Hull
    const found = hullOf(grid.points ?? [])
    expect([...found].sort(byCoordinates)).toEqual([...grid.vertices].sort(byCoordinates))
    expect(measure(found)).toEqual({ area: grid.area, perimeter: grid.perimeter })
  })

  test('points on a line have a segment as their hull, one point itself, none nothing', () => {
    const { line, line_hull } = reference<{ degenerate: { line: [number, number][]; line_hull: [number, number][] } }>(
      'hull',
    ).degenerate
    expect(hullOf(line)).toEqual(line_hull)
    expect(hullOf([[3, 4]])).toEqual([[3, 4]])
    expect(hullOf([])).toEqual([])
  })
})
