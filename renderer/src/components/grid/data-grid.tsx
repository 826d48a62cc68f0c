// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import classes from './data-grid.module.css'
import { GridHeader } from './grid-header'
import { GRID_ROW_HEIGHT, type GridCellContent, type GridColumn } from './grid-layout'
import { GridRow } from './grid-row'
import { boundsOf, type GridSelection, selectionAfter } from './grid-selection'
import { useGridWindow } from './use-grid-window'

interface DataGridProps {
  /** What the grid shows, for screen readers. */
  label: string
  columns: readonly GridColumn[]
  rowCount: number
  /** A cell's content; undefined while it is being fetched. */
  cell: (row: number, column: number) => GridCellContent | undefined
  /** What stands in the first column, which never scrolls away. */
  rowLabel?: (row: number) => string
  /** A row's kind, for its look: header, title, footer, bad. */
  rowKind?: (row: number) => string | undefined
  headerHeight?: number
  /** Columns that stay at the left beside the row labels. */
  pinned?: number
  onVisibleRows?: (first: number, last: number) => void
  onCopy?: (bounds: ReturnType<typeof boundsOf>) => void
  onSelect?: (selection: GridSelection) => void
  /** Column to bring into view. */
  reveal?: string | null
  /** Another order of the rows: the grid goes back to its top. */
  order?: string | null
}

/**
 * A table of any size: only what can be seen is drawn, in both directions. One tab stop; arrow keys, Page, Home and End move,
 * Shift extends, Ctrl/⌘ C copies with headers. Header and first column stay.
 */
export function DataGrid(props: DataGridProps) {
  const { label, columns, rowCount, headerHeight = 32, pinned = 0, onVisibleRows, onSelect, reveal, order } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [selection, setSelection] = useState<GridSelection | null>(null)
  const { rows, height, layout, show, across } = useGridWindow({ scroller, columns, rowCount, headerHeight, pinned })

  const first = rows[0]?.index
  const last = rows.at(-1)?.index
  useEffect(() => {
    if (first !== undefined && last !== undefined) onVisibleRows?.(first, last)
  }, [first, last, onVisibleRows])
  const revealed = columns.findIndex((column) => column.id === reveal)
  useEffect(() => {
    if (revealed >= 0) across.scrollToIndex(revealed, { align: 'auto' })
  }, [across, revealed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another order goes back to the top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
    setSelection(null)
  }, [order])

  const select = (next: GridSelection) => {
    setSelection(next)
    onSelect?.(next)
    show(next.cursor.row, next.cursor.column)
  }
  const pick = (row: number, column: number, extend: boolean) => {
    const picked = { row, column }
    scroller.current?.focus({ preventScroll: true })
    select({ anchor: extend ? (selection?.anchor ?? picked) : picked, cursor: picked })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of menus and buttons in the header are theirs.
    if (!scroller.current || event.target !== scroller.current) return
    const key = { key: event.key, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey }
    if (key.mod && event.key.toLowerCase() === 'c') {
      if (selection) props.onCopy?.(boundsOf(selection))
      return event.preventDefault()
    }
    const page = Math.max(1, Math.floor((scroller.current.clientHeight - headerHeight) / GRID_ROW_HEIGHT) - 1)
    const next = selectionAfter(selection, key, { rows: rowCount, columns: columns.length, page })
    if (!next) return
    event.preventDefault()
    select(next)
  }

  const cellId = (row: number, column: number) => `${id}-${row}-${column}`
  const cursor = selection && selection.cursor.row < rowCount ? selection.cursor : null
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={cursor ? cellId(cursor.row, cursor.column) : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" style={{ width: layout.width, height: Math.max(height, headerHeight), overflowY: 'clip' }}>
        <GridHeader layout={layout} height={headerHeight} />
        {rows.map(({ index, start }) => (
          <GridRow
            key={index}
            row={index}
            top={start}
            layout={layout}
            selection={selection}
            cell={props.cell}
            label={props.rowLabel?.(index) ?? String(index + 1)}
            kind={props.rowKind?.(index)}
            cellId={cellId}
            onPick={pick}
          />
        ))}
      </div>
    </div>
  )
}
