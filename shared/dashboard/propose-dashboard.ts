import type { ChartSpec } from '../charts/chart-spec'
import type { ColumnInfo, ColumnRole, Dataset } from '../dataset/schema'
import type { TileContent } from './dashboard'

/** A first dashboard; its charts are to be kept before they can stand on it. */
export interface ProposedDashboard {
  metrics: TileContent[]
  charts: ChartSpec[]
  tables: TileContent[]
}

/** What a dashboard shows of a dataset at first: how much, how many, over time, by group, and the largest groups in numbers. */
export function proposeDashboard(dataset: Pick<Dataset, 'id' | 'columns' | 'customerKey'>): ProposedDashboard {
  const { date, amount, group, second } = columnsFor(dataset)
  const by = date ? { by: { column: date.name, unit: 'month' as const } } : {}
  const measure = amount ? { column: amount.name, aggregate: 'sum' as const } : { aggregate: 'count' as const }
  const counted = { aggregate: 'count' as const }
  const metric = { kind: 'metric' as const, dataset: dataset.id }
  const y = amount ? { y: amount.name } : {}
  const listed = second ?? group
  return {
    metrics: [
      ...(amount ? [{ ...metric, ...measure, ...by }] : []),
      { ...metric, ...counted, ...by },
      ...(amount ? [{ ...metric, column: amount.name, aggregate: 'mean' as const, ...by }] : []),
      ...(dataset.customerKey ? [{ ...metric, column: dataset.customerKey, aggregate: 'distinct' as const }] : []),
    ],
    charts: [
      ...(date ? [{ type: 'line' as const, dataset: dataset.id, x: date.name, ...y, dateUnit: 'month' as const }] : []),
      ...(group ? [{ type: 'bar' as const, dataset: dataset.id, x: group.name, ...y }] : []),
    ],
    tables: listed
      ? [
          {
            kind: 'table',
            dataset: dataset.id,
            by: listed.name,
            measures: amount ? [measure, counted, { column: amount.name, aggregate: 'mean' }] : [measure],
            columns: [],
            limit: 10,
          },
        ]
      : [],
  }
}

/** Categories that several rows share; names of people are none. */
export function isGroup({ measureType, role }: Pick<ColumnInfo, 'measureType' | 'role'>): boolean {
  return (measureType === 'nominal' || measureType === 'ordinal') && role !== 'name' && role !== 'text'
}

function columnsFor({ columns }: Pick<Dataset, 'columns'>) {
  const withRole = (...roles: ColumnRole[]) => columns.find(({ role }) => role !== null && roles.includes(role))
  const date = withRole('date') ?? columns.find(({ measureType }) => measureType === 'time')
  const amount = withRole('amount') ?? columns.find(({ measureType }) => measureType === 'continuous')
  const group = withRole('category', 'region') ?? columns.find(isGroup)
  const second = withRole('product') ?? columns.find((column) => isGroup(column) && column !== group)
  return { date, amount, group, second }
}
