import type { Condition, Period } from '../conditions/condition'
import type { ColumnInfo, ColumnRole, Dataset } from '../dataset/schema'

/** A segment that many shops look for, on the columns that suit it; what is open (a list without values) a person fills in. */
export interface UsualSegment {
  /** Words are `stored.usual.<id>.name` and `.line`. */
  id: 'bigSpender' | 'loyal' | 'lapsing' | 'new' | 'region' | 'category'
  condition: Condition
}

function columnOf(dataset: Dataset, role: ColumnRole): ColumnInfo | undefined {
  return dataset.columns.find((column) => column.role === role)
}

/** Datasets whose rows are a customer's events: they name the customer, and say when. The dataset itself goes last. */
export function eventDatasets(dataset: Dataset, datasets: readonly Dataset[]): Dataset[] {
  if (dataset.customerKey === null) return []
  return datasets
    .filter((other) => other.customerKey !== null && columnOf(other, 'date') && other.grain !== 'customer')
    .sort((a, b) => Number(a.id === dataset.id) - Number(b.id === dataset.id))
}

const during = (column: string, last: number, unit: Period['unit']) => ({
  column,
  period: { last, unit, before: 'latest' as const },
})

/** The usual segments that the columns of a dataset, and of those linked with it, allow. */
export function usualSegments(dataset: Dataset, datasets: readonly Dataset[]): UsualSegment[] {
  const [events] = eventDatasets(dataset, datasets)
  return [...(events ? ofEvents(events) : []), ...ofColumns(dataset)]
}

function ofEvents(events: Dataset): UsualSegment[] {
  const date = columnOf(events, 'date')?.name ?? ''
  const amount = columnOf(events, 'amount')?.name
  const order = columnOf(events, 'order')?.name
  const dataset = events.id
  const orders = order ? { summary: 'distinct' as const, column: order } : { summary: 'count' as const }
  const inDays = during(date, 90, 'days')
  const bigSpender: Condition = {
    rollUp: {
      dataset,
      summary: 'sum',
      column: amount,
      perMonth: true,
      during: during(date, 12, 'months'),
      is: 'greater',
      value: 100,
    },
  }
  const before = { column: date, is: 'notWithin' as const, period: inDays.period }
  return [
    ...(amount ? [{ id: 'bigSpender' as const, condition: bigSpender }] : []),
    {
      id: 'loyal',
      condition: { rollUp: { dataset, ...orders, during: during(date, 1, 'years'), is: 'greater', value: 10 } },
    },
    {
      id: 'lapsing',
      condition: {
        all: [
          { rollUp: { dataset, ...orders, is: 'atLeast', value: 1 } },
          { rollUp: { dataset, ...orders, during: inDays, is: 'equals', value: 0 } },
        ],
      },
    },
    {
      id: 'new',
      condition: {
        all: [
          { rollUp: { dataset, ...orders, during: inDays, is: 'atLeast', value: 1 } },
          { rollUp: { dataset, summary: 'count', where: before, is: 'equals', value: 0 } },
        ],
      },
    },
  ]
}

function ofColumns(dataset: Dataset): UsualSegment[] {
  const listed = (role: ColumnRole, id: 'region' | 'category'): UsualSegment[] => {
    const column = columnOf(dataset, role)
    return column?.storage === 'text' ? [{ id, condition: { column: column.name, is: 'oneOf', values: [] } }] : []
  }
  return [...listed('region', 'region'), ...listed('category', 'category')]
}
