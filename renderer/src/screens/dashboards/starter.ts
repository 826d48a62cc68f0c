import type { ColumnRole, Dataset } from '@shared/dataset/schema'

/** What a first dashboard is made of: the data with a date and an amount, else the first. */
export function starterDataset(datasets: readonly Dataset[]): Dataset | undefined {
  const has = ({ columns }: Dataset, role: ColumnRole) => columns.some((column) => column.role === role)
  const sold = datasets.filter((dataset) => has(dataset, 'date') && has(dataset, 'amount'))
  // What happened says more over time than who there is.
  return sold.find(({ grain }) => grain !== 'customer') ?? sold[0] ?? datasets[0]
}
