import { describe as describeColumns } from '@shared/methods/describe'
import { describe, expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'
import { hasOracles, numericColumns, reference } from './oracles'

interface ColumnReference {
  sum: number
  var_sample: number
  se_mean: number
  cv: number
  quantile_probs: number[]
  quantiles_type7: number[]
  mode_smallest: number
  mode_count: number
  skew_population_g1: number
  skew_sample_G1: number
  kurt_excess_g2: number
  kurt_excess_sample_G2: number
  iqr: number
  mad_raw: number
  outliers_iqr15: number
  outlier_fences: [number, number]
  outliers_abs_z_gt3_sample_sd: number
  outliers_modified_z_gt_3_5: number | null
  histogram10: { counts: number[]; edges: number[] }
  shapiro_first5000: { W: number; p: number }
  jarque_bera: { stat: number; p: number }
}
interface Entry {
  columns: string[]
  describe: Record<string, ColumnReference>
  corr_kendall_tau_b: number[][]
  cov_sample: number[][]
  pearson_p: number[][]
}

const files = {
  mall: ['mall', 'Mall_Customers.csv'],
  wholesale: ['wholesale', 'Wholesale customers data.csv'],
  telco: ['telco', 'Telco-Customer-Churn.csv'],
} as const
type Name = keyof typeof files

/** The columns of a reference; it fills the eleven empty charges of telco with the median. */
function inputFor(name: Name, { columns }: Entry) {
  const lists = numericColumns([...files[name]], columns)
  const filled = lists.map((values) => {
    const known = values.filter(Number.isFinite).sort()
    const middle = ((known[(known.length - 1) >> 1] as number) + (known[known.length >> 1] as number)) / 2
    return values.map((value) => (Number.isNaN(value) ? middle : value))
  })
  return inputOf({ columns: filled.map((values, j) => numericColumn(columns[j] as string, values)) })
}

function close(ours: number | null | undefined, theirs: number, relative = 1e-9, absolute = 1e-9): void {
  expect(Math.abs((ours ?? Number.NaN) - theirs)).toBeLessThanOrEqual(absolute + relative * Math.abs(theirs))
}

// Oracle: numpy, scipy and pandas. Tolerance: 1e-9, Shapiro-Wilk 1e-4 (scipy computes it in single precision).
describe.skipIf(!hasOracles)('every figure of describe against numpy, scipy and pandas', () => {
  const references = hasOracles ? reference<Record<Name, Entry>>('scaling_pca') : null
  const names = Object.keys(files) as Name[]

  test.each(names)('%s: sums, spread, shape, quantiles, mode, outliers, histogram', (name) => {
    const entry = (references as Record<Name, Entry>)[name]
    const { result } = runMethod(describeColumns, inputFor(name, entry), { histogramBins: 10 })
    for (const column of result.columns) {
      const known = entry.describe[column.name] as ColumnReference
      close(column.sum, known.sum)
      close(column.variance, known.var_sample)
      close(column.standardError, known.se_mean)
      close(column.coefficientOfVariation, known.cv)
      close(column.skewness, known.skew_population_g1)
      close(column.skewnessSample, known.skew_sample_G1)
      close(column.kurtosis, known.kurt_excess_g2)
      close(column.kurtosisSample, known.kurt_excess_sample_G2)
      close(column.iqr, known.iqr)
      close(column.mad, known.mad_raw)
      expect([column.mode, column.modeCount]).toEqual([known.mode_smallest, known.mode_count])
      expect(column.quantiles.map(({ p }) => p)).toEqual(known.quantile_probs)
      for (const [i, { value }] of column.quantiles.entries()) close(value, known.quantiles_type7[i] as number)
      const { iqr, z, mad, fences } = column.outliers as NonNullable<typeof column.outliers>
      expect([iqr, z]).toEqual([known.outliers_iqr15, known.outliers_abs_z_gt3_sample_sd])
      if (known.outliers_modified_z_gt_3_5 !== null) expect(mad).toBe(known.outliers_modified_z_gt_3_5)
      close(fences.low, known.outlier_fences[0])
      close(fences.high, known.outlier_fences[1])
      expect(column.histogram?.counts).toEqual(known.histogram10.counts)
      for (const [i, edge] of (column.histogram?.edges ?? []).entries())
        close(edge, known.histogram10.edges[i] as number)
    }
  })

  test.each(names)('%s: Shapiro-Wilk and Jarque-Bera', (name) => {
    const entry = (references as Record<Name, Entry>)[name]
    const { result } = runMethod(describeColumns, inputFor(name, entry))
    for (const { name: column, shapiroWilk, jarqueBera } of result.columns) {
      const known = entry.describe[column] as ColumnReference
      close(shapiroWilk?.W, known.shapiro_first5000.W, 0, 1e-4)
      close(shapiroWilk?.p, known.shapiro_first5000.p, 0, 1e-4)
      close(jarqueBera?.statistic, known.jarque_bera.stat)
      close(jarqueBera?.p, known.jarque_bera.p)
    }
  })

  test.each(names)("%s: Kendall's τ-b, covariances, p-values of Pearson's correlations", (name) => {
    const entry = (references as Record<Name, Entry>)[name]
    const { result } = runMethod(describeColumns, inputFor(name, entry))
    for (const [i, value] of entry.corr_kendall_tau_b.flat().entries()) close(result.kendall?.data[i], value)
    for (const [i, value] of entry.cov_sample.flat().entries()) close(result.covariance.data[i], value)
    for (const [i, value] of entry.pearson_p.flat().entries()) close(result.pearsonP.data[i], value, 1e-8, 1e-300)
  })
})
