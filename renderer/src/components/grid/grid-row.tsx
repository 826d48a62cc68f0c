// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import type { MouseEvent } from 'react'
import type { GridCellContent, GridLayout } from './data-grid'
import classes from './data-grid.module.css'
import { boundsOf, type GridSelection } from './grid-selection'

interface GridRowProps {
  row: number
  top: number
  height: number
  layout: GridLayout
  selection: GridSelection | null
  cell: (row: number, column: number) => GridCellContent | undefined
  label: string
  kind: string | undefined
  cellId: (row: number, column: number) => string
  onPick: (column: number, extend: boolean) => void
}

/** One row of a grid: its label, its pinned cells and those in view. */
export function GridRow({ row, top, height, layout, selection, cell, label, kind, cellId, onPick }: GridRowProps) {
  const { columns, offsets, width, pinnedColumns, scrolledColumns, labelWidth } = layout
  const bounds = selection && boundsOf(selection)
  const inRows = bounds !== null && row >= bounds.firstRow && row <= bounds.lastRow
  const drawn = (index: number, pinned: boolean) => {
    const column = columns[index]
    if (!column) return null
    const content = cell(row, index)
    const selected = inRows && index >= bounds.firstColumn && index <= bounds.lastColumn
    const isCursor = selection?.cursor.row === row && selection.cursor.column === index
    return (
      <div
        key={column.id}
        id={cellId(row, index)}
        role="gridcell"
        tabIndex={-1}
        aria-colindex={index + 2}
        aria-selected={selected}
        data-cursor={isCursor || undefined}
        data-numeric={column.numeric}
        data-tone={content?.tone}
        data-dimmed={column.dimmed}
        className={pinned ? classes.pinnedCell : classes.cell}
        style={{ left: offsets[index], width: column.width }}
        title={content?.title}
        onMouseDown={(event: MouseEvent) => {
          event.preventDefault()
          onPick(index, event.shiftKey)
        }}
      >
        {content ? content.text : <span className={classes.waiting} />}
      </div>
    )
  }
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={row + 2}
      data-kind={kind}
      className={classes.row}
      style={{ width, height, transform: `translateY(${top}px)` }}
    >
      <div role="rowheader" tabIndex={-1} aria-colindex={1} className={classes.label} style={{ width: labelWidth }}>
        {label}
      </div>
      {pinnedColumns.map((index) => drawn(index, true))}
      {scrolledColumns.map((index) => drawn(index, false))}
    </div>
  )
}
