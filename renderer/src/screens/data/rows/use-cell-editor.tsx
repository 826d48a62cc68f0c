import type { ColumnProfile } from '@shared/contract/channels'
import type { ColumnInfo } from '@shared/dataset/schema'
import { useState } from 'react'
import type { CellEditing } from '../../../components/grid/grid-row'
import type { GridCell } from '../../../components/grid/grid-selection'
import type { GridRows } from '../use-rows-view'
import { CellInput } from './cell-input'
import type { CellEdits, CellValue } from './use-cell-edits'

interface CellEditorOptions {
  /** Names of the columns from left to right. */
  shown: readonly string[]
  count: number
  at: GridRows['at']
  valueAt: (row: number, name: string) => CellValue
  columnOf: (name: string) => ColumnInfo | undefined
  profiles: ReadonlyMap<string, ColumnProfile>
  edits: CellEdits
}

/** A cell as it was when somebody began to edit it: other rows may have moved into its place by the time that is done. */
interface OpenedCell {
  cell: GridCell
  /** What was typed in place of the value, if anything. */
  typed: string | null
  rowId: number
  column: string
  was: CellValue
}

/** The cell that is being edited, and where the cursor goes afterwards. */
export function useCellEditor({ shown, count, at, valueAt, columnOf, profiles, edits }: CellEditorOptions) {
  const [editing, setEditing] = useState<OpenedCell | null>(null)
  const [goTo, setGoTo] = useState<GridCell | null>(null)
  const opened = (cell: GridCell, typed: string | null): OpenedCell | null => {
    const [found, column] = [at(cell.row), shown[cell.column]]
    return found && column ? { cell, typed, rowId: found.id, column, was: valueAt(cell.row, column) } : null
  }
  const write = ({ rowId, column, was }: OpenedCell, value: CellValue) => {
    if (value !== was) edits.edit({ rowId, column, value, was })
  }
  const onDone = (one: OpenedCell, value: CellValue, { down, right }: { down: number; right: number }) => {
    setEditing(null)
    write(one, value)
    const row = Math.max(0, Math.min(count - 1, one.cell.row + down))
    setGoTo({ row, column: Math.max(0, Math.min(shown.length - 1, one.cell.column + right)) })
  }
  const column = editing && columnOf(editing.column)
  const editor: CellEditing | null =
    editing && column
      ? {
          cell: editing.cell,
          content: (
            <CellInput
              column={column}
              profile={profiles.get(column.name)}
              value={editing.was}
              typed={editing.typed}
              onDone={(value, step) => onDone(editing, value, step)}
              onCancel={() => setEditing(null)}
            />
          ),
        }
      : null
  return {
    editor,
    goTo,
    setGoTo,
    /** @param typed what was typed in place of the value; null edits the value itself */
    edit: (cell: GridCell, typed: string | null) => {
      const one = opened(cell, typed)
      if (one) setEditing(one)
    },
    empty: (cell: GridCell) => {
      const one = opened(cell, null)
      if (one) write(one, null)
    },
  }
}
