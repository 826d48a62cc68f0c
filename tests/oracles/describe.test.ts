import { describe as describeColumns } from '@shared/methods/describe'
import { prepareFeatures } from '@shared/methods/prepare-features'
import { describe, expect, test } from 'vitest'
import { drive, inputOf, numericColumn, runMethod } from '../contract/harness'
import { hasOracles, numericColumns, reference } from './oracles'

interface ColumnReference {
  n: number
  mean: number
  sd_sample: number
  quantiles_type7: number[]
  skew_population_g1: number
  distinct: number
  mode_count: number
}
interface Entry {
  n: number
  columns: string[]
  describe: Record<string, ColumnReference>
  corr_pearson: number[][]
  corr_spearman: number[][]
  standard: { first5: number[][] }
  minmax: { first5: number[][] }
  robust: { first5: number[][] }
}

const files = {
  mall: ['mall', 'Mall_Customers.csv'],
  wholesale: ['wholesale', 'Wholesale customers data.csv'],
} as const

function columnsOf(name: keyof typeof files, entry: Entry) {
  const values = numericColumns([...files[name]], entry.columns)
  return values.map((column, j) => numericColumn(entry.columns[j] as string, column))
}

function expectClose(value: number | null, expected: number, tolerance: number): void {
  expect(Math.abs((value as number) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)))
}

// Oracle: numpy, scipy and scikit-learn. Tolerance: 1e-10 relative.
describe.skipIf(!hasOracles)('describe against numpy and scipy', () => {
  const expected = hasOracles ? reference<Record<string, Entry>>('scaling_pca') : {}
  const names = Object.keys(files) as (keyof typeof files)[]

  test.each(names)('%s: moments, quartiles, distinct values', (name) => {
    const entry = expected[name] as Entry
    const columns = columnsOf(name, entry)
    const { result } = runMethod(describeColumns, inputOf({ columns }))
    for (const column of result.columns) {
      const known = entry.describe[column.name] as ColumnReference
      const quantiles = known.quantiles_type7
      expect([column.n, column.missing, column.distinct]).toEqual([known.n, 0, known.distinct])
      expectClose(column.mean, known.mean, 1e-10)
      expectClose(column.sd, known.sd_sample, 1e-10)
      expectClose(column.skewness, known.skew_population_g1, 1e-10)
      const ours = [column.min, column.q1, column.median, column.q3, column.max]
      for (const [i, at] of [0, 4, 5, 6, 10].entries()) expectClose(ours[i] ?? null, quantiles[at] as number, 1e-10)
      expect(column.top[0]?.count).toBe(known.mode_count)
    }
  })

  test.each(names)('%s: Pearson and Spearman', (name) => {
    const entry = expected[name] as Entry
    const { result } = runMethod(describeColumns, inputOf({ columns: columnsOf(name, entry) }))
    for (const [i, value] of entry.corr_pearson.flat().entries())
      expectClose(result.pearson.data[i] ?? null, value, 1e-10)
    for (const [i, value] of entry.corr_spearman.flat().entries())
      expectClose(result.spearman.data[i] ?? null, value, 1e-10)
  })

  test.each(names)('%s: standard, min-max and robust scaling', (name) => {
    const entry = expected[name] as Entry
    for (const [scaling, known] of [
      ['standard', entry.standard],
      ['min-max', entry.minmax],
      ['robust', entry.robust],
    ] as const) {
      const policy = { transform: 'none', scaling, missing: 'drop' } as const
      const { matrix } = drive(prepareFeatures(columnsOf(name, entry), policy, { methodId: 'pca' }))
      for (const [i, value] of known.first5.flat().entries()) expectClose(matrix.data[i] ?? null, value, 1e-10)
    }
  })
})
