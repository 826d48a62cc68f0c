import { createMatrix, type Matrix } from '@shared/dataset/column'
import { growBoosting } from '@shared/learning/trees/grow-boosting'
import { growDecisionTree } from '@shared/learning/trees/grow-decision-tree'
import { growForest } from '@shared/learning/trees/grow-forest'
import { boostedMargins } from '@shared/learning/trees/predict-boosting'
import { shapleyValues } from '@shared/learning/trees/shapley-values'
import { averageTrees, type Trees } from '@shared/learning/trees/trees'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'
import { createContext, drive } from '../../contract/harness'

function sample(nRows: number, d: number, withGaps = false): { x: Matrix; y: Float64Array } {
  const random = createRandom(4)
  const x = createMatrix(nRows, d, true)
  for (let i = 0; i < x.data.length; i++) {
    x.data[i] = withGaps && random.next() < 0.15 ? Number.NaN : Math.round(3 * random.normal())
  }
  const at = (i: number, j: number) => x.data[i * d + j] || 0
  const y = Float64Array.from({ length: nRows }, (_, i) =>
    at(i, 0) * at(i, 1) + at(i, 2) + random.normal() > 0 ? 1 : 0,
  )
  return { x, y }
}

/** What the trees add up to when only some features of a row are known. */
function expectedWith(trees: Trees, row: Float64Array, known: number, at: number): number {
  const below = (node: number): number => {
    const j = trees.feature[node] as number
    if (j < 0) return trees.value[node * trees.nValues + at] as number
    const [left, right] = [trees.left[node] as number, trees.right[node] as number]
    if ((known >> j) & 1) {
      const value = row[j] as number
      const goesLeft = Number.isNaN(value) ? trees.missingLeft[node] === 1 : value <= (trees.threshold[node] as number)
      return below(goesLeft ? left : right)
    }
    const share = (trees.cover[left] as number) / (trees.cover[node] as number)
    return share * below(left) + (1 - share) * below(right)
  }
  return trees.roots.reduce((sum, root) => sum + below(root), 0)
}

/** Shapley values by their definition, over all subsets. */
function bruteForce(trees: Trees, row: Float64Array, at: number): number[] {
  const d = trees.nFeatures
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))
  const worth = Array.from({ length: 2 ** d }, (_, known) => expectedWith(trees, row, known, at))
  return Array.from({ length: d }, (_, j) => {
    let sum = 0
    for (let known = 0; known < 2 ** d; known++) {
      if ((known >> j) & 1) continue
      const size = known.toString(2).replaceAll('0', '').length
      const weight = (factorial(size) * factorial(d - size - 1)) / factorial(d)
      sum += weight * ((worth[known | (1 << j)] as number) - (worth[known] as number))
    }
    return sum
  })
}

function expectShapley(trees: Trees, x: Matrix, at: number): void {
  const { values, base } = shapleyValues(trees, x, { value: at })
  const d = x.nColumns
  for (let i = 0; i < 15; i++) {
    const row = x.data.subarray(i * d, (i + 1) * d)
    bruteForce(trees, row, at).forEach((expected, j) => {
      expect(Math.abs((values.data[i * d + j] as number) - expected)).toBeLessThan(1e-9)
    })
    expect(Math.abs(base - expectedWith(trees, row, 0, at))).toBeLessThan(1e-9)
  }
}

describe('shapleyValues: equal to brute force over all subsets, 1e-9', () => {
  test('for a tree that meets features more than once', () => {
    const { x, y } = sample(400, 5)
    expectShapley(drive(growDecisionTree(x, y, 2, null, { criterion: 'gini' }, createContext())), x, 1)
  })

  test('for a forest', () => {
    const { x, y } = sample(300, 6)
    const options = { criterion: 'gini', nTrees: 7, maxFeatures: 2 } as const
    expectShapley(drive(growForest(x, y, 2, null, options, createContext())).trees, x, 1)
  })

  test('for boosting with missing values', () => {
    const { x, y } = sample(500, 5, true)
    const options = { nTrees: 12, learningRate: 0.3, maxLeaves: 8, minSamplesLeaf: 5 }
    expectShapley(drive(growBoosting(x, y, 2, null, options, createContext())).trees, x, 0)
  })
})

describe('shapleyValues: base and values add up to the answer, 1e-9', () => {
  const { x, y } = sample(600, 8)
  const sums = ({ values, base }: ReturnType<typeof shapleyValues>) =>
    Array.from({ length: x.nRows }, (_, i) => values.data.subarray(i * 8, i * 8 + 8).reduce((a, b) => a + b, base))

  test('for a deep forest', () => {
    const options = { criterion: 'gini', nTrees: 20, maxFeatures: 2 } as const
    const { trees } = drive(growForest(x, y, 2, null, options, createContext()))
    const shares = averageTrees(trees, x)
    sums(shapleyValues(trees, x, { value: 1 })).forEach((sum, i) => {
      expect(Math.abs(sum / 20 - (shares.data[2 * i + 1] as number))).toBeLessThan(1e-9)
    })
  })

  test('for boosting, on the scale of its margins', () => {
    const options = { nTrees: 60, learningRate: 0.1, maxLeaves: 31, minSamplesLeaf: 5 }
    const boosting = drive(growBoosting(x, y, 2, null, options, createContext()))
    const margins = boostedMargins(boosting, x)
    sums(shapleyValues(boosting.trees, x)).forEach((sum, i) => {
      expect(Math.abs(sum + (boosting.start[0] as number) - (margins.data[i] as number))).toBeLessThan(1e-9)
    })
  })
})
