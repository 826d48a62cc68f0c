import { kMeans } from '@shared/methods/k-means'
import type { KMeansResult } from '@shared/methods/k-means/method'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'
import { adjustedRandIndex } from '../math/adjusted-rand-index'
import { hasOracles, numericColumns, reference } from './oracles'

interface Solution {
  inertia_best: number
  silhouette: number
  sizes: number[]
  labels_first_appearance?: number[]
  'single_start_share_within_0.1pct'?: number
}
type Reference = Record<string, { n: number; d: number; total_ss: number; k: Record<string, Solution> }>

const mall = ['mall', 'Mall_Customers.csv']
const sets = {
  mall_income_score_raw: { file: mall, columns: ['Annual Income (k$)', 'Spending Score (1-100)'], scaling: 'none' },
  mall3_std: { file: mall, columns: ['Age', 'Annual Income (k$)', 'Spending Score (1-100)'], scaling: 'standard' },
  wholesale_std: {
    file: ['wholesale', 'Wholesale customers data.csv'],
    columns: ['Fresh', 'Milk', 'Grocery', 'Frozen', 'Detergents_Paper', 'Delicassen'],
    scaling: 'standard',
  },
  telco_std: {
    file: ['telco', 'Telco-Customer-Churn.csv'],
    columns: ['tenure', 'MonthlyCharges', 'TotalCharges'],
    scaling: 'standard',
  },
} as const

function segment(name: keyof typeof sets, params: Record<string, unknown>): KMeansResult {
  const { file, columns, scaling } = sets[name]
  const values = numericColumns([...file], columns)
  const features = columns.map((column, j) => numericColumn(column, values[j] as Float64Array))
  const input = inputOf({ features, profile: [] })
  return runMethod(kMeans, input, { scaling, missing: 'median', ...params }).result
}

// Oracle: scikit-learn 1.2.1 KMeans, 300 starts (50 for telco). Tolerance: inertia at most 0.1 % above the best known.
describe.skipIf(!hasOracles)('k-means against scikit-learn', () => {
  const expected = hasOracles ? reference<Reference>('kmeans') : {}
  const cases = (Object.keys(sets) as (keyof typeof sets)[]).flatMap((name) =>
    [2, 3, 4, 5, 6, 7, 8].map((k) => ({ name, k })),
  )

  test.each(cases)('$name, k = $k: inertia within 0.1 % of the best known', ({ name, k }) => {
    const best = expected[name]?.k[k] as Solution
    const nInit = name === 'telco_std' ? 30 : 300
    const result = segment(name, { k, nInit })
    expect(result.inertia).toBeLessThanOrEqual(best.inertia_best * 1.001)
    expect(result.inertia).toBeGreaterThan(best.inertia_best * 0.98)
    expect(result.totalInertia / (expected[name]?.total_ss ?? 0)).toBeCloseTo(1, 10)
    if (Math.abs(result.inertia / best.inertia_best - 1) > 1e-9) return
    expect(result.silhouette).toBeCloseTo(best.silhouette, 9)
    expect(result.sizes).toEqual([...best.sizes].sort((a, b) => b - a))
    const labels = best.labels_first_appearance
    if (labels) expect(adjustedRandIndex(Array.from(result.labels), labels)).toBe(1)
  })
})
