// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import { type MouseEvent, memo, type ReactNode } from 'react'
import classes from './data-grid.module.css'
import { GRID_ROW_HEIGHT, type GridCellContent, type GridLayout } from './grid-layout'
import { boundsOf, type GridCell, type GridSelection } from './grid-selection'

/** A cell that is being edited, and what stands in it meanwhile. */
export interface CellEditing {
  cell: GridCell
  content: ReactNode
}

/** How rows are picked: one alone, up to one (Shift), or one more or less (Ctrl, ⌘). */
export interface PickHow {
  extend: boolean
  toggle: boolean
}

interface RowProps {
  row: number
  layout: GridLayout
  /** Null for rows that nothing of is selected. */
  selection: GridSelection | null
  cell: (row: number, column: number) => GridCellContent | undefined
  cellId: (row: number, column: number) => string
  onPick: (row: number, column: number, extend: boolean) => void
  onOpen: (cell: GridCell) => void
  editor: CellEditing | null
}

interface GridRowProps extends RowProps {
  top: number
  label: string
  kind: string | undefined
  onPickRow: ((row: number, how: PickHow) => void) | undefined
  isMarked: boolean | undefined
}

function isSelected(selection: GridSelection | null, row: number, column: number): boolean {
  if (!selection) return false
  const { firstRow, lastRow, firstColumn, lastColumn } = boundsOf(selection)
  return row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn
}

function Cell({ index, pinned, ...props }: RowProps & { index: number; pinned: boolean }) {
  const { row, layout, selection, cellId, onPick, onOpen, editor } = props
  const column = layout.columns[index]
  if (!column) return null
  const content = props.cell(row, index)
  const isCursor = selection?.cursor.row === row && selection.cursor.column === index
  const editing = editor?.cell.column === index ? editor.content : null
  const onMouseDown = (event: MouseEvent) => {
    if (editing) return
    event.preventDefault()
    onPick(row, index, event.shiftKey)
  }
  return (
    <div
      id={cellId(row, index)}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={index + 2}
      aria-selected={isSelected(selection, row, index)}
      data-cursor={isCursor || undefined}
      data-numeric={column.numeric}
      data-tone={content?.tone}
      data-dimmed={column.dimmed}
      data-editing={editing ? true : undefined}
      className={pinned ? classes.pinnedCell : classes.cell}
      style={{ left: layout.offsets[index], width: column.width }}
      title={content?.title}
      onMouseDown={onMouseDown}
      onDoubleClick={editing ? undefined : () => onOpen({ row, column: index })}
    >
      {editing ?? (content ? content.text : <span className={classes.waiting} />)}
    </div>
  )
}

/** The cells of a row, drawn anew only when they change: not while the grid scrolls past them. */
const Cells = memo(function Cells(props: RowProps) {
  const { columns, pinnedColumns, scrolledColumns } = props.layout
  return (
    <>
      {pinnedColumns.map((index) => (
        <Cell key={columns[index]?.id} index={index} pinned {...props} />
      ))}
      {scrolledColumns.map((index) => (
        <Cell key={columns[index]?.id} index={index} pinned={false} {...props} />
      ))}
    </>
  )
})

/** One row of a grid: its label, its pinned cells and those in view. */
export function GridRow({ top, label, kind, onPickRow, isMarked, ...cells }: GridRowProps) {
  const { width, labelWidth } = cells.layout
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={cells.row + 2}
      data-kind={kind}
      data-marked={isMarked || undefined}
      aria-selected={onPickRow ? Boolean(isMarked) : undefined}
      className={classes.row}
      style={{ width, height: GRID_ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        tabIndex={-1}
        aria-colindex={1}
        className={classes.label}
        style={{ width: labelWidth }}
        onMouseDown={(event) => {
          if (!onPickRow) return
          event.preventDefault()
          onPickRow(cells.row, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
        }}
      >
        {label}
      </div>
      <Cells {...cells} />
    </div>
  )
}
