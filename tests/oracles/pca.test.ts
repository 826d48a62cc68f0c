import { pca } from '@shared/methods/pca'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'
import { hasOracles, numericColumns, reference } from './oracles'

interface Decomposition {
  components: number[][]
  explained_variance: number[]
  explained_variance_ratio: number[]
  scores_first5: number[][]
  scores_last: number[]
}
type Reference = Record<
  string,
  { n: number; columns: string[]; pca_standardised_population_sd: Decomposition; pca_centred_raw: Decomposition }
>

const files = {
  mall: ['mall', 'Mall_Customers.csv'],
  wholesale: ['wholesale', 'Wholesale customers data.csv'],
  telco: ['telco', 'Telco-Customer-Churn.csv'],
} as const

/** Largest difference relative to the largest reference value. */
function relativeError(values: readonly number[], expected: readonly number[]): number {
  const size = Math.max(...expected.map(Math.abs))
  return Math.max(...expected.map((value, i) => Math.abs((values[i] as number) - value))) / size
}

// Oracle: scikit-learn 1.2.1 PCA(svd_solver="full"). Tolerance: 1e-8 relative, each variance for itself.
describe.skipIf(!hasOracles)('pca against scikit-learn', () => {
  const expected = hasOracles ? reference<Reference>('scaling_pca') : {}
  const cases = Object.keys(files).flatMap((name) => ['standard', 'none'].map((scaling) => ({ name, scaling })))

  test.each(cases)('$name, scaling $scaling: variances, components, scores', ({ name, scaling }) => {
    const entry = expected[name] as Reference[string]
    const reference = scaling === 'standard' ? entry.pca_standardised_population_sd : entry.pca_centred_raw
    const columns = numericColumns([...files[name as keyof typeof files]], entry.columns)
    const features = columns.map((values, j) => numericColumn(entry.columns[j] as string, values))
    const { result } = runMethod(pca, inputOf({ features }), { scaling, missing: 'median' })
    const d = features.length
    expect(result.components.nRows).toBe(d)
    for (let c = 0; c < d; c++) {
      const variance = reference.explained_variance[c] as number
      expect(Math.abs((result.explainedVariance[c] as number) / variance - 1)).toBeLessThan(1e-8)
      const ratio = reference.explained_variance_ratio[c] as number
      expect(Math.abs((result.explainedVarianceRatio[c] as number) / ratio - 1)).toBeLessThan(1e-8)
      const component = Array.from(result.components.data.subarray(c * d, (c + 1) * d))
      expect(relativeError(component, reference.components[c] as number[])).toBeLessThan(1e-8)
    }
    for (const [i, row] of reference.scores_first5.entries()) {
      expect(relativeError(Array.from(result.scores.data.subarray(i * d, (i + 1) * d)), row)).toBeLessThan(1e-8)
    }
    expect(
      relativeError(Array.from(result.scores.data.subarray((entry.n - 1) * d)), reference.scores_last),
    ).toBeLessThan(1e-8)
  })
})
