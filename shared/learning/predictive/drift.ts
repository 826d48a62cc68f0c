import type { Column } from '../../dataset/column'
import { stabilityIndex } from '../../math/drift'
import { quantile } from '../../math/quantile'
import { codeColumn, isCategory, numberAt, placeLevels } from '../pipeline/source-column'
import type { TrainingColumn } from './result'

const BINS = 10
/** Levels that are followed one by one; the rest is one group. */
const LEVELS = 30

/** What a training column looked like, for later comparison. */
export function describeTraining(column: Column, rows: Int32Array): TrainingColumn {
  const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
  const base = { name: column.name, edges: null, levels: null }
  const described: TrainingColumn = isCategory(column)
    ? { ...base, levels: frequentLevels(column, rows, nRows), shares: [] }
    : { ...base, edges: edgesOf(column, rows), shares: [] }
  return { ...described, shares: sharesOf(column, rows, described) }
}

function frequentLevels(column: Column, rows: Int32Array, nRows: number): string[] {
  const { levels, counts } = codeColumn(column, rows, nRows)
  const order = levels.map((_, at) => at).sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
  return order.slice(0, LEVELS).map((at) => levels[at] as string)
}

function edgesOf(column: Column, rows: Int32Array): number[] {
  const known = Float64Array.from(rows, (row) => numberAt(column, row)).filter((value) => !Number.isNaN(value))
  const sorted = known.sort()
  if (sorted.length === 0) return []
  return [...new Set(Array.from({ length: BINS - 1 }, (_, i) => quantile(sorted, (i + 1) / BINS)))]
}

/** Share of rows per bin or level, then of others, then of missing values. */
function sharesOf(column: Column, rows: Int32Array, { edges, levels }: TrainingColumn): number[] {
  const size = (edges ? edges.length : (levels?.length ?? 0)) + 1
  const counts = new Array<number>(size + 1).fill(0)
  const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
  const codes = levels ? placeLevels(column, levels, nRows) : null
  for (const row of rows) {
    const place = codes ? levelPlace(codes[row] as number, size) : numberPlace(numberAt(column, row), edges ?? [], size)
    counts[place] = (counts[place] as number) + 1
  }
  return counts.map((count) => count / Math.max(1, rows.length))
}

function levelPlace(code: number, size: number): number {
  return code === -1 ? size : code === -2 ? size - 1 : code
}

function numberPlace(value: number, edges: readonly number[], size: number): number {
  if (Number.isNaN(value)) return size
  let place = 0
  while (place < edges.length && value > (edges[place] as number)) place++
  return place
}

/**
 * Population stability index of a column against its training rows: below 0.1 alike, above 0.25 another population.
 * Source: Siddiqi (2006), "Credit Risk Scorecards": Σ (new − old) · ln(new / old) over tenths or levels.
 */
export function columnDrift(column: Column, rows: Int32Array, training: TrainingColumn): number {
  return stabilityIndex(training.shares, sharesOf(column, rows, training))
}
