// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import { type DragEvent, memo, useState } from 'react'
import classes from './data-grid.module.css'
import { EdgeHandle } from './edge-handle'
import type { GridLayout } from './grid-layout'

/** What can be done to columns by the mouse; menus and keys are the owner's. */
export interface ColumnArranging {
  /** The column is to be so wide, in pixels. */
  onResize: (id: string, width: number) => void
  /** The column is to be as wide as its values. */
  onFit: (id: string) => void
  /** The column is to stand where another one stands. */
  onMove: (id: string, target: string) => void
}

interface HeaderProps {
  layout: GridLayout
  height: number
  arrange: ColumnArranging | undefined
}

interface HeaderCellProps extends Omit<HeaderProps, 'height'> {
  index: number
  pinned: boolean
  dragged: string | null
  onDrag: (id: string | null) => void
}

function HeaderCell({ layout, index, pinned, arrange, dragged, onDrag }: HeaderCellProps) {
  const [isTarget, setIsTarget] = useState(false)
  const column = layout.columns[index]
  if (!column) return null
  const { id, width } = column
  const dropping = arrange && {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', column.name)
      onDrag(id)
    },
    onDragEnd: () => onDrag(null),
    onDragOver: (event: DragEvent) => {
      if (dragged === null || dragged === id) return
      event.preventDefault()
      setIsTarget(true)
    },
    onDragLeave: () => setIsTarget(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      event.stopPropagation()
      setIsTarget(false)
      if (dragged !== null && dragged !== id) arrange.onMove(dragged, id)
      onDrag(null)
    },
  }
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-colindex={index + 2}
      aria-sort={column.sorted}
      data-numeric={column.numeric}
      data-dimmed={column.dimmed}
      data-drop={isTarget || undefined}
      className={pinned ? classes.pinnedHead : classes.head}
      style={layout.styles[index]}
      {...dropping}
    >
      {column.header ?? <span className={classes.name}>{column.name}</span>}
      {arrange && (
        <EdgeHandle width={width} onResize={(next) => arrange.onResize(id, next)} onFit={() => arrange.onFit(id)} />
      )}
    </div>
  )
}

/** The header of a grid: it stays at the top, and the pinned columns of it at the left. */
export const GridHeader = memo(function GridHeader({ layout, height, arrange }: HeaderProps) {
  const { columns, pinnedColumns, scrolledColumns, labelWidth } = layout
  const [dragged, setDragged] = useState<string | null>(null)
  const rest = { layout, arrange, dragged, onDrag: setDragged }
  return (
    <div role="rowgroup" className={classes.headGroup}>
      <div role="row" tabIndex={-1} aria-rowindex={1} className={classes.headRow} style={{ height }}>
        <div
          role="columnheader"
          tabIndex={-1}
          aria-colindex={1}
          className={classes.corner}
          style={{ width: labelWidth }}
        >
          <span className={classes.cornerMark}>#</span>
        </div>
        {pinnedColumns.map((index) => (
          <HeaderCell key={columns[index]?.id} index={index} pinned {...rest} />
        ))}
        <div role="presentation" className={classes.across}>
          {scrolledColumns.map((index) => (
            <HeaderCell key={columns[index]?.id} index={index} pinned={false} {...rest} />
          ))}
        </div>
      </div>
    </div>
  )
})
