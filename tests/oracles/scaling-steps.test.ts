import { type Frame, numberColumn } from '@shared/recipe/frame'
import { describe, expect, test } from 'vitest'
import { applied, step, values } from '../recipe/tables'
import { hasOracles, numericColumns, reference } from './oracles'

interface ScalingReference {
  columns: string[]
  standard: { first5: number[][] }
  minmax: { first5: number[][] }
  robust: { first5: number[][] }
  describe: Record<string, OutlierReference>
}
interface OutlierReference {
  outlier_fences: [number, number]
  outliers_iqr15: number
  outliers_abs_z_gt3_sample_sd: number
  outliers_modified_z_gt_3_5: number
}

const files = {
  mall: ['mall', 'Mall_Customers.csv'],
  wholesale: ['wholesale', 'Wholesale customers data.csv'],
  telco: ['telco', 'Telco-Customer-Churn.csv'],
} as const
const scalings = { standard: 'standard', 'min-max': 'minmax', robust: 'robust' } as const

/** The column of a reference, empty cells as missing. */
function frameOf(file: readonly string[], columns: readonly string[]): Frame {
  const lists = numericColumns([...file], columns)
  return {
    nRows: lists[0]?.length ?? 0,
    columns: columns.map((name, i) => numberColumn(name, 'real', lists[i] as Float64Array)),
  }
}

describe.skipIf(!hasOracles)('scaled values are those of StandardScaler, MinMaxScaler and RobustScaler (1e-9)', () => {
  const references = hasOracles ? reference<Record<keyof typeof files, ScalingReference>>('scaling_pca') : null
  test.each(Object.keys(files) as (keyof typeof files)[])('%s', (name) => {
    const expected = (references as NonNullable<typeof references>)[name]
    const start = frameOf(files[name], expected.columns)
    // The reference fills the eleven empty charges of telco with the median.
    const filled = applied(start, [step('impute', { columns: expected.columns, method: 'median' })]).frame
    for (const [method, key] of Object.entries(scalings)) {
      const { frame } = applied(filled, [step('scale', { columns: expected.columns, method })])
      for (const [row, cells] of expected[key].first5.entries()) {
        for (const [j, cell] of cells.entries())
          expect(values(frame, expected.columns[j] as string)[row]).toBeCloseTo(cell, 9)
      }
    }
  })

  test.each(Object.keys(files) as (keyof typeof files)[])('%s: outliers by three rules (counts exact)', (name) => {
    const { columns, describe: known } = (references as NonNullable<typeof references>)[name]
    const start = applied(frameOf(files[name], columns), [step('impute', { columns, method: 'median' })]).frame
    for (const column of columns) {
      const expected = known[column] as OutlierReference
      const treated = (rule: string, action: string) =>
        applied(start, [step('treat-outliers', { columns: [column], rule, action })]).frame
      const flagged = (rule: string) => values(treated(rule, 'flag'), `${column}_outlier`).filter(Boolean).length
      expect(['iqr', 'z', 'mad'].map(flagged)).toEqual([
        expected.outliers_iqr15,
        expected.outliers_abs_z_gt3_sample_sd,
        expected.outliers_modified_z_gt_3_5,
      ])
      const clipped = values(treated('iqr', 'clip'), column) as number[]
      if (expected.outliers_iqr15 > 0) expect(expected.outlier_fences.some((fence) => near(clipped, fence))).toBe(true)
    }
  })
})

function near(values: readonly number[], wanted: number): boolean {
  return values.some((value) => Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted)))
}
