import { type Frame, numberColumn } from '@shared/recipe/frame'
import { describe, expect, test } from 'vitest'
import { applied, step, values } from '../recipe/tables'
import { hasOracles, numericColumns, reference } from './oracles'

interface ScalingReference {
  columns: string[]
  standard: { first5: number[][] }
  minmax: { first5: number[][] }
  robust: { first5: number[][] }
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
})
