/** A cell by its row and column, both 0-based. */
export interface GridCell {
  row: number
  column: number
}

/** A rectangle of cells: where it was begun and where the cursor is. */
export interface GridSelection {
  anchor: GridCell
  cursor: GridCell
}

export interface GridSize {
  rows: number
  columns: number
  /** Rows that fit on the screen: what Page Up and Page Down move by. */
  page: number
}

export interface GridKey {
  key: string
  shift: boolean
  /** Ctrl, or ⌘ on a Mac. */
  mod: boolean
}

function clamp(value: number, count: number): number {
  return Math.max(0, Math.min(count - 1, value))
}

function moved({ row, column }: GridCell, { key, mod }: GridKey, size: GridSize): GridCell | null {
  switch (key) {
    case 'ArrowUp':
      return { row: mod ? 0 : row - 1, column }
    case 'ArrowDown':
      return { row: mod ? size.rows - 1 : row + 1, column }
    case 'ArrowLeft':
      return { row, column: mod ? 0 : column - 1 }
    case 'ArrowRight':
      return { row, column: mod ? size.columns - 1 : column + 1 }
    case 'PageUp':
      return { row: row - size.page, column }
    case 'PageDown':
      return { row: row + size.page, column }
    case 'Home':
      return { row: mod ? 0 : row, column: 0 }
    case 'End':
      return { row: mod ? size.rows - 1 : row, column: size.columns - 1 }
    default:
      return null
  }
}

/**
 * The selection after a key, or null when the key is not one that moves. Shift keeps the anchor, everything else moves it along.
 * @param selection what is selected; null stands for the first cell
 */
export function selectionAfter(selection: GridSelection | null, key: GridKey, size: GridSize): GridSelection | null {
  if (size.rows === 0 || size.columns === 0) return null
  if (key.mod && key.key.toLowerCase() === 'a') {
    return { anchor: { row: 0, column: 0 }, cursor: { row: size.rows - 1, column: size.columns - 1 } }
  }
  const origin = { row: 0, column: 0 }
  const target = moved(selection?.cursor ?? origin, key, size)
  if (!target) return null
  const cursor = { row: clamp(target.row, size.rows), column: clamp(target.column, size.columns) }
  return { anchor: key.shift ? (selection?.anchor ?? origin) : cursor, cursor }
}

/** First and last row and column of a selection. */
export function boundsOf({ anchor, cursor }: GridSelection) {
  return {
    firstRow: Math.min(anchor.row, cursor.row),
    lastRow: Math.max(anchor.row, cursor.row),
    firstColumn: Math.min(anchor.column, cursor.column),
    lastColumn: Math.max(anchor.column, cursor.column),
  }
}
