import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Dataset } from '@shared/dataset/schema'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useStatus } from '../../app/store/status-store'
import { workbench } from '../../app/workbench'
import { DataGrid } from '../../components/grid/data-grid'
import type { GridCellContent } from '../../components/grid/grid-layout'
import { boundsOf, type GridCell, type GridSelection } from '../../components/grid/grid-selection'
import { notifyError } from '../../components/notify'
import { EmptyState, ErrorState, RowsSkeleton } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { useSteady } from '../../components/use-steady'
import { SelectionActions } from '../../results/figure/selection-actions'
import { cellWords } from './cell-words'
import { ColumnInspector } from './column-inspector'
import { CellInput } from './rows/cell-input'
import { headerHeight } from './rows/column-header'
import type { ColumnDeeds } from './rows/column-menu'
import { ColumnsButton } from './rows/columns-button'
import { copyCells } from './rows/copy-cells'
import { FilterActions } from './rows/filter-actions'
import { FilterButton, FilterChips } from './rows/filter-bar'
import { gridColumns, widthOf } from './rows/grid-columns'
import { keyDeed } from './rows/key-deed'
import { RowInspector } from './rows/row-inspector'
import { textWidth } from './rows/text-width'
import { useArrangedColumns } from './rows/use-arranged-columns'
import { type CellValue, useCellEdits } from './rows/use-cell-edits'
import { useDecimals } from './rows/use-decimals'
import { useFilter } from './rows/use-filter'
import { useMarkedRows } from './rows/use-marked-rows'
import classes from './rows-tab.module.css'
import { nextOrder, orderWith, type Sort } from './sort-order'
import { useDescribeColumn } from './use-describe-column'
import { useRowsView } from './use-rows-view'

const cellPadding = 18
const widestFit = 480

