// biome-ignore-all lint/a11y/useSemanticElements: a grid that draws only what is seen cannot be made of table elements
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react'
import classes from './data-grid.module.css'
import { type ColumnArranging, GridHeader } from './grid-header'
import { GRID_ROW_HEIGHT, type GridCellContent, type GridColumn, type RowSource } from './grid-layout'
import { pointedAt } from './grid-pointer'
import { type CellEditing, GridRow } from './grid-row'
import { boundsOf, type GridCell, type GridSelection, selectionAfter } from './grid-selection'
import { useGridWindow } from './use-grid-window'

/** How rows are picked: one alone, up to one (Shift), or one more or less (Ctrl, ⌘). */
export interface PickHow {
  extend: boolean
  toggle: boolean
}

interface DataGridProps {
  /** What the grid shows, for screen readers. */
  label: string
  columns: readonly GridColumn[]
  rowCount: number
  /** A cell's content; undefined while its row is being fetched. Another function draws all cells anew. */
  cell: (row: number, column: number) => GridCellContent | undefined
  /** Where rows come from that arrive later than the grid is drawn. */
  source?: RowSource
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
  /** A key that the grid does not know itself; true when it was taken. */
  onKey?: (event: KeyboardEvent, selection: GridSelection | null) => boolean
  /** A cell was clicked twice. */
  onOpenCell?: (cell: GridCell) => void
  /** The cell that is being edited, and what it is edited with. */
  editor?: CellEditing | null
  /** A row's label was clicked. */
  onPickRow?: (row: number, how: PickHow) => void
  /** Rows that are chosen as wholes. */
  isMarked?: (row: number) => boolean
  /** What can be done to columns by their headers' edges and by dragging. */
  arrange?: ColumnArranging | undefined
  /** Where the cursor is to go; another object moves it again. */
  goTo?: GridCell | null
  /** Column to bring into view. */
  reveal?: string | null
  /** Another order of the rows: the grid goes back to its top. */
  order?: string | null
}

const nothingArrives: RowSource = { subscribe: () => () => {}, version: () => 0, at: () => null }

/**
 * A table of any size: only what can be seen is drawn, in both directions. One tab stop; arrow keys, Page, Home and End move,
 * Shift extends, Ctrl/⌘ C copies with headers. Header and first column stay.
 */
export function DataGrid(props: DataGridProps) {
  const { label, columns, rowCount, headerHeight = 32, pinned = 0, onVisibleRows, onSelect, reveal, order } = props
  const { editor, isMarked, onPickRow, source = nothingArrives } = props
  const cursorId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const [selection, setSelection] = useState<GridSelection | null>(null)
  useSyncExternalStore(source.subscribe, source.version)
  const acrossClass = classes.across ?? ''
  const parts = { scroller, body, acrossClass }
  const { rows, span, height, layout, view, show, showColumn } = useGridWindow({
    ...parts,
    columns,
    rowCount,
    headerHeight,
    pinned,
  })

  const { first, last } = span
  useEffect(() => {
    if (first <= last) onVisibleRows?.(first, last)
  }, [first, last, onVisibleRows])
  const revealed = columns.findIndex((column) => column.id === reveal)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another column is brought into view
  useEffect(() => {
    if (revealed >= 0) showColumn(revealed)
  }, [revealed])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another order goes back to the top
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
    setSelection(null)
  }, [order])
  // Whoever edited a cell goes on with the keyboard.
  const isEditing = Boolean(editor)
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !isEditing) scroller.current?.focus({ preventScroll: true })
    wasEditing.current = isEditing
  }, [isEditing])

  const goTo = props.goTo ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another place to go to moves the cursor
  useEffect(() => {
    if (goTo && goTo.row < rowCount && goTo.column < columns.length) select({ anchor: goTo, cursor: goTo })
  }, [goTo])

  const select = (next: GridSelection) => {
    setSelection(next)
    onSelect?.(next)
    show(next.cursor.row, next.cursor.column)
  }
  const onMouseDown = (event: MouseEvent) => {
    const place = pointedAt(event.target)
    if (!place) return
    const { row, column } = place
    if (column === null) {
      if (!onPickRow) return
      event.preventDefault()
      return onPickRow(row, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
    }
    event.preventDefault()
    const picked = { row, column }
    scroller.current?.focus({ preventScroll: true })
    select({ anchor: event.shiftKey ? (selection?.anchor ?? picked) : picked, cursor: picked })
  }
  const onDoubleClick = (event: MouseEvent) => {
    const place = pointedAt(event.target)
    if (place && place.column !== null) props.onOpenCell?.({ row: place.row, column: place.column })
  }
  /** Cells have tooltips only while the pointer is on them. */
  const onMouseMove = (event: MouseEvent) => {
    const place = pointedAt(event.target)
    if (!place || place.column === null) return
    const title = props.cell(place.row, place.column)?.title ?? ''
    if (place.element.title !== title) place.element.title = title
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
    if (props.onKey?.(event, selection)) return event.preventDefault()
    const next = selectionAfter(selection, key, { rows: rowCount, columns: columns.length, page })
    if (!next) return
    event.preventDefault()
    select(next)
  }

  const bounds = selection && boundsOf(selection)
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
      aria-activedescendant={cursor ? cursorId : undefined}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onDoubleClick={onDoubleClick}
      onMouseMove={onMouseMove}
    >
      <div role="presentation" className={classes.extent} style={{ width: layout.width, height }}>
        <div role="presentation" className={classes.view} style={view}>
          <GridHeader layout={layout} height={headerHeight} arrange={props.arrange} />
          <div role="presentation" className={classes.clip} style={{ top: headerHeight }}>
            <div role="rowgroup" ref={body}>
              {rows.map(({ index, place, top }) => (
                <GridRow
                  key={place}
                  row={index}
                  top={top}
                  layout={layout}
                  data={source.at(index)}
                  cell={props.cell}
                  selection={bounds && index >= bounds.firstRow && index <= bounds.lastRow ? selection : null}
                  label={props.rowLabel?.(index) ?? String(index + 1)}
                  kind={props.rowKind?.(index)}
                  isMarked={onPickRow ? Boolean(isMarked?.(index)) : undefined}
                  editor={editor?.cell.row === index ? editor : null}
                  cursorId={cursorId}
                />
              ))}
            </div>
          </div>
        </div>
      </div>
    </div>
  )
}
