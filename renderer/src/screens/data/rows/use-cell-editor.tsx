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

/** The cell that is being edited, and where the cursor goes afterwards. */
export function useCellEditor({ shown, count, at, valueAt, columnOf, profiles, edits }: CellEditorOptions) {
  const [editing, setEditing] = useState<{ cell: GridCell; typed: string | null } | null>(null)
  const [goTo, setGoTo] = useState<GridCell | null>(null)
  const nameOf = ({ column }: GridCell) => shown[column] ?? ''
  const write = (cell: GridCell, value: CellValue) => {
    const found = at(cell.row)
    const column = nameOf(cell)
    const was = valueAt(cell.row, column)
    if (found && column && value !== was) edits.edit({ rowId: found.id, column, value, was })
  }
  const onDone = (cell: GridCell, value: CellValue, { down, right }: { down: number; right: number }) => {
    setEditing(null)
    write(cell, value)
    const row = Math.max(0, Math.min(count - 1, cell.row + down))
    setGoTo({ row, column: Math.max(0, Math.min(shown.length - 1, cell.column + right)) })
  }
  const column = editing && columnOf(nameOf(editing.cell))
  const editor: CellEditing | null =
    editing && column
      ? {
          cell: editing.cell,
          content: (
            <CellInput
              column={column}
              profile={profiles.get(column.name)}
              value={valueAt(editing.cell.row, column.name)}
              typed={editing.typed}
              onDone={(value, step) => onDone(editing.cell, value, step)}
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
      if (at(cell.row)) setEditing({ cell, typed })
    },
    empty: (cell: GridCell) => write(cell, null),
  }
}
