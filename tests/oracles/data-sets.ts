import { numericColumn } from '../contract/harness'
import { numericColumns } from './oracles'

const mall = ['mall', 'Mall_Customers.csv']

/** The data sets of the clustering references, and the scaling they were made with. */
export const clusterSets = {
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

export type ClusterSet = keyof typeof clusterSets

/** Feature columns of a set; missing values are to be filled with the median. */
export function featuresOf(name: ClusterSet) {
  const { file, columns } = clusterSets[name]
  const values = numericColumns([...file], columns)
  return columns.map((column, j) => numericColumn(column, values[j] as Float64Array))
}
