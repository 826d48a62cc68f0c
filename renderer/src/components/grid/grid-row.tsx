// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import { memo, type ReactNode } from 'react'
import classes from './data-grid.module.css'
import { GRID_ROW_HEIGHT, type GridCellContent, type GridLayout } from './grid-layout'
import { boundsOf, type GridCell, type GridSelection } from './grid-selection'

/** A cell that is being edited, and what stands in it meanwhile. */
export interface CellEditing {
  cell: GridCell
  content: ReactNode
}

interface GridRowProps {
  row: number
  /** Where it stands among the rows, in pixels. */
  top: number
  layout: GridLayout
  /** What the cells are made of: another object when they are other ones. */
  data: unknown
  cell: (row: number, column: number) => GridCellContent | undefined
  /** Null for rows that nothing of is selected. */
  selection: GridSelection | null
  label: string
  kind: string | undefined
  /** Whether it is chosen as a whole; undefined where rows are not. */
  isMarked: boolean | undefined
  editor: CellEditing | null
  /** The name of the cell that has the cursor. */
  cursorId: string
}

/** Holds the place of words: the text of a cell is exchanged, never taken away. */
const BLANK = '\u00a0'

function isSelected(selection: GridSelection | null, row: number, column: number): boolean {
  if (!selection) return false
  const { firstRow, lastRow, firstColumn, lastColumn } = boundsOf(selection)
  return row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn
}

function cellOf(props: GridRowProps, index: number, className: string | undefined): ReactNode {
  const { row, layout, selection, editor } = props
  const column = layout.columns[index]
  if (!column) return null
  const content = props.cell(row, index)
  const isCursor = selection?.cursor.row === row && selection.cursor.column === index
  const editing = editor?.cell.column === index ? editor.content : null
  return (
    <div
      key={column.id}
      id={isCursor ? props.cursorId : undefined}
      role="gridcell"
      tabIndex={-1}
      aria-colindex={index + 2}
      aria-selected={isSelected(selection, row, index)}
      data-cursor={isCursor || undefined}
      data-numeric={column.numeric}
      data-tone={content?.tone}
      data-dimmed={column.dimmed}
      data-editing={editing ? true : undefined}
      className={className}
      style={layout.styles[index]}
    >
      {editing ?? (content?.text || BLANK)}
    </div>
  )
}

/**
 * One row of a grid: its label, its pinned cells and those in view. It is drawn anew only when something of it changes, not while the grid
 * scrolls past it.
 */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, top, layout, label, kind, isMarked, editor } = props
  const { pinnedColumns, scrolledColumns, labelWidth } = layout
  const first = pinnedColumns[0] ?? scrolledColumns[0]
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={row + 2}
      aria-busy={(first !== undefined && props.cell(row, first) === undefined) || undefined}
      data-kind={kind}
      data-marked={isMarked || undefined}
      data-editing={editor ? true : undefined}
      aria-selected={isMarked}
      className={classes.row}
      style={{ height: GRID_ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <div role="rowheader" tabIndex={-1} aria-colindex={1} className={classes.label} style={{ width: labelWidth }}>
        {label || BLANK}
      </div>
      {pinnedColumns.map((index) => cellOf(props, index, classes.pinnedCell))}
      <div role="presentation" className={classes.across}>
        {scrolledColumns.map((index) => cellOf(props, index, classes.cell))}
      </div>
    </div>
  )
})
