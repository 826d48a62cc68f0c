import type { CategoricalColumn, Column, NumericColumn } from '../../dataset/column'
import { histogram } from '../../math/histogram'
import { moments } from '../../math/moments'
import { quantile } from '../../math/quantile'
import type { ColumnDescription } from './method'

/**
 * A column in figures: moments, quartiles and frequent values.
 * @param topValues how many frequent values
 * Cost: O(n log n).
 */
export function describeColumn(column: Column, topValues: number): ColumnDescription {
  return column.kind === 'numeric' ? describeNumbers(column, topValues) : describeCategories(column, topValues)
}

function describeNumbers(column: NumericColumn, topValues: number): ColumnDescription {
  const present = column.values.filter(Number.isFinite)
  const sorted = present.slice().sort()
  const { mean, sd, skewness } = moments(present)
  const runs = runsOf(sorted)
  const at = (p: number) => orNull(quantile(sorted, p))
  return {
    name: column.name,
    kind: 'numeric',
    measureType: column.measureType,
    n: present.length,
    missing: column.values.length - present.length,
    distinct: runs.length,
    mean: orNull(mean),
    sd: orNull(sd),
    min: sorted[0] ?? null,
    q1: at(0.25),
    median: at(0.5),
    q3: at(0.75),
    max: sorted.at(-1) ?? null,
    skewness: orNull(skewness),
    top: mostFrequent(runs, topValues).map(({ value, count }) => ({ value: String(value), count })),
    histogram: histogram(sorted, runs.length),
  }
}

function describeCategories(column: CategoricalColumn, topValues: number): ColumnDescription {
  const counts = new Float64Array(column.levels.length)
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] as number) + 1
  const levels = column.levels
    .map((value, code) => ({ value, count: counts[code] as number }))
    .filter(({ count }) => count)
  const n = levels.reduce((sum, { count }) => sum + count, 0)
  const none = { mean: null, sd: null, min: null, q1: null, median: null, q3: null, max: null, skewness: null }
  return {
    name: column.name,
    kind: 'categorical',
    measureType: column.measureType,
    n,
    missing: column.codes.length - n,
    distinct: levels.length,
    ...none,
    top: mostFrequent(levels, topValues),
    histogram: null,
  }
}

/** Different values, ascending, with how often each occurs. */
function runsOf(sorted: Float64Array): { value: number; count: number }[] {
  const runs: { value: number; count: number }[] = []
  for (let i = 0; i < sorted.length; i++) {
    const last = runs[runs.length - 1]
    if (last && last.value === sorted[i]) last.count++
    else runs.push({ value: sorted[i] as number, count: 1 })
  }
  return runs
}

/** The largest counts; equals stay in the order they come in. */
function mostFrequent<T extends { count: number }>(entries: readonly T[], most: number): T[] {
  return entries.toSorted((a, b) => b.count - a.count).slice(0, most)
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
