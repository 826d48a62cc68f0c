import { z } from 'zod'
import { createMatrix } from '../../dataset/column'
import type { Estimator } from '../../learning/estimator'
import { definePredictive } from '../../learning/predictive/define-predictive'
import { buildKdTree, type KdTree } from '../../math/kd-tree'
import { createNearestSearch } from '../../math/nearest-rows'

const params = {
  /** Neighbours that vote. */
  k: z.int().min(1).max(1000).default(15),
}

/** The training rows, sorted for search: what a model of neighbours is. */
interface Neighbours {
  tree: KdTree
  nColumns: number
  k: number
  y: Float64Array
  nClasses: number
  weights: Float64Array | null
}

const estimator: Estimator<{ k: number }, Neighbours> = {
  id: 'k-nearest',
  tasks: ['classification', 'regression'],
  handlesMissing: false,
  defaultScaling: 'standard',
  *fit({ x, y, nClasses, weights }, { k }) {
    yield { stage: 'fit', fraction: 0.1 }
    const own = weights?.slice() ?? null
    return { tree: buildKdTree(x), nColumns: x.nColumns, k: Math.min(k, x.nRows), y: y.slice(), nClasses, weights: own }
  },
  predict({ tree, nColumns, k, y, nClasses, weights }, x) {
    const predicted = createMatrix(x.nRows, Math.max(1, nClasses))
    const search = createNearestSearch(tree, nColumns, k)
    for (let i = 0; i < x.nRows; i++) {
      const base = i * predicted.nColumns
      let total = 0
      for (const row of search(x.data, i * nColumns)) {
        const weight = weights ? (weights[row] as number) : 1
        const own = y[row] as number
        const at = base + (nClasses === 0 ? 0 : own)
        predicted.data[at] = (predicted.data[at] as number) + weight * (nClasses === 0 ? own : 1)
        total += weight
      }
      for (let c = 0; c < predicted.nColumns; c++) {
        predicted.data[base + c] = (predicted.data[base + c] as number) / total
      }
    }
    return predicted
  },
}

/** Predicts what the most alike rows had. */
export const kNearest = definePredictive<typeof params, Neighbours, Record<never, never>>({
  estimator,
  params,
  primaryParams: ['k'],
  space: { k: { kind: 'number', low: 3, high: 150, scale: 'log', whole: true } },
  isLight: false,
  rowsExplained: 200,
  references: [
    {
      citation:
        'Cover, T. M. & Hart, P. E. (1967). Nearest neighbor pattern classification. IEEE Transactions on Information Theory, 13(1), 21–27.',
      variant: 'Euclidean, all neighbours alike; of equally near rows the earlier one',
    },
  ],
  own: { shape: {}, describe: () => ({}) },
  secondsPerFit: (nRows, nColumns) => nRows * nRows * nColumns * 2e-10,
})
