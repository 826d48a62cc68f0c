import type { Kernel } from '../../methods/define-method'
import { boostTree } from './boost-tree'
import { codeFeatures } from './code-features'
import { connectCorePoints } from './connect-core-points'
import { covarianceSums } from './covariance'
import { growTree } from './grow-tree'
import { assignRows } from './k-means-assign'
import { roundRows } from './k-means-round'
import { seedPotentials, seedUpdate } from './k-means-seed'
import { sumAfresh, sumChanges, sumInertia } from './k-means-sums'
import { logisticStep } from './logistic-step'
import { mixtureStep } from './mixture-step'
import { nearestOutside } from './nearest-outside'
import { kthDistances, markCorePoints } from './neighbours'
import { projectRows } from './project'
import { silhouetteRows } from './silhouette'
import { softmaxStep } from './softmax-step'
import { treeShap } from './tree-shap'

/** Every kernel by name: what `context.parallel` can run, on the calling thread or on many. */
export const kernels: Readonly<Record<string, Kernel>> = {
  covariance: covarianceSums,
  project: projectRows,
  'boost-tree': boostTree,
  'code-features': codeFeatures,
  'grow-tree': growTree,
  'k-means-assign': assignRows,
  'k-means-inertia': sumInertia,
  'k-means-round': roundRows,
  'k-means-seed-potentials': seedPotentials,
  'k-means-seed-update': seedUpdate,
  'k-means-sum-afresh': sumAfresh,
  'k-means-sum-changes': sumChanges,
  'core-points': markCorePoints,
  'connect-core-points': connectCorePoints,
  'nearest-outside': nearestOutside,
  'kth-distances': kthDistances,
  'logistic-step': logisticStep,
  'mixture-step': mixtureStep,
  silhouette: silhouetteRows,
  'tree-shap': treeShap,
  'softmax-step': softmaxStep,
}
