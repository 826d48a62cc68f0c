import type { Column } from '@shared/dataset/column'
import type { MethodInput } from '@shared/methods/define-method'
import { categoricalColumn, inputOf, numericColumn } from '../contract/harness'
import { readPlainCsv, reference } from './oracles'

export interface ChurnSplit {
  train_index: number[]
  test_index: number[]
  train_fold: number[]
  columns: string[]
  design_first3: number[][]
  design_column_sums: number[]
}

const numbers = new Set(['tenure', 'MonthlyCharges', 'TotalCharges'])
const alike: Readonly<Record<string, string>> = { 'No internet service': 'No', 'No phone service': 'No' }

/** The columns of the churn references: levels that say the same are put together, as the reference did. */
export function churnInput(): MethodInput {
  const { header, rows } = readPlainCsv('telco', 'Telco-Customer-Churn.csv')
  const columns = header.map((name, j): Column => {
    const cells = rows.map((row) => row[j]?.trim() ?? '')
    if (!numbers.has(name))
      return categoricalColumn(
        name,
        cells.map((cell) => alike[cell] ?? cell),
      )
    return numericColumn(
      name,
      cells.map((cell) => (cell === '' ? Number.NaN : Number(cell))),
    )
  })
  const features = columns.filter(({ name }) => name !== 'customerID' && name !== 'Churn')
  return inputOf({ target: columns.filter(({ name }) => name === 'Churn'), features })
}

export function churnSplit() {
  const split = reference<ChurnSplit>('churn_split')
  return { ...split, rows: { trainRows: split.train_index, testRows: split.test_index } }
}
