import { clusterComparison } from '@shared/methods/cluster-comparison'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, runMethod } from '../contract/harness'
import { hasOracles, reference } from './oracles'

interface Pair {
  name: string
  labels_true: number[]
  labels_pred: number[]
  ari: number
  rand: number
  nmi_arithmetic: number
  ami: number
  homogeneity: number
  completeness: number
  v_measure: number
  fowlkes_mallows: number
  purity?: number
}

// Oracle: scikit-learn 1.2.1 metrics. Tolerance: 1e-9 absolute.
describe.skipIf(!hasOracles)('cluster-comparison against scikit-learn', () => {
  const { pairs } = hasOracles ? reference<{ pairs: Pair[] }>('cluster_compare') : { pairs: [] }

  test.each(pairs.map((pair, i) => ({ ...pair, name: `${i}: ${pair.name}` })))('$name', (pair) => {
    const first = [categoricalColumn('first', pair.labels_true.map(String))]
    const second = [categoricalColumn('second', pair.labels_pred.map(String))]
    const { result } = runMethod(clusterComparison, inputOf({ first, second }))
    const close = (value: number, known: number) => expect(Math.abs(value - known)).toBeLessThan(1e-9)
    close(result.adjustedRand, pair.ari)
    close(result.rand, pair.rand)
    close(result.nmi, pair.nmi_arithmetic)
    close(result.ami, pair.ami)
    close(result.homogeneity, pair.homogeneity)
    close(result.completeness, pair.completeness)
    close(result.vMeasure, pair.v_measure)
    close(result.fowlkesMallows, pair.fowlkes_mallows)
    if (pair.purity !== undefined) close(result.purity, pair.purity)
    expect(result.crosstab.data.reduce((sum, count) => sum + count, 0)).toBe(pair.labels_true.length)
  })
})
