// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import classes from './data-grid.module.css'
import type { GridLayout } from './grid-layout'

interface HeaderCellProps {
  layout: GridLayout
  index: number
  pinned: boolean
}

function HeaderCell({ layout, index, pinned }: HeaderCellProps) {
  const column = layout.columns[index]
  if (!column) return null
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-colindex={index + 2}
      aria-sort={column.sorted}
      data-numeric={column.numeric}
      data-dimmed={column.dimmed}
      className={pinned ? classes.pinnedHead : classes.head}
      style={{ left: layout.offsets[index], width: column.width }}
    >
      {column.header ?? <span className={classes.name}>{column.name}</span>}
    </div>
  )
}

/** The header of a grid: it stays at the top, and the pinned columns of it at the left. */
export function GridHeader({ layout, height }: { layout: GridLayout; height: number }) {
  const { columns, width, pinnedColumns, scrolledColumns, labelWidth } = layout
  return (
    <div role="row" tabIndex={-1} aria-rowindex={1} className={classes.headRow} style={{ width, height }}>
      <div role="columnheader" tabIndex={-1} aria-colindex={1} className={classes.corner} style={{ width: labelWidth }}>
        <span className={classes.cornerMark}>#</span>
      </div>
      {pinnedColumns.map((index) => (
        <HeaderCell key={columns[index]?.id} layout={layout} index={index} pinned />
      ))}
      {scrolledColumns.map((index) => (
        <HeaderCell key={columns[index]?.id} layout={layout} index={index} pinned={false} />
      ))}
    </div>
  )
}
