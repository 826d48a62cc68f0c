import { failure } from '../../contract/app-error'
import { text } from '../../contract/text'
import { type Column, createMatrix, type Matrix } from '../../dataset/column'
import { comparable } from '../../segments/explanation/comparable'
import type { TreeFeature } from './method'

/** Most different values of a column of categories that the tree may ask for. */
const MOST_LEVELS = 60

export interface TreeSpace {
  x: Matrix
  /** Which of the run's rows each matrix row is. */
  rows: Int32Array
  features: TreeFeature[]
}

/**
 * Columns as the tree sees them: numbers as they are, categories as one column of 0 and 1 per level. Rows without a value in
 * any column, or in the target, are left out.
 * @throws tooFewRows, tooManyLevels
 */
export function treeSpace(columns: readonly Column[], target: Column, nRows: number): TreeSpace {
  const used = columns.map(comparable)
  for (const column of used) requireFewLevels(column)
  const rows = Int32Array.from({ length: nRows }, (_, i) => i).filter((i) =>
    [...used, target].every((column) => hasValue(column, i)),
  )
  const method = text('methods.segment-tree.name')
  if (rows.length < 2) throw failure('tooFewRows', { method, needed: 2, used: rows.length, all: nRows })
  const features = used.flatMap((column): TreeFeature[] =>
    column.kind === 'numeric'
      ? [{ column: column.name, level: null }]
      : column.levels.map((level) => ({ column: column.name, level })),
  )
  const x = createMatrix(rows.length, features.length, true)
  let at = 0
  for (const column of used) at = writeColumn(column, rows, x, at)
  return { x, rows, features }
}

function requireFewLevels(column: Column): void {
  if (column.kind === 'numeric' || column.levels.length <= MOST_LEVELS) return
  const values = { column: column.name, levels: column.levels.length, most: MOST_LEVELS }
  throw failure('tooManyLevels', values, { column: column.name })
}

function hasValue(column: Column, row: number): boolean {
  return column.kind === 'numeric' ? Number.isFinite(column.values[row]) : (column.codes[row] as number) >= 0
}

/** Writes a column's features from `at` on, and answers where the next one begins. */
function writeColumn(column: Column, rows: Int32Array, { data, nColumns }: Matrix, at: number): number {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    if (column.kind === 'numeric') data[i * nColumns + at] = column.values[row] as number
    else data[i * nColumns + at + (column.codes[row] as number)] = 1
  }
  return at + (column.kind === 'numeric' ? 1 : column.levels.length)
}
