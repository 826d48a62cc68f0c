// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import type { MouseEvent } from 'react'
import classes from './data-grid.module.css'
import { GRID_ROW_HEIGHT, type GridCellContent, type GridLayout } from './grid-layout'
import { boundsOf, type GridSelection } from './grid-selection'

interface GridRowProps {
  row: number
  top: number
  layout: GridLayout
  selection: GridSelection | null
  cell: (row: number, column: number) => GridCellContent | undefined
  label: string
  kind: string | undefined
  cellId: (row: number, column: number) => string
  onPick: (row: number, column: number, extend: boolean) => void
}

function isSelected(selection: GridSelection | null, row: number, column: number): boolean {
  if (!selection) return false
  const { firstRow, lastRow, firstColumn, lastColumn } = boundsOf(selection)
  return row >= firstRow && row <= lastRow && column >= firstColumn && column <= lastColumn
}

function Cell({
  index,
  pinned,
  ...props
}: Omit<GridRowProps, 'top' | 'label' | 'kind'> & { index: number; pinned: boolean }) {
  const { row, layout, selection, cellId, onPick } = props
  const column = layout.columns[index]
  if (!column) return null
  const content = props.cell(row, index)
  const isCursor = selection?.cursor.row === row && selection.cursor.column === index
  const onMouseDown = (event: MouseEvent) => {
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
      className={pinned ? classes.pinnedCell : classes.cell}
      style={{ left: layout.offsets[index], width: column.width }}
      title={content?.title}
      onMouseDown={onMouseDown}
    >
      {content ? content.text : <span className={classes.waiting} />}
    </div>
  )
}

/** One row of a grid: its label, its pinned cells and those in view. */
export function GridRow({ top, label, kind, ...cell }: GridRowProps) {
  const { columns, width, pinnedColumns, scrolledColumns, labelWidth } = cell.layout
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={cell.row + 2}
      data-kind={kind}
      className={classes.row}
      style={{ width, height: GRID_ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <div role="rowheader" tabIndex={-1} aria-colindex={1} className={classes.label} style={{ width: labelWidth }}>
        {label}
      </div>
      {pinnedColumns.map((index) => (
        <Cell key={columns[index]?.id} index={index} pinned {...cell} />
      ))}
      {scrolledColumns.map((index) => (
        <Cell key={columns[index]?.id} index={index} pinned={false} {...cell} />
      ))}
    </div>
  )
}
