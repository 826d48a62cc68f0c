import { aggregate } from '../charts/aggregate'
import { keysOf, oneKey } from '../charts/chart-keys'
import { failure } from '../contract/app-error'
import type { Column } from '../dataset/column'
import type { MetricContent } from './dashboard'

/** A number with what it is compared with. */
export interface MetricValue {
  value: number | null
  /** The stretch of time before; null without one. */
  before: number | null
  /** Beginning of the stretch that `value` is of, milliseconds since 1970; null when it is of all rows. */
  start: number | null
  /** The latest stretches, oldest first, `value` the last. */
  series: readonly (number | null)[]
}

const mostStretches = 24

/**
 * One number of some rows.
 * @param columns those that the content names
 * @throws chartFieldNotNumeric, chartFieldNotDate, which name the column
 * Cost: O(n), O(n log n) for a median.
 */
export function metricOf(
  { column, aggregate: kind, by }: Pick<MetricContent, 'column' | 'aggregate' | 'by'>,
  columns: readonly Column[],
  nRows: number,
): MetricValue {
  const named = (name: string | undefined) => columns.find((known) => known.name === name) ?? null
  const values = named(column)
  if (kind !== 'count' && kind !== 'distinct' && values?.kind !== 'numeric') {
    throw failure(
      'chartFieldNotNumeric',
      { type: 'metric', field: 'column', column: column ?? '–' },
      { parameter: 'column' },
    )
  }
  const rows = Int32Array.from({ length: nRows }, (_, row) => row)
  if (!by) {
    const [value] = aggregate(kind, oneKey(nRows).codes, 1, values, rows)
    return { value: finite(value), before: null, start: null, series: [] }
  }
  const dates = named(by.column)
  if (dates?.kind !== 'numeric' || dates.measureType !== 'time') {
    throw failure('chartFieldNotDate', { type: 'metric', field: 'by', column: by.column }, { parameter: 'by' })
  }
  const keys = keysOf(dates, { dateUnit: by.unit, bins: undefined }, true)
  const starts = keys.places ?? new Float64Array()
  const isSum = kind === 'sum' || kind === 'count' || kind === 'distinct'
  // Nothing was sold in a month without rows; but no mean is known of it.
  const all = Array.from(aggregate(kind, keys.codes, starts.length, values, rows), (value) =>
    Number.isFinite(value) ? value : isSum ? 0 : null,
  )
  const series = all.slice(-mostStretches)
  return { value: series.at(-1) ?? null, before: series.at(-2) ?? null, start: finite(starts.at(-1)), series }
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
