import { chartTitle } from '@shared/charts/chart-title'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { TileContent } from '@shared/dashboard/dashboard'
import { proposeDashboard } from '@shared/dashboard/propose-dashboard'
import type { ColumnRole, Dataset } from '@shared/dataset/schema'
import type { Say } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { createDashboard } from './add-tile'

/** What a first dashboard is made of: the data with a date and an amount, else the first. */
export function starterDataset(datasets: readonly Dataset[]): Dataset | undefined {
  const has = ({ columns }: Dataset, role: ColumnRole) => columns.some((column) => column.role === role)
  const sold = datasets.filter((dataset) => has(dataset, 'date') && has(dataset, 'amount'))
  // What happened says more over time than who there is.
  return sold.find(({ grain }) => grain !== 'customer') ?? sold[0] ?? datasets[0]
}

/** Keeps the charts of a first dashboard, named by what they show, and makes it of them. */
export async function createStarter(dataset: Dataset, title: string, say: Say): Promise<Dashboard> {
  const { metrics, charts, tables } = proposeDashboard(dataset)
  const drawn: TileContent[] = []
  for (const { spec } of charts) {
    const name = say(chartTitle({ ...spec, dataset: dataset.name }))
    drawn.push({ kind: 'chart', chartId: (await workbench.chart.save({ name, spec })).id })
  }
  return createDashboard(title, [...metrics, ...drawn, ...tables])
}
