import type { CategoricalColumn, Column, NumericColumn } from '../../dataset/column'
import { equalWidthEdges } from '../../math/bin-edges'
import { countInBins, histogram } from '../../math/histogram'
import type { ColumnDescription, DescribeParams } from './method'
import { noFigures, numberFigures } from './number-figures'

/**
 * A column in figures: moments, quartiles and frequent values.
 * @param params how many frequent values, how many bins
 * Cost: O(n log n).
 */
export function describeColumn(column: Column, params: DescribeParams): ColumnDescription {
  return column.kind === 'numeric' ? describeNumbers(column, params) : describeCategories(column, params.topValues)
}

function describeNumbers(column: NumericColumn, { topValues, histogramBins }: DescribeParams): ColumnDescription {
  const present = column.values.filter(Number.isFinite)
  const sorted = present.slice().sort()
  const runs = runsOf(sorted)
  return {
    name: column.name,
    kind: 'numeric',
    measureType: column.measureType,
    n: present.length,
    missing: column.values.length - present.length,
    distinct: runs.length,
    ...numberFigures(present, sorted, runs, column.measureType),
    top: mostFrequent(runs, topValues).map(({ value, count }) => ({ value: String(value), count })),
    histogram: histogramBins === null ? histogram(sorted, runs.length) : histogramOf(sorted, histogramBins),
  }
}

/** So many bins of one width; null where all values are one. */
function histogramOf(sorted: Float64Array, bins: number): ColumnDescription['histogram'] {
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  if (low === high) return null
  const edges = equalWidthEdges(low, high, bins)
  return { edges, counts: countInBins(sorted, edges) }
}

function describeCategories(column: CategoricalColumn, topValues: number): ColumnDescription {
  const counts = new Float64Array(column.levels.length)
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] as number) + 1
  const levels = column.levels
    .map((value, code) => ({ value, count: counts[code] as number }))
    .filter(({ count }) => count)
  const n = levels.reduce((sum, { count }) => sum + count, 0)
  return {
    name: column.name,
    kind: 'categorical',
    measureType: column.measureType,
    n,
    missing: column.codes.length - n,
    distinct: levels.length,
    ...noFigures,
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
