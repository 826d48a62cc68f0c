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

/** A summary of numbers that are there; NaN when there are none. `sd` is the sample standard deviation. */
const ofNumbers: Readonly<Record<'sum' | 'mean' | 'median' | 'min' | 'max' | 'sd', (values: Float64Array) => number>> =
  {
    sum: (values) => finite(sum(values)),
    mean: (values) => finite(sum(values) / values.length),
    median: (values) => quantile(values.sort(), 0.5),
    min: (values) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    max: (values) => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    sd: (values) => moments(values).sd,
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
    kept ? storage : isDate && summary !== 'sd' && summary !== 'sum' ? 'datetime' : 'real',
    kept ? made : isDate ? made.map(Math.round) : made,
    kept ? { role } : {},
  )
}

function counts(name: string, groups: readonly Int32Array[], count: (rows: Int32Array) => number): FrameColumn {
  return numberColumn(name, 'integer', Float64Array.from(groups, count))
}
