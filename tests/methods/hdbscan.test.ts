import { createMatrix } from '@shared/dataset/column'
import { spanningTree } from '@shared/math/density/spanning-tree'
import { buildMergeTree } from '@shared/math/hierarchical/merge-tree'
import { singleTree } from '@shared/math/hierarchical/single-tree'
import { buildKdTree } from '@shared/math/kd-tree'
import { createRandom } from '@shared/math/random'
import { euclideanSpace } from '@shared/math/row-space'
import { hdbscan } from '@shared/methods/hdbscan'
import { describe, expect, test } from 'vitest'
import { createContext, drive, inputOf, numericColumn, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'

/** A ring around a dense spot, a sparse cloud far away, and a few rows far from everything. */
function ringAndClouds() {
  const random = createRandom(2)
  const points: [number, number, number][] = []
  for (let i = 0; i < 300; i++) {
    const angle = (2 * Math.PI * i) / 300
    points.push([5 * Math.cos(angle) + 0.1 * random.normal(), 5 * Math.sin(angle) + 0.1 * random.normal(), 0])
  }
  for (let i = 0; i < 200; i++) points.push([0.3 * random.normal(), 0.3 * random.normal(), 1])
  for (let i = 0; i < 150; i++) points.push([25 + 1.5 * random.normal(), 1.5 * random.normal(), 2])
  for (let i = 0; i < 10; i++) points.push([200 + 40 * i, 60 * (i % 2), -1])
  return points
}

describe('hdbscan', () => {
  test('finds a ring, a dense spot and a sparse cloud, and leaves stray rows as noise', () => {
    const points = ringAndClouds()
    const features = [
      numericColumn(
        'x',
        points.map(([x]) => x),
      ),
      numericColumn(
        'y',
        points.map(([, y]) => y),
      ),
    ]
    const { result } = runMethod(hdbscan, inputOf({ features, profile: [] }), {
      scaling: 'none',
      minClusterSize: 15,
      minPoints: 5,
    })
    expect(result.nClusters).toBe(3)
    const truth = points.map(([, , group]) => group)
    const clear = [...truth.keys()].filter((i) => (truth[i] as number) >= 0 && (result.labels[i] as number) >= 0)
    expect(clear.length).toBeGreaterThan(600)
    expect(
      adjustedRandIndex(
        clear.map((i) => truth[i] as number),
        clear.map((i) => result.labels[i] as number),
      ),
    ).toBe(1)
    for (let i = 650; i < 660; i++) expect(result.labels[i]).toBe(-1)
    for (const [i, label] of result.labels.entries()) {
      const probability = result.probabilities[i] as number
      expect(label < 0 ? probability === 0 : probability > 0 && probability <= 1).toBe(true)
    }
  })

  test('data without structure below the least size: all rows are noise', () => {
    const random = createRandom(1)
    const features = [0, 1].map((j) =>
      numericColumn(
        `c${j}`,
        Array.from({ length: 40 }, () => random.next()),
      ),
    )
    const { result } = runMethod(hdbscan, inputOf({ features, profile: [] }), { minClusterSize: 30 })
    expect([result.nClusters, result.nNoise]).toEqual([0, 40])
  })

  // Oracle: Prim's algorithm on every pair; the weights of a minimum spanning tree are unique. Tolerance: 1e-12.
  test.each([1, 2, 3, 5])(
    'the spanning tree found in boxes weighs the same as the one from all pairs, %i features',
    (d) => {
      const random = createRandom(d)
      const matrix = createMatrix(700, d, true)
      for (let i = 0; i < matrix.data.length; i++) matrix.data[i] = Math.round(20 * random.normal()) / 4
      const cores = Float64Array.from({ length: 700 }, () => random.next())
      const tree = buildKdTree(matrix)
      const inTreeOrder = Float64Array.from(tree.order, (row) => cores[row] as number)
      const boxes = buildMergeTree(drive(spanningTree(tree, matrix, inTreeOrder, createContext().parallel)))
      const pairs = buildMergeTree(drive(singleTree(euclideanSpace(matrix), cores)))
      for (const [i, height] of pairs.heights.entries()) expect(boxes.heights[i]).toBeCloseTo(height, 12)
    },
  )
})
