import type { TableCell, TableColumn, TableElement } from '@shared/contract/result-elements'

/** What drawing a column needs to know of all its cells. */
export interface ColumnFacts {
  isNumeric: boolean
  /** Largest absolute value: the full length of a bar, the full strength of a tint. 0 when there is none. */
  extent: number
  /** True when some value is below 0, so that bars start in the middle. */
  hasNegative: boolean
  /** Digits after the point that suit the whole column; absent where each number chooses its own. */
  decimals: number | undefined
}

function numbersOf(cells: readonly (TableCell | undefined)[]): number[] {
  return cells.filter((cell): cell is number => typeof cell === 'number' && Number.isFinite(cell))
}

/**
 * Digits after the point so that plain numbers of like size line up; `undefined` when they span more than four orders
 * of magnitude or are all whole.
 */
export function columnDecimals(numbers: readonly number[]): number | undefined {
  if (numbers.length < 2 || numbers.every(Number.isInteger)) return undefined
  const sizes = numbers.map(Math.abs).filter((size) => size > 0)
  const largest = Math.max(...sizes)
  const smallest = Math.min(...sizes)
  if (largest / smallest > 10_000) return undefined
  if (largest >= 1000) return 1
  if (largest >= 10) return 2
  return largest >= 0.1 ? 3 : undefined
}

function factsOf(column: TableColumn, cells: readonly (TableCell | undefined)[]): ColumnFacts {
  const numbers = numbersOf(cells)
  const isPlain = column.unit === undefined || column.unit === 'number'
  return {
    isNumeric: numbers.length > 0 && cells.every((cell) => cell === null || typeof cell === 'number'),
    extent: numbers.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0),
    hasNegative: numbers.some((value) => value < 0),
    decimals: column.decimals ?? (isPlain ? columnDecimals(numbers) : undefined),
  }
}

/**
 * Facts of every column of a table. Bars of shares in neighbouring columns have one scale, so that they can be compared
 * across. Cost: one pass over the cells.
 */
export function columnFacts(table: TableElement): ColumnFacts[] {
  const facts = table.columns.map((column, index) =>
    factsOf(
      column,
      table.rows.map((row) => row[index]),
    ),
  )
  const isShare = (index: number) => table.columns[index]?.bar === true && table.columns[index]?.unit === 'percent'
  const shares = facts.filter((_, index) => isShare(index)).map(({ extent }) => extent)
  return facts.map((fact, index) => (isShare(index) ? { ...fact, extent: Math.max(...shares) } : fact))
}
