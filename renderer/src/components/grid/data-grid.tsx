// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import classes from './data-grid.module.css'
import { GridRow } from './grid-row'
import { boundsOf, type GridSelection, selectionAfter } from './grid-selection'

export interface GridColumn {
  id: string
  /** The name that is read out. */
  name: string
  width: number
  /** Numbers stand right. */
  numeric?: boolean
  /** What stands in the header; the name when absent. */
  header?: ReactNode
  /** How rows are sorted by this column; none when absent. */
  sorted?: 'ascending' | 'descending' | undefined
  /** Greys the column out. */
  dimmed?: boolean
}

export interface GridCellContent {
  text: string
  tone?: 'missing' | 'bad' | undefined
  title?: string | undefined
}

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

export const GRID_ROW_HEIGHT = 28
const NEVER_BELOW = 3

/** Room for the longest row label. */
function labelWidthFor(rowCount: number): number {
  return Math.max(48, 26 + rowCount.toLocaleString('en').length * 7)
}

/** Where each column begins, and where the last one ends. */
function offsetsOf(columns: readonly GridColumn[], labelWidth: number): number[] {
  const offsets = [labelWidth]
  for (const { width } of columns) offsets.push((offsets.at(-1) ?? 0) + width)
  return offsets
}

/**
 * A table of any size: only what can be seen is drawn, in both directions. One tab stop; arrow keys, Page, Home and End move,
 * Shift extends, Ctrl/⌘ C copies with headers. Header and first column stay.
 */
export function DataGrid(props: DataGridProps) {
  const {
    label,
    columns,
    rowCount,
    headerHeight = 32,
    pinned = 0,
    onVisibleRows,
    onCopy,
    onSelect,
    reveal,
    order,
  } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [selection, setSelection] = useState<GridSelection | null>(null)
  const labelWidth = labelWidthFor(rowCount)
  const offsets = useMemo(() => offsetsOf(columns, labelWidth), [columns, labelWidth])
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => GRID_ROW_HEIGHT,
    overscan: 6,
    paddingStart: headerHeight,
    scrollPaddingStart: headerHeight,
    useFlushSync: false,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    overscan: 2,
    paddingStart: labelWidth,
    scrollPaddingStart: offsets[Math.min(pinned, columns.length)] ?? labelWidth,
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths are read anew when the columns change
  useEffect(() => across.measure(), [across, columns])

  const shownRows = rows.getVirtualItems()
  const first = shownRows[0]?.index
  const last = shownRows.at(-1)?.index
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
    rows.scrollToIndex(next.cursor.row, { align: 'auto' })
    if (next.cursor.column >= pinned) across.scrollToIndex(next.cursor.column, { align: 'auto' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // Keys of menus and buttons in the header are theirs.
    if (event.target !== scroller.current) return
    const key = { key: event.key, shift: event.shiftKey, mod: event.ctrlKey || event.metaKey }
    if (key.mod && event.key.toLowerCase() === 'c') {
      if (selection) onCopy?.(boundsOf(selection))
      return event.preventDefault()
    }
    const page = Math.max(1, Math.floor((scroller.current.clientHeight - headerHeight) / GRID_ROW_HEIGHT) - 1)
    const next = selectionAfter(selection, key, { rows: rowCount, columns: columns.length, page })
    if (!next) return
    event.preventDefault()
    select(next)
  }

  const pinnedColumns = columns.slice(0, pinned).map((_, index) => index)
  const scrolledColumns = across.getVirtualItems().flatMap(({ index }) => (index < pinned ? [] : [index]))
  const width = offsets.at(-1) ?? labelWidth
  const cellId = (row: number, column: number) => `${id}-${row}-${column}`
  const layout = { columns, offsets, width, pinnedColumns, scrolledColumns, labelWidth }
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
      <div role="rowgroup" style={{ width, height: Math.max(rows.getTotalSize(), headerHeight + NEVER_BELOW) }}>
        <HeaderRow layout={layout} height={headerHeight} />
        {shownRows.map(({ index, start }) => (
          <GridRow
            key={index}
            row={index}
            top={start}
            layout={layout}
            height={GRID_ROW_HEIGHT}
            selection={selection}
            cell={props.cell}
            label={props.rowLabel?.(index) ?? String(index + 1)}
            kind={props.rowKind?.(index)}
            cellId={cellId}
            onPick={(column, extend) => {
              const picked = { row: index, column }
              scroller.current?.focus({ preventScroll: true })
              select({ anchor: extend ? (selection?.anchor ?? picked) : picked, cursor: picked })
            }}
          />
        ))}
      </div>
    </div>
  )
}

export interface GridLayout {
  columns: readonly GridColumn[]
  offsets: readonly number[]
  width: number
  pinnedColumns: readonly number[]
  scrolledColumns: readonly number[]
  labelWidth: number
}

function HeaderRow({ layout, height }: { layout: GridLayout; height: number }) {
  const { columns, offsets, width, pinnedColumns, scrolledColumns, labelWidth } = layout
  const header = (index: number, pinned: boolean) => {
    const column = columns[index]
    if (!column) return null
    return (
      <div
        key={column.id}
        role="columnheader"
        tabIndex={-1}
        aria-colindex={index + 2}
        aria-sort={column.sorted}
        data-numeric={column.numeric}
        data-dimmed={column.dimmed}
        className={pinned ? classes.pinnedHead : classes.head}
        style={{ left: offsets[index], width: column.width }}
      >
        {column.header ?? <span className={classes.name}>{column.name}</span>}
      </div>
    )
  }
  return (
    <div role="row" tabIndex={-1} aria-rowindex={1} className={classes.headRow} style={{ width, height }}>
      <div role="columnheader" tabIndex={-1} aria-colindex={1} className={classes.corner} style={{ width: labelWidth }}>
        <span className={classes.cornerMark}>#</span>
      </div>
      {pinnedColumns.map((index) => header(index, true))}
      {scrolledColumns.map((index) => header(index, false))}
    </div>
  )
}
