import type { KeyboardEvent } from 'react'
import { boundsOf, type GridCell, type GridSelection } from '../../../components/grid/grid-selection'

/** What keys do in the grid of rows, beside moving and copying. */
interface KeyDeeds {
  /** @param written what was typed in place of the value; null edits the value itself */
  edit: (cell: GridCell, written: string | null) => void
  empty: (cell: GridCell) => void
  undo: () => void
  redo: () => void
  openMenu: (column: number) => void
  step: (column: number, by: -1 | 1) => void
  toggleRow: (row: number) => void
  markRows: (from: number, to: number) => void
}

/**
 * Enter and F2 edit, so does typing; Delete empties; Ctrl/⌘ Z undoes; Alt ↓ opens the column's menu, Alt Shift ← → moves it; Space
 * chooses the row, with Shift all rows that are marked.
 */
export function keyDeed(deeds: KeyDeeds): (event: KeyboardEvent, selection: GridSelection | null) => boolean {
  return (event, selection) => {
    const mod = event.ctrlKey || event.metaKey
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (mod && key === 'z') return done(event.shiftKey ? deeds.redo : deeds.undo)
    if (mod && key === 'y') return done(deeds.redo)
    if (!selection || mod) return false
    const { cursor } = selection
    if (event.altKey) return withAlt(event, cursor, deeds)
    if (key === ' ') {
      const { firstRow, lastRow } = boundsOf(selection)
      return done(() => (event.shiftKey ? deeds.markRows(firstRow, lastRow) : deeds.toggleRow(cursor.row)))
    }
    if (key === 'Enter' || key === 'F2') return done(() => deeds.edit(cursor, null))
    if (key === 'Delete' || key === 'Backspace') return done(() => deeds.empty(cursor))
    if (key === 'ContextMenu' || (key === 'F10' && event.shiftKey)) return done(() => deeds.openMenu(cursor.column))
    return event.key.length === 1 ? done(() => deeds.edit(cursor, event.key)) : false
  }
}

function withAlt({ key, shiftKey }: KeyboardEvent, { column }: GridCell, deeds: KeyDeeds): boolean {
  if (key === 'ArrowDown') return done(() => deeds.openMenu(column))
  if (shiftKey && key === 'ArrowLeft') return done(() => deeds.step(column, -1))
  if (shiftKey && key === 'ArrowRight') return done(() => deeds.step(column, 1))
  return false
}

function done(act: () => void): true {
  act()
  return true
}
