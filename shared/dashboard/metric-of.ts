import { aggregate } from '../charts/aggregate'
import { keysOf, oneKey } from '../charts/chart-keys'
import type { DateUnit } from '../charts/chart-spec'
import { nextStart, startOf } from '../charts/date-units'
import { failure } from '../contract/app-error'
import type { Column } from '../dataset/column'
import type { MetricContent } from './dashboard'

/** The days that a number is of, and those it is compared with: first and last, milliseconds since 1970. */
export interface MetricSpan {
  unit: DateUnit
  start: number
  end: number
  beforeStart: number
  beforeEnd: number
  /** The stretch is not over; so as many days of the one before are taken. */
  isPartial: boolean
}

/** A number with what it is compared with. */
export interface MetricValue {
  value: number | null
  /** The stretch of time before; null without one. */
  before: number | null
  /** Null when the number is of all rows. */
  span: MetricSpan | null
  /** The latest stretches, oldest first, `value` the last. */
  series: readonly (number | null)[]
  /** Rows that the number could be of. */
  rows: number
}

const mostStretches = 24
const DAY = 86_400_000

/**
 * One number of some rows. Of a stretch of time that is not over it compares with the same days of the stretch before.
 * @param columns those that the content names
 * @param until the last moment that the data know of, milliseconds since 1970; the last among the rows when absent
 * @throws chartFieldNotNumeric, chartFieldNotDate, which name the column
 * Cost: O(n), O(n log n) for a median.
 */
export function metricOf(
  content: Pick<MetricContent, 'column' | 'aggregate' | 'by'>,
  columns: readonly Column[],
  nRows: number,
  until?: number | null,
): MetricValue {
  const { column, aggregate: kind, by } = content
  const values = columns.find(({ name }) => name === column) ?? null
  if (kind !== 'count' && kind !== 'distinct' && values?.kind !== 'numeric') {
    throw failure(
      'chartFieldNotNumeric',
      { type: 'metric', field: 'column', column: column ?? '–' },
      { parameter: 'column' },
    )
  }
  const rows = Int32Array.from({ length: nRows }, (_, row) => row)
  const numbersOf = (codes: Int32Array, nGroups: number) => aggregate(kind, codes, nGroups, values, rows)
  if (!by) {
    const [value] = numbersOf(oneKey(nRows).codes, 1)
    return { value: finite(value), before: null, span: null, series: [], rows: nRows }
  }
  const dates = columns.find(({ name }) => name === by.column)
  if (dates?.kind !== 'numeric' || dates.measureType !== 'time') {
    throw failure('chartFieldNotDate', { type: 'metric', field: 'by', column: by.column }, { parameter: 'by' })
  }
  return compared(dates.values, by, until ?? latest(dates.values), numbersOf, isSum(kind), nRows)
}

/** Nothing was sold in a month without rows; but no mean is known of it. */
function isSum(kind: MetricContent['aggregate']): boolean {
  return kind === 'sum' || kind === 'count' || kind === 'distinct'
}

function compared(
  times: Float64Array,
  { column, unit, isWhole }: NonNullable<MetricContent['by']>,
  until: number | null,
  numbersOf: (codes: Int32Array, nGroups: number) => Float64Array,
  ofNothing: boolean,
  rows: number,
): MetricValue {
  if (until === null) return { value: null, before: null, span: null, series: [], rows }
  const span = spanOf(until, unit, isWhole === true)
  const known = (value: number | undefined) => finite(value) ?? (ofNothing ? 0 : null)
  const keys = keysOf(
    { kind: 'numeric', name: column, measureType: 'time', values: times },
    { dateUnit: unit, bins: undefined },
    true,
  )
  const all = numbersOf(keys.codes, keys.names.length)
  const at = new Map(Array.from(keys.places ?? [], (place, i) => [place, all[i]]))
  const [first = span.start] = keys.places ?? []
  const series = latestStarts(span.start, first, unit).map((start) => known(at.get(start)))
  const sameDays = times.map((time) => (time >= span.beforeStart && time < span.beforeEnd + DAY ? 0 : -1))
  const [before] = numbersOf(Int32Array.from(sameDays), 1)
  // Before the first row nothing is known, not even that nothing happened.
  const hasBefore = span.beforeEnd >= first
  return { value: series.at(-1) ?? null, before: hasBefore ? known(before) : null, span, series, rows }
}

/** The stretch that `until` lies in or, of those that are over, the last; with the same days of the one before. */
function spanOf(until: number, unit: DateUnit, isWhole: boolean): MetricSpan {
  const today = startOf(until, 'day')
  const current = startOf(until, unit)
  const isOver = today + DAY >= nextStart(current, unit)
  const start = isWhole && !isOver ? startOf(current - DAY, unit) : current
  const isPartial = !isWhole && !isOver
  const end = isPartial ? today : nextStart(start, unit) - DAY
  const beforeStart = startOf(start - DAY, unit)
  const beforeEnd = isPartial ? Math.min(beforeStart + (today - start), start - DAY) : start - DAY
  return { unit, start, end, beforeStart, beforeEnd, isPartial }
}

/** Beginnings of the stretches up to one, oldest first; none before the first row. */
function latestStarts(last: number, first: number, unit: DateUnit): number[] {
  const starts = [last]
  while (starts.length < mostStretches && (starts[0] as number) > first) {
    starts.unshift(startOf((starts[0] as number) - DAY, unit))
  }
  return starts
}

function latest(times: Float64Array): number | null {
  let last = Number.NEGATIVE_INFINITY
  for (const time of times) if (time > last) last = time
  return finite(last)
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
