import { createMatrix, type Matrix } from '@shared/dataset/column'
import { growDecisionTree } from '@shared/learning/trees/grow-decision-tree'
import { treeRules } from '@shared/learning/trees/tree-rules'
import { averageTrees, leafCount, leafOf, treeDepth } from '@shared/learning/trees/trees'
import { createRandom } from '@shared/math/random'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createContext, drive } from '../../contract/harness'

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  const matrix = createMatrix(rows.length, rows[0]?.length ?? 0, true)
  matrix.data.set(rows.flat())
  return matrix
}

const grow = (
  x: Matrix,
  y: readonly number[],
  nClasses: number,
  options: Parameters<typeof growDecisionTree>[4],
  weights: Float64Array | null = null,
) => drive(growDecisionTree(x, Float64Array.from(y), nClasses, weights, options, createContext()))

function gini(labels: readonly number[]): number {
  return 1 - [0, 1, 2].reduce((sum, k) => sum + (labels.filter((label) => label === k).length / labels.length) ** 2, 0)
}

const rowsOf = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 3 }), fc.nat({ max: 2 })), {
  minLength: 2,
  maxLength: 60,
})

describe('growDecisionTree', () => {
  test('no split is better than the first one taken', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const y = rows.map(([, , label]) => label)
        const x = matrixOf(rows.map(([a, b]) => [a, b]))
        const tree = grow(x, y, 3, { criterion: 'gini', maxDepth: 1 })
        const costAfter = (j: number, threshold: number) => {
          const halves = [true, false].map((isLeft) =>
            y.filter((_, i) => (rows[i]?.[j] as number) <= threshold === isLeft),
          )
          return halves.some((half) => half.length === 0)
            ? Number.POSITIVE_INFINITY
            : halves.reduce((sum, half) => sum + half.length * gini(half), 0)
        }
        const best = Math.min(...[0, 1].flatMap((j) => [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((t) => costAfter(j, t))))
        const feature = tree.feature[0] as number
        const taken = feature < 0 ? y.length * gini(y) : costAfter(feature, tree.threshold[0] as number)
        const possible = gini(y) < 1e-12 || best === Number.POSITIVE_INFINITY ? y.length * gini(y) : best
        expect(taken).toBeCloseTo(possible, 9)
      }),
    )
  })

  test('a tree without limits repeats its training rows where equal rows have equal labels', () => {
    const random = createRandom(5)
    const rows = Array.from({ length: 300 }, () => [random.next(), random.integer(4), random.normal()])
    const y = rows.map(() => random.integer(3))
    const x = matrixOf(rows)
    const shares = averageTrees(grow(x, y, 3, { criterion: 'entropy' }), x)
    y.forEach((label, i) => {
      expect(shares.data[3 * i + label]).toBe(1)
    })
  })

  test('a weight of 2 is as good as a second row', () => {
    fc.assert(
      fc.property(rowsOf, (rows) => {
        const weights = Float64Array.from(rows, ([a]) => 1 + (a % 2))
        const repeated = rows.flatMap((row) => (row[0] % 2 === 1 ? [row, row] : [row]))
        const treeOf = (list: typeof rows, w: Float64Array | null) =>
          grow(
            matrixOf(list.map(([a, b]) => [a, b])),
            list.map(([, , label]) => label),
            3,
            { criterion: 'gini', maxDepth: 3 },
            w,
          )
        const weighted = treeOf(rows, weights)
        const plain = treeOf(repeated, null)
        expect(weighted.feature).toEqual(plain.feature)
        expect(weighted.threshold).toEqual(plain.threshold)
        expect(weighted.value).toEqual(plain.value)
      }),
    )
  })

  test('limits hold: depth, rows of a leaf, rows of a split', () => {
    const random = createRandom(8)
    const x = matrixOf(Array.from({ length: 500 }, () => [random.normal(), random.normal()]))
    const y = Array.from({ length: 500 }, () => random.normal())
    const tree = grow(x, y, 0, { criterion: 'squared-error', maxDepth: 6, minSamplesLeaf: 7, minSamplesSplit: 30 })
    expect(treeDepth(tree)).toBeLessThanOrEqual(6)
    tree.feature.forEach((j, node) => {
      expect(tree.nSamples[node]).toBeGreaterThanOrEqual(j < 0 ? 7 : 30)
    })
  })

  test('every row meets all conditions of its own rule and of no other', () => {
    const random = createRandom(9)
    const x = matrixOf(Array.from({ length: 200 }, () => [random.normal(), random.normal()]))
    const y = Array.from({ length: 200 }, () => random.integer(2))
    const tree = grow(x, y, 2, { criterion: 'gini', maxDepth: 5 })
    const rules = treeRules(tree, ['a', 'b'])
    expect(rules).toHaveLength(leafCount(tree))
    for (let i = 0; i < x.nRows; i++) {
      const met = rules.filter(({ conditions }) =>
        conditions.every(({ feature, operator, threshold }) => {
          const value = x.data[2 * i + (feature === 'a' ? 0 : 1)] as number
          return operator === '<=' ? value <= threshold : value > threshold
        }),
      )
      expect(met).toHaveLength(1)
      expect(met[0]?.nSamples).toBe(tree.nSamples[leafOf(tree, 0, x.data, 2 * i)])
    }
  })
})
