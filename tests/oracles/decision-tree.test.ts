import type { Matrix } from '@shared/dataset/column'
import { growDecisionTree } from '@shared/learning/trees/grow-decision-tree'
import { impurityImportance } from '@shared/learning/trees/impurity-importance'
import { averageTrees, leafCount, type Tree, treeDepth } from '@shared/learning/trees/trees'
import { beforeAll, describe, expect, test } from 'vitest'
import { createContext, drive } from '../contract/harness'
import { areaUnderCurve } from '../learning/area-under-curve'
import { churnData } from './churn-data'
import { hasOracles, reference } from './oracles'

interface ReferenceNode {
  n: number
  counts: number[]
  impurity: number
  feature?: string
  threshold?: number
  left?: ReferenceNode
  right?: ReferenceNode
}

interface ReferenceTree {
  n_leaves: number
  depth: number
  top: ReferenceNode
  importance_gini: Record<string, number>
  train_accuracy: number
  test: { accuracy: number; roc_auc: number; log_loss: number; brier: number }
}

describe.skipIf(!hasOracles)('decision tree against scikit-learn 1.2 on the churn data', () => {
  let data: ReturnType<typeof churnData>
  let models: Record<string, ReferenceTree>
  const limits = { maxDepth: 5, minSamplesLeaf: 20 }
  const grow = (options: Parameters<typeof growDecisionTree>[4]) =>
    drive(growDecisionTree(data.train.x, data.train.y, 2, null, options, createContext()))

  beforeAll(() => {
    data = churnData()
    models = reference('churn_models')
  })

  test('the data are encoded as the reference was: column sums to 1e-7', () => {
    data.sums.forEach((sum, j) => {
      expect(sum).toBeCloseTo(data.expectedSums[j] as number, 7)
    })
  })

  test.each(['gini', 'entropy'] as const)('%s: leaves, depth and the first three levels are the same', (criterion) => {
    const tree = grow({ criterion, ...limits })
    const expected = models[`tree_${criterion}_depth5_leaf20`] as ReferenceTree
    expect(leafCount(tree)).toBe(expected.n_leaves)
    expect(treeDepth(tree)).toBe(expected.depth)
    compareNodes(tree, 0, expected.top, data.featureNames)
  })

  test.each([
    ['gini', 6],
    ['entropy', 3],
  ] as const)(
    '%s: importance to 1e-6; test metrics to %i digits, fewer where test rows lie on thresholds',
    (criterion, digits) => {
      const tree = grow({ criterion, ...limits })
      const expected = models[`tree_${criterion}_depth5_leaf20`] as ReferenceTree
      const importance = impurityImportance(tree)
      data.featureNames.forEach((name, j) => {
        expect(importance[j]).toBeCloseTo(expected.importance_gini[name] as number, 6)
      })
      const { accuracy, auc, brier } = testMetrics(tree)
      expect(accuracy).toBeCloseTo(expected.test.accuracy, digits)
      expect(auc).toBeCloseTo(expected.test.roc_auc, digits)
      expect(brier).toBeCloseTo(expected.test.brier, digits)
    },
  )

  test('without limits: metrics within 0.01, as many leaves within 2 %', () => {
    const tree = grow({ criterion: 'gini' })
    const expected = models['tree_unlimited'] as ReferenceTree
    expect(Math.abs(leafCount(tree) / expected.n_leaves - 1)).toBeLessThan(0.02)
    const { accuracy, auc } = testMetrics(tree)
    expect(Math.abs(accuracy - expected.test.accuracy)).toBeLessThan(0.01)
    expect(Math.abs(auc - expected.test.roc_auc)).toBeLessThan(0.01)
  })

  test.each([
    [0.0003, 80, 8],
    [0.001, 18, 6],
    [0.003, 7, 4],
  ])('pruned by cost-complexity at %d: %i leaves, depth %i', (ccpAlpha, leaves, depth) => {
    const tree = grow({ criterion: 'gini', maxDepth: 8, minSamplesLeaf: 5, ccpAlpha })
    expect(leafCount(tree)).toBe(leaves)
    expect(treeDepth(tree)).toBe(depth)
  })

  test('weights of 3 for those who left: 15 leaves, AUC 0.8190 to 3 digits: test rows lie on thresholds', () => {
    const weights = data.train.y.map((y) => (y === 1 ? 3 : 1))
    const options = { criterion: 'gini', maxDepth: 4, minSamplesLeaf: 20 } as const
    const tree = drive(growDecisionTree(data.train.x, data.train.y, 2, weights, options, createContext()))
    expect(leafCount(tree)).toBe(15)
    expect(testMetrics(tree).auc).toBeCloseTo(0.8190394998579142, 3)
  })

  test('a regression of the monthly charge: 16 leaves, R² 0.94965 to 1e-6', () => {
    const charge = data.featureNames.indexOf('MonthlyCharges')
    const options = { criterion: 'squared-error', maxDepth: 4, minSamplesLeaf: 10 } as const
    const [train, test] = [withoutColumn(data.train.x, charge), withoutColumn(data.test.x, charge)]
    const tree = drive(growDecisionTree(train.x, train.column, 0, null, options, createContext()))
    expect(leafCount(tree)).toBe(16)
    const predicted = averageTrees(tree, test.x).data
    const mean = test.column.reduce((a, b) => a + b, 0) / test.column.length
    const left = test.column.reduce((sum, y, i) => sum + (y - (predicted[i] as number)) ** 2, 0)
    const all = test.column.reduce((sum, y) => sum + (y - mean) ** 2, 0)
    expect(1 - left / all).toBeCloseTo(0.9496500652648519, 6)
  })

  function testMetrics(tree: Tree) {
    const { x, y } = data.test
    const shares = averageTrees(tree, x)
    const p = Float64Array.from(y, (_, i) => shares.data[2 * i + 1] as number)
    const accuracy = y.filter((value, i) => value === ((p[i] as number) >= 0.5 ? 1 : 0)).length / y.length
    const brier = y.reduce((sum, value, i) => sum + (value - (p[i] as number)) ** 2, 0) / y.length
    return { accuracy, brier, auc: areaUnderCurve(y, p) }
  }
})

/** Thresholds to 1e-6: the reference computes in single precision. */
function compareNodes(tree: Tree, node: number, expected: ReferenceNode, names: readonly string[]): void {
  expect(tree.nSamples[node]).toBe(expected.n)
  expect(tree.impurity[node]).toBeCloseTo(expected.impurity, 12)
  expect((tree.value[2 * node] as number) * expected.n).toBeCloseTo(expected.counts[0] as number, 8)
  if (expected.feature) {
    expect(names[tree.feature[node] as number]).toBe(expected.feature)
    expect(tree.threshold[node]).toBeCloseTo(expected.threshold as number, 6)
  }
  if (expected.left) compareNodes(tree, tree.left[node] as number, expected.left, names)
  if (expected.right) compareNodes(tree, tree.right[node] as number, expected.right, names)
}

function withoutColumn(x: Matrix, at: number): { x: Matrix; column: Float64Array } {
  const d = x.nColumns
  const column = Float64Array.from({ length: x.nRows }, (_, i) => x.data[i * d + at] as number)
  return { x: { ...x, nColumns: d - 1, data: x.data.filter((_, i) => i % d !== at) }, column }
}
