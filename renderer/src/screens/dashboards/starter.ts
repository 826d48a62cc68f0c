import type { ChartSpec } from '@shared/charts/chart-spec'
import type { Dashboard } from '@shared/contract/dashboard-channels'
import type { TileContent } from '@shared/dashboard/dashboard'
import type { ColumnInfo, ColumnRole, Dataset } from '@shared/dataset/schema'
import { workbench } from '../../app/workbench'
import { createDashboard } from './add-tile'

/** What a first dashboard is made of: the data with a date and an amount, else the first. */
export function starterDataset(datasets: readonly Dataset[]): Dataset | undefined {
  const has = ({ columns }: Dataset, role: ColumnRole) => columns.some((column) => column.role === role)
  const sold = datasets.filter((dataset) => has(dataset, 'date') && has(dataset, 'amount'))
  // What happened says more over time than who there is.
  return sold.find(({ grain }) => grain !== 'customer') ?? sold[0] ?? datasets[0]
}

/** A first dashboard: how much, how many, over time, by group, and the largest groups in numbers. */
export async function createStarter(dataset: Dataset, title: string): Promise<Dashboard> {
  const { date, amount, group, second } = columnsFor(dataset)
  const by = date && { column: date.name, unit: 'month' as const }
  const measure = amount ? { column: amount.name, aggregate: 'sum' as const } : { aggregate: 'count' as const }
  const metric = { kind: 'metric' as const, dataset: dataset.id }
  const metrics: TileContent[] = [
    { ...metric, ...measure, ...(by ? { by } : {}) },
    { ...metric, aggregate: 'count', ...(by ? { by } : {}) },
    ...(amount ? [{ ...metric, column: amount.name, aggregate: 'mean' as const, ...(by ? { by } : {}) }] : []),
    ...(dataset.customerKey ? [{ ...metric, column: dataset.customerKey, aggregate: 'distinct' as const }] : []),
  ]
  const y = amount ? { y: amount.name } : {}
  const specs: ChartSpec[] = [
    ...(date ? [{ type: 'line' as const, dataset: dataset.id, x: date.name, ...y, dateUnit: 'month' as const }] : []),
    ...(group ? [{ type: 'bar' as const, dataset: dataset.id, x: group.name, ...y }] : []),
  ]
  const charts: TileContent[] = []
  for (const spec of specs) {
    const { id } = await workbench.chart.save({ name: [spec.y, spec.x].filter(Boolean).join(' · '), spec })
    charts.push({ kind: 'chart', chartId: id })
  }
  const counted = { aggregate: 'count' as const }
  const listed = second ?? group
  const table: TileContent[] = listed
    ? [
        {
          kind: 'table',
          dataset: dataset.id,
          by: listed.name,
          measures: [measure, ...(amount ? [counted] : [])],
          columns: [],
          limit: 10,
        },
      ]
    : []
  return createDashboard(title, [...metrics, ...charts, ...table])
}

/** Categories that several rows share; names of people are none. */
export function isGroup({ measureType, role }: ColumnInfo): boolean {
  return (measureType === 'nominal' || measureType === 'ordinal') && role !== 'name' && role !== 'text'
}

function columnsFor({ columns }: Dataset) {
  const withRole = (...roles: ColumnRole[]) => columns.find(({ role }) => role !== null && roles.includes(role))
  const date = withRole('date') ?? columns.find(({ measureType }) => measureType === 'time')
  const amount = withRole('amount') ?? columns.find(({ measureType }) => measureType === 'continuous')
  const group = withRole('category', 'region') ?? columns.find(isGroup)
  const second = withRole('product') ?? columns.find((column) => isGroup(column) && column !== group)
  return { date, amount, group, second }
}
