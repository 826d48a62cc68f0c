import { median } from '@shared/math/quantile'
import { associationsOf } from '@shared/quality/associations'
import { columnQuality } from '@shared/quality/column-quality'
import { numberColumn } from '@shared/recipe/frame'
import { describe, expect, test } from 'vitest'
import { hasOracles, numericColumns, reference } from './oracles'

interface ColumnReference {
  n: number
  mean: number
  sd_sample: number
  quantiles_type7: number[]
  skew_population_g1: number
  skew_sample_G1: number
  kurt_excess_g2: number
  kurt_excess_sample_G2: number
  distinct: number
  outliers_iqr15: number
  outlier_fences: [number, number]
  outliers_abs_z_gt3_sample_sd: number
  outliers_modified_z_gt_3_5: number
}
interface Entry {
  columns: string[]
  describe: Record<string, ColumnReference>
  corr_pearson: number[][]
  corr_spearman: number[][]
  corr_kendall_tau_b: number[][]
}
const files = {
  mall: ['mall', 'Mall_Customers.csv'],
  wholesale: ['wholesale', 'Wholesale customers data.csv'],
  telco: ['telco', 'Telco-Customer-Churn.csv'],
} as const

// Oracle: numpy, scipy and pandas. Tolerance: 1e-10 relative; counts exact.
describe.skipIf(!hasOracles)('the profile of a dataset against numpy, scipy and pandas', () => {
  const expected = hasOracles ? reference<Record<string, Entry>>('scaling_pca') : {}

  test.each(Object.keys(files) as (keyof typeof files)[])('%s: moments, quartiles, outliers, correlations', (file) => {
    const { columns, describe: known, corr_pearson, corr_spearman, corr_kendall_tau_b } = expected[file] as Entry
    // The reference fills the eleven empty charges of telco with the median.
    const lists = numericColumns([...files[file]], columns).map(withMedian)
    for (const [j, name] of columns.entries()) {
      const column = numberColumn(name, 'real', lists[j] as Float64Array)
      const ours = columnQuality(column, { ...column, missing: 0 }, 0)
      const theirs = known[name] as ColumnReference
      expect([ours.n, ours.distinct]).toEqual([theirs.n, theirs.distinct])
      const found = ours.outliers
      expect([found?.iqr, found?.z, found?.mad]).toEqual([
        theirs.outliers_iqr15,
        theirs.outliers_abs_z_gt3_sample_sd,
        theirs.outliers_modified_z_gt_3_5,
      ])
      const quartiles = [0, 4, 5, 6, 10].map((place) => theirs.quantiles_type7[place] as number)
      close(
        [ours.mean, ours.sd, ours.skewness, ours.min, ours.q1, ours.median, ours.q3, ours.max],
        [theirs.mean, theirs.sd_sample, theirs.skew_population_g1, ...quartiles],
      )
      close(
        [ours.skewnessSample, ours.kurtosis, ours.kurtosisSample],
        [theirs.skew_sample_G1, theirs.kurt_excess_g2, theirs.kurt_excess_sample_G2],
      )
      close([found?.fences.low, found?.fences.high], theirs.outlier_fences)
    }
    const numbers = columns.map((name, j) => ({ name, values: lists[j] as Float64Array }))
    const found = associationsOf({ rows: lists[0]?.length ?? 0, leftOut: 0, numbers, categories: [] }, () => {})
    close(found.pearson.values.flat(), corr_pearson.flat())
    close(found.spearman.values.flat(), corr_spearman.flat())
    close(found.kendall.values.flat(), corr_kendall_tau_b.flat())
  })
})

function withMedian(values: Float64Array): Float64Array {
  const middle = median(values.filter((value) => !Number.isNaN(value)))
  return values.map((value) => (Number.isNaN(value) ? middle : value))
}

function close(ours: readonly unknown[], theirs: readonly number[]): void {
  expect(ours.length).toBe(theirs.length)
  for (const [i, value] of theirs.entries())
    expect(Math.abs((ours[i] as number) - value)).toBeLessThanOrEqual(1e-10 * Math.max(1, Math.abs(value)))
}
