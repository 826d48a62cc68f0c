import type { Kernel } from '../../methods/define-method'
import { connectCorePoints } from './connect-core-points'
import { covarianceSums } from './covariance'
import { assignRows } from './k-means-assign'
import { seedPotentials, seedUpdate } from './k-means-seed'
import { mixtureStep } from './mixture-step'
import { kthDistances, markCorePoints } from './neighbours'
import { projectRows } from './project'
import { silhouetteRows } from './silhouette'

/** Every kernel by name: what `context.parallel` can run, on the calling thread or on many. */
export const kernels: Readonly<Record<string, Kernel>> = {
  covariance: covarianceSums,
  project: projectRows,
  'k-means-assign': assignRows,
  'k-means-seed-potentials': seedPotentials,
  'k-means-seed-update': seedUpdate,
  'core-points': markCorePoints,
  'connect-core-points': connectCorePoints,
  'kth-distances': kthDistances,
  'mixture-step': mixtureStep,
  silhouette: silhouetteRows,
}