/** A dataset's rows as a grid: filtered, searched, sorted, arranged, edited, chosen and copied. */
export function RowsTab({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const format = useFormat()
  const [order, setOrder] = useState<readonly Sort[]>([])
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 250)
  const [selection, setSelection] = useState<GridSelection | null>(null)
  const [editing, setEditing] = useState<{ cell: GridCell; typed: string | null } | null>(null)
  const [goTo, setGoTo] = useState<GridCell | null>(null)
  const [menuOf, setMenuOf] = useState<string | null>(null)
  const [inspectedColumn, setInspectedColumn] = useState<string | null>(null)
  const seen = useRef({ first: 0, last: -1 })
  const filter = useFilter(dataset)
  const { decimals, onRows } = useDecimals(dataset.columns)
  const { id, revision } = dataset
  const question = { dataset: id, revision, order, search, filter: filter.settled }
  const view = useRowsView(question, dataset.columns.length, onRows)
  // Rows come first: how their values are spread is counted as soon as they are shown.
  const isShown = view.count !== null
  const profile = useAnswer(`${id}@${revision} ${isShown}`, async () =>
    isShown ? workbench.dataset.profile({ dataset: id }) : [],
  )
  const profiles = useMemo(
    () => new Map(profile.state === 'ready' ? profile.value.map((column) => [column.name, column]) : []),
    [profile],
  )
  const describe = useDescribeColumn(dataset, profile.again)
  const edits = useCellEdits(dataset, view.revision ?? revision)
  const marked = useMarkedRows(dataset, view)

  const places = useMemo(() => new Map(dataset.columns.map(({ name }, place) => [name, place])), [dataset.columns])
  const contentAt = (row: number, name: string): GridCellContent | undefined => {
    const found = view.rowAt(row)
    const place = places.get(name) ?? -1
    const column = dataset.columns[place]
    if (!found || !column) return undefined
    const given = edits.pendingAt(found.id, name)
    const value = given === undefined ? (found.cells[place] ?? null) : given
    const content = cellWords(value, column, decimals[place] ?? 0, format)
    return given === undefined ? content : { ...content, tone: 'changed' }
  }
  const columns = useArrangedColumns(dataset, (name) => {
    const { first, last } = seen.current
    const widths = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
      textWidth(contentAt(first + i, name)?.text ?? ''),
    )
    const column = dataset.columns[places.get(name) ?? 0]
    const nameWidth = column ? Math.min(widthOf({ ...column, storage: 'integer' }), textWidth(name) + 64) : 0
    return Math.round(Math.min(widestFit, Math.max(nameWidth, ...widths.map((width) => width + cellPadding))))
  })
  const { shown, hidden } = columns.placed
  const deeds = useSteady<ColumnDeeds & { order: (name: string, isFurther: boolean) => void }>({
    sort: (name, descending, isFurther) => setOrder((before) => orderWith(before, name, descending, isFurther)),
    freeze: columns.freeze,
    hide: (name) => columns.hide(name, true),
    step: columns.step,
    fit: columns.fit,
    filter: filter.openOn,
    inspect: setInspectedColumn,
    order: (name, isFurther) => setOrder((before) => nextOrder(before, name, isFurther)),
  })
  const { placed, widths } = columns
  const layout = useMemo(
    () =>
      gridColumns({ dataset, placed, widths, order, profiles, menuOf, onMenu: setMenuOf, deeds, onSort: deeds.order }),
    [dataset, placed, widths, order, profiles, menuOf, deeds],
  )

  const valueAt = ({ row, column }: GridCell): CellValue => {
    const name = shown[column] ?? ''
    const found = view.rowAt(row)
    if (!found) return null
    return edits.pendingAt(found.id, name) ?? found.cells[places.get(name) ?? -1] ?? null
  }
  const write = (cell: GridCell, value: CellValue) => {
    const found = view.rowAt(cell.row)
    const column = shown[cell.column]
    const was = valueAt(cell)
    if (found && column !== undefined && value !== was) edits.edit({ rowId: found.id, column, value, was })
  }
  const onDone = (cell: GridCell, value: CellValue, { down, right }: { down: number; right: number }) => {
    setEditing(null)
    write(cell, value)
    const row = Math.max(0, Math.min((view.count ?? 1) - 1, cell.row + down))
    setGoTo({ row, column: Math.max(0, Math.min(shown.length - 1, cell.column + right)) })
  }
  const editedColumn = editing ? dataset.columns[places.get(shown[editing.cell.column] ?? '') ?? -1] : undefined
  const editor = editing &&
    editedColumn && {
      cell: editing.cell,
      content: (
        <CellInput
          column={editedColumn}
          profile={profiles.get(editedColumn.name)}
          value={valueAt(editing.cell)}
          typed={editing.typed}
          onDone={(value, step) => onDone(editing.cell, value, step)}
          onCancel={() => setEditing(null)}
        />
      ),
    }
  const onKey = keyDeed({
    edit: (cell, written) => view.rowAt(cell.row) && setEditing({ cell, typed: written }),
    empty: (cell) => write(cell, null),
    undo: edits.undo,
    redo: edits.redo,
    openMenu: (column) => setMenuOf(shown[column] ?? null),
    step: (column, by) => {
      columns.step(shown[column] ?? '', by)
      const next = column + by
      if (selection && next >= 0 && next < shown.length) setGoTo({ row: selection.cursor.row, column: next })
    },
    toggleRow: (row) => marked.pick(row, { extend: false, toggle: true }),
    markRows: marked.markRange,
  })

  const bounds = selection && boundsOf(selection)
  const selectedRows = bounds ? bounds.lastRow - bounds.firstRow + 1 : 0
  const selectedColumns = bounds ? bounds.lastColumn - bounds.firstColumn + 1 : 0
  useStatus({
    datasetId: id,
    selection:
      selectedRows * selectedColumns > 1
        ? t('data.rows.selected', { rows: selectedRows, columns: selectedColumns })
        : null,
  })
  const inspectedRow = selection ? view.rowAt(selection.cursor.row) : undefined
  const inspected = dataset.columns.find(({ name }) => name === inspectedColumn)
  const isLimited = Boolean(search || filter.settled)
  return (
    <div className={classes.rows}>
      <div className={classes.tools}>
        <TextInput
          className={classes.search}
          placeholder={t('data.rows.search')}
          aria-label={t('data.rows.search')}
          leftSection={<IconSearch size={15} stroke={1.8} />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <FilterButton dataset={dataset} control={filter} />
        <span className={classes.count} role="status" data-opening={view.isOpening || undefined}>
          {view.count === null ? '' : countWords(t, view.count, dataset.nRows, isLimited && !view.isOpening)}
        </span>
        {filter.filter && <FilterActions dataset={dataset} filter={filter.filter} search={search} order={order} />}
        <span className={classes.hint}>{!marked.selection && t('grid.hint')}</span>
        {marked.selection && <SelectionActions selection={marked.selection} dataset={dataset} />}
        <ColumnsButton shown={shown} hidden={hidden} onHide={columns.hide} onReset={columns.reset} />
      </div>
      <FilterChips control={filter} />
      {view.error && <ErrorState error={view.error} onAgain={view.again} />}
      {!view.error && view.count === null && (
        <div className={classes.shape}>
          <RowsSkeleton rows={14} height={14} />
        </div>
      )}
      {!view.error && view.count === 0 && (
        <EmptyState
          title={t(isLimited ? 'grid.nothing' : 'data.rows.none')}
          line={isLimited ? t('grid.nothingLine') : ''}
        />
      )}
      {!view.error && view.count !== null && view.count > 0 && (
        <DataGrid
          label={t('data.rows.of', { dataset: dataset.name })}
          columns={layout}
          rowCount={view.count}
          order={view.key}
          headerHeight={headerHeight}
          pinned={columns.placed.nFrozen}
          rowLabel={(row) => {
            const rowId = view.rowAt(row)?.id
            return rowId === undefined ? '' : format.number(rowId + 1, 'count')
          }}
          cell={(row, column) => contentAt(row, shown[column] ?? '')}
          onVisibleRows={(first, last) => {
            seen.current = { first, last }
            view.onVisibleRows(first, last)
          }}
          onSelect={(next) => {
            setSelection(next)
            setInspectedColumn(null)
          }}
          onKey={onKey}
          onOpenCell={(cell) => view.rowAt(cell.row) && setEditing({ cell, typed: null })}
          editor={editor || null}
          goTo={goTo}
          onPickRow={marked.pick}
          isMarked={marked.isMarked}
          arrange={columns.arrange}
          onCopy={(copied) => view.viewId && copyCells(view.viewId, shown, copied).catch(notifyError)}
        />
      )}
      {inspected ? (
        <ColumnInspector
          column={inspected}
          profile={profiles.get(inspected.name)}
          nRows={dataset.nRows}
          onChange={(change) => describe(inspected.name, change)}
        />
      ) : (
        inspectedRow && <RowInspector dataset={dataset} rowId={inspectedRow.id} cells={inspectedRow.cells} />
      )}
    </div>
  )
}

function countWords(t: ReturnType<typeof useText>, count: number, all: number, isLimited: boolean): string {
  return isLimited ? t('grid.foundOf', { count, all }) : t('common.rows', { count })
}
