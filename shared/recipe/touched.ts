import type { Touched } from './define-step'
import type { Frame, FrameColumn } from './frame'

/**
 * Counts what differs between two tables of the same rows: cells with another value, and all cells of new columns. A column
 * that is the same object, or that only has another name, costs nothing.
 */
export function touchedBetween(before: Frame, after: Frame): Touched {
  const rows = new Uint8Array(after.nRows)
  const old = new Map(before.columns.map((column) => [column.name, column]))
  const known = new Set(before.columns.map(valuesOf))
  let cells = 0
  for (const column of after.columns) {
    if (known.has(valuesOf(column))) continue
    const was = old.get(column.name)
    for (let i = 0; i < after.nRows; i++) {
      if (was && sameAt(was, column, i)) continue
      cells++
      rows[i] = 1
    }
  }
  return { rows: rows.reduce((total, touched) => total + touched, 0), cells }
}

function valuesOf(column: FrameColumn): object {
  return column.kind === 'numeric' ? column.values : column.codes
}

/** Whether two columns have the same value in a row. */
export function sameAt(a: FrameColumn, b: FrameColumn, row: number): boolean {
  if (a.kind === 'numeric' && b.kind === 'numeric') return Object.is(a.values[row], b.values[row])
  if (a.kind === 'numeric' || b.kind === 'numeric') return false
  return a.levels[a.codes[row] as number] === b.levels[b.codes[row] as number]
}

/** The outcome of a step that keeps its rows, with what it touched. */
export function changed(before: Frame, after: Frame): { frame: Frame; touched: Touched } {
  return { frame: after, touched: touchedBetween(before, after) }
}

/** The outcome of a step that leaves rows out: the rows that went, with all their cells. */
export function reduced(before: Frame, after: Frame): { frame: Frame; touched: Touched } {
  const rows = before.nRows - after.nRows
  return { frame: after, touched: { rows, cells: rows * before.columns.length } }
}
