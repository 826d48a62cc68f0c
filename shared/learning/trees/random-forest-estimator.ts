import type { Estimator } from '../estimator'
import { averageReasons } from './decision-tree-estimator'
import { growForest } from './grow-forest'
import { averageTrees, type Trees } from './trees'
import { treesToSql } from './trees-to-sql'

export interface RandomForestParams {
  nTrees: number
  maxDepth: number | null
  minSamplesLeaf: number
  maxFeatures: MaxFeatures
}

/** Features drawn for each split: a rule, a number of them, or below 1 a share. */
export type MaxFeatures = 'auto' | 'sqrt' | 'log2' | 'all' | number

export interface RandomForestModel {
  nClasses: number
  featureNames: string[]
  trees: Trees
  importance: Float64Array
  /** nTrain × nValues: what the trees that did not see a training row say of it; NaN where all saw it. */
  outOfBag: Float64Array
  /** The classes or targets of the training rows. */
  y: Float64Array
  binned: boolean
}

export const randomForestEstimator: Estimator<RandomForestParams, RandomForestModel> = {
  id: 'random-forest',
  tasks: ['classification', 'regression'],
  handlesMissing: false,
  defaultScaling: 'none',
  *fit({ x, y, nClasses, weights, featureNames }, params, context) {
    const { nTrees, maxDepth, minSamplesLeaf, maxFeatures } = params
    const options = {
      ...{ nTrees, minSamplesLeaf, outOfBag: true },
      criterion: nClasses === 0 ? ('squared-error' as const) : ('gini' as const),
      maxDepth: maxDepth ?? undefined,
      maxFeatures: featuresPerSplit(maxFeatures, x.nColumns, nClasses),
    }
    const seeded = { ...context, seed: context.random.integer(2 ** 31) }
    const forest = yield* growForest(x, y, nClasses, weights, options, seeded)
    const { trees, importance, outOfBag, binned } = forest
    return {
      ...{ nClasses, trees, importance, binned, y: y.slice() },
      featureNames: [...featureNames],
      outOfBag: outOfBag as Float64Array,
    }
  },
  predict: ({ trees }, x) => averageTrees(trees, x),
  explain: ({ trees, nClasses }, x, classIndex) => averageReasons(trees, nClasses, x, classIndex),
  toSql: ({ trees }, features) => treesToSql(trees, features),
}

/** `auto` is the root of their number for classes and a third of it for numbers. */
function featuresPerSplit(wanted: MaxFeatures, nFeatures: number, nClasses: number): number {
  const rule = wanted === 'auto' ? (nClasses > 0 ? 'sqrt' : 1 / 3) : wanted
  if (rule === 'all') return nFeatures
  const count = rule === 'sqrt' ? Math.sqrt(nFeatures) : rule === 'log2' ? Math.log2(nFeatures) : rule
  const whole = count < 1 && typeof rule === 'number' ? count * nFeatures : count
  return Math.max(1, Math.min(nFeatures, Math.floor(whole + 1e-9)))
}
