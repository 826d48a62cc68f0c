import { moments } from '../math/moments'
import { quantile } from '../math/quantile'
import { sum } from '../math/sum'
import { columnOf, type Frame, type FrameColumn, isMissing, numberColumn, numbersOf, takeFrom } from './frame'
import { keyAt, present } from './groups'

export const summaries = [
  'count',
  'present',
  'missing',
  'distinct',
  'sum',
  'mean',
  'median',
  'min',
  'max',
  'sd',
  'populationSd',
  'variance',
  'p5',
  'p10',
  'q1',
  'q3',
  'p90',
  'p95',
  'iqr',
  'mad',
  'skewness',
  'mode',
  'first',
  'last',
] as const
export type Summary = (typeof summaries)[number]

interface Wanted {
  column: string | null
  summary: Summary
  name: string
}

/** What is not finite is missing. */
const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN)

const percentile = (p: number) => (values: Float64Array) => quantile(values.sort(), p)

type OfRows = 'count' | 'present' | 'missing' | 'distinct' | 'mode' | 'first' | 'last'

/**
 * A summary of numbers that are there; NaN when there are none. `sd` and `variance` have the divisor n − 1, quantiles are R-7, `mad`
 * is the median distance from the median, not scaled, `skewness` g1.
 */
const ofNumbers: Readonly<Record<Exclude<Summary, OfRows>, (values: Float64Array) => number>> = {
  sum: (values) => finite(sum(values)),
  mean: (values) => finite(sum(values) / values.length),
  median: percentile(0.5),
  min: (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
  max: (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  sd: (values) => moments(values).sd,
  populationSd: (values) => moments(values).populationSd,
  variance: (values) => moments(values).variance,
  p5: percentile(0.05),
  p10: percentile(0.1),
  q1: percentile(0.25),
  q3: percentile(0.75),
  p90: percentile(0.9),
  p95: percentile(0.95),
  iqr: (values) => percentile(0.75)(values) - percentile(0.25)(values),
  mad: (values) => {
    const middle = percentile(0.5)(values)
    return percentile(0.5)(values.map((value) => Math.abs(value - middle)))
  },
  skewness: (values) => moments(values).skewness,
}

/**
 * One value per group of rows. `sum` of no values is 0, all other summaries of none are missing; `first` and `last` take the first
 * and last value that is there. Least and greatest of dates are dates. @throws columnMissing, columnNotNumeric
 */
export function summarize(frame: Frame, groups: readonly Int32Array[], { column, summary, name }: Wanted): FrameColumn {
  if (summary === 'count' || column === null) return counts(name, groups, (rows) => rows.length)
  const of = columnOf(frame, column)
  const there = (rows: Int32Array) => rows.filter((row) => !isMissing(of, row))
  if (summary === 'present') return counts(name, groups, (rows) => there(rows).length)
  if (summary === 'missing') return counts(name, groups, (rows) => rows.length - there(rows).length)
  if (summary === 'distinct')
    return counts(name, groups, (rows) => new Set(Array.from(there(rows), (row) => keyAt(of, row))).size)
  if (summary === 'first' || summary === 'last') {
    const rows = Int32Array.from(groups, (group) => there(group).at(summary === 'first' ? 0 : -1) ?? -1)
    return { ...takeFrom(of, rows), name }
  }
  if (summary === 'mode')
    return {
      ...takeFrom(
        of,
        Int32Array.from(groups, (group) => firstOfMode(of, there(group))),
      ),
      name,
    }
  const { values, storage, role } = numbersOf(frame, column)
  const made = Float64Array.from(groups, (rows) => {
    const known = present(Float64Array.from(rows, (row) => values[row] as number))
    return known.length === 0 && summary !== 'sum' ? Number.NaN : ofNumbers[summary](known)
  })
  // Whole numbers that add up to more than can be counted one by one are kept as fractions.
  const isWhole = storage === 'integer' && made.every((value) => Number.isNaN(value) || Number.isSafeInteger(value))
  const kept = summary === 'min' || summary === 'max' || (summary === 'sum' && isWhole)
  const isDate = storage === 'date' || storage === 'datetime'
  return numberColumn(
    name,
    kept ? storage : isDate && isMoment(summary) ? 'datetime' : 'real',
    kept ? made : isDate ? made.map(Math.round) : made,
    kept ? { role } : {},
  )
}

/** What of dates is a date again. */
function isMoment(summary: Summary): boolean {
  return ['mean', 'median', 'p5', 'p10', 'q1', 'q3', 'p90', 'p95'].includes(summary)
}

/** A row with the most frequent value, of several the smallest; −1 when there is none. */
function firstOfMode(column: FrameColumn, rows: Int32Array): number {
  const found = new Map<string | number, { row: number; count: number }>()
  for (const row of rows) {
    const key = keyAt(column, row) as string | number
    const known = found.get(key)
    if (known) known.count++
    else found.set(key, { row, count: 1 })
  }
  let best: { key: string | number; row: number; count: number } | null = null
  for (const [key, one] of found) {
    if (!best || one.count > best.count || (one.count === best.count && key < best.key)) best = { key, ...one }
  }
  return best?.row ?? -1
}

function counts(name: string, groups: readonly Int32Array[], count: (rows: Int32Array) => number): FrameColumn {
  return numberColumn(name, 'integer', Float64Array.from(groups, count))
}
