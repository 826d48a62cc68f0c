import { failure } from '../../contract/app-error'
import { literal } from '../../contract/text'
import type { CategoricalColumn, Column, Matrix, NumericColumn } from '../../dataset/column'

/** A column as it goes into the analysis: one column of numbers, or one per category. */
export type Block = NumberBlock | CategoryBlock

interface BlockBase {
  column: string
  width: number
  /** Writes the block into the columns of the matrix from `first` on. */
  fill(matrix: Matrix, first: number): void
}

export interface NumberBlock extends BlockBase {
  kind: 'numbers'
  mean: number
  /** Divisor n. */
  spread: number
  correlations(scores: Matrix, variances: readonly number[]): number[]
}

export interface CategoryBlock extends BlockBase {
  kind: 'categories'
  centres(scores: Matrix): { level: string; count: number; coordinates: number[] }[]
}

/** @throws columnConstant, columnEmpty */
export function blockOf(column: Column, rows: Int32Array): Block {
  return column.kind === 'numeric' ? numberBlock(column, rows) : categoryBlock(column, rows)
}

function numberBlock({ name, values }: NumericColumn, rows: Int32Array): NumberBlock {
  const known = rows.filter((row) => Number.isFinite(values[row]))
  if (known.length === 0) throw failure('columnEmpty', { column: name }, { column: name })
  const mean = known.reduce((sum, row) => sum + (values[row] as number), 0) / known.length
  const value = (row: number) => (Number.isFinite(values[row]) ? (values[row] as number) : mean)
  let squares = 0
  for (const row of rows) squares += (value(row) - mean) ** 2
  const spread = Math.sqrt(squares / rows.length)
  if (!(spread > 0)) throw failure('columnConstant', { column: name, value: mean }, { column: name })
  const standard = (i: number) => (value(rows[i] as number) - mean) / spread
  return {
    kind: 'numbers',
    column: name,
    width: 1,
    mean,
    spread,
    fill({ data, nColumns, nRows }, first) {
      for (let i = 0; i < nRows; i++) data[i * nColumns + first] = standard(i)
    },
    correlations({ data, nColumns, nRows }, variances) {
      return Array.from({ length: nColumns }, (_, c) => {
        let sum = 0
        for (let i = 0; i < nRows; i++) sum += standard(i) * (data[i * nColumns + c] as number)
        return sum / nRows / Math.sqrt(variances[c] as number)
      })
    },
  }
}

/** Categories in use, a missing value as one of its own. */
function categoryBlock({ name, codes, levels }: CategoricalColumn, rows: Int32Array): CategoryBlock {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(codes[row] as number, (counts.get(codes[row] as number) ?? 0) + 1)
  const used = [...counts.keys()].sort((a, b) => a - b)
  if (used.length < 2) {
    throw failure('columnConstant', { column: name, value: literal(levels[used[0] ?? 0] ?? '') }, { column: name })
  }
  const place = new Map(used.map((code, i) => [code, i]))
  const at = (i: number) => place.get(codes[rows[i] as number] as number) as number
  const shares = used.map((code) => (counts.get(code) as number) / rows.length)
  return {
    kind: 'categories',
    column: name,
    width: used.length,
    fill({ data, nColumns, nRows }, first) {
      for (let i = 0; i < nRows; i++) {
        const own = at(i)
        for (const [k, share] of shares.entries()) {
          data[i * nColumns + first + k] = ((k === own ? 1 : 0) - share) / Math.sqrt(share)
        }
      }
    },
    centres({ data, nColumns, nRows }) {
      const sums = new Float64Array(used.length * nColumns)
      for (let i = 0; i < nRows; i++) {
        const own = at(i) * nColumns
        for (let c = 0; c < nColumns; c++)
          sums[own + c] = (sums[own + c] as number) + (data[i * nColumns + c] as number)
      }
      return used.map((code, k) => {
        const count = counts.get(code) as number
        const own = sums.subarray(k * nColumns, (k + 1) * nColumns)
        return { level: levels[code] ?? '–', count, coordinates: Array.from(own, (sum) => sum / count) }
      })
    },
  }
}
