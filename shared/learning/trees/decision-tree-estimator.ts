import { createMatrix, type Matrix } from '../../dataset/column'
import type { Contributions, Estimator } from '../estimator'
import { growDecisionTree } from './grow-decision-tree'
import { shapleyValues } from './shapley-values'
import { averageTrees, type Tree, type Trees } from './trees'
import { treesToSql } from './trees-to-sql'

export interface DecisionTreeParams {
  criterion: 'gini' | 'entropy'
  maxDepth: number | null
  minSamplesLeaf: number
  minSamplesSplit: number
  ccpAlpha: number
}

export interface DecisionTreeModel {
  nClasses: number
  featureNames: string[]
  tree: Tree
}

/** One tree; a regression always goes by squared error. */
export const decisionTreeEstimator: Estimator<DecisionTreeParams, DecisionTreeModel> = {
  id: 'decision-tree',
  tasks: ['classification', 'regression'],
  handlesMissing: false,
  defaultScaling: 'none',
  *fit({ x, y, nClasses, weights, featureNames }, params, context) {
    const { criterion, maxDepth, ...limits } = params
    const options = {
      minSamplesLeaf: limits.minSamplesLeaf,
      minSamplesSplit: limits.minSamplesSplit,
      ccpAlpha: limits.ccpAlpha,
      criterion: nClasses === 0 ? ('squared-error' as const) : criterion,
      maxDepth: maxDepth ?? undefined,
    }
    const tree = yield* growDecisionTree(x, y, nClasses, weights, options, context)
    return { nClasses, featureNames: [...featureNames], tree }
  },
  predict: ({ tree }, x) => averageTrees(tree, x),
  explain: ({ tree, nClasses }, x, classIndex) => averageReasons(tree, nClasses, x, classIndex),
  toSql: ({ tree }, features) => treesToSql(tree, features),
}

/** What each feature adds to the mean over the trees. */
export function averageReasons(trees: Trees, nClasses: number, x: Matrix, classIndex: number): Contributions {
  const { base, values } = shapleyValues(trees, x, { value: nClasses === 0 ? 0 : classIndex })
  const nTrees = trees.roots.length
  const each = createMatrix(values.nRows, values.nColumns)
  for (let i = 0; i < each.data.length; i++) each.data[i] = (values.data[i] as number) / nTrees
  return { space: nClasses === 0 ? 'target' : 'probability', base: base / nTrees, values: each }
}
