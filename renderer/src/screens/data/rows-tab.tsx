import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Dataset } from '@shared/dataset/schema'
import { IconSearch } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useStatus } from '../../app/store/status-store'
import { DataGrid } from '../../components/grid/data-grid'
import { boundsOf, type GridSelection } from '../../components/grid/grid-selection'
import { notifyError } from '../../components/notify'
import { EmptyState, ErrorState, RowsSkeleton } from '../../components/states'
import { useSteady } from '../../components/use-steady'
import { SelectionActions } from '../../results/figure/selection-actions'
import { ColumnInspector } from './column-inspector'
import { headerHeight } from './rows/column-header'
import type { ColumnDeeds } from './rows/column-menu'
import { ColumnsButton } from './rows/columns-button'
import { copyCells } from './rows/copy-cells'
import { FilterActions } from './rows/filter-actions'
import { FilterButton, FilterChips } from './rows/filter-bar'
import { gridColumns, widthOf } from './rows/grid-columns'
import { keyDeed } from './rows/key-deed'
import { RowAtCursor } from './rows/row-at-cursor'
import { askable, plainQuestion, rowQuestionSchema } from './rows/row-question'
import { textWidth } from './rows/text-width'
import { useArrangedColumns } from './rows/use-arranged-columns'
import { useCellEditor } from './rows/use-cell-editor'
import { useCellEdits } from './rows/use-cell-edits'
import { useColumnProfiles } from './rows/use-column-profiles'
import { useDecimals } from './rows/use-decimals'
import { useFilter } from './rows/use-filter'
import { useMarkedRows } from './rows/use-marked-rows'
import { useRemembered } from './rows/use-remembered'
import { useRowCells } from './rows/use-row-cells'
import classes from './rows-tab.module.css'
import { nextOrder, orderWith, type Sort } from './sort-order'
import { useDescribeColumn } from './use-describe-column'
import { useRowsView } from './use-rows-view'

const cellPadding = 18
const widestFit = 480

/** What the grid itself asks for. */
type GridDeeds = {
  order: (name: string, isFurther: boolean) => void
  onVisibleRows: (first: number, last: number) => void
}

/** A dataset's rows as a grid: filtered, searched, sorted, arranged, edited, chosen and copied. */
export function RowsTab({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const format = useFormat()
  const { id, revision } = dataset
  const [remembered, setQuestion] = useRemembered(`rows ${id}`, rowQuestionSchema, plainQuestion)
  const {
    order,
    search: typed,
    filter: kept,
  } = useMemo(() => askable(remembered, dataset.columns), [remembered, dataset])
  const [search] = useDebouncedValue(typed.trim(), 250)
  const setOrder = (make: (before: readonly Sort[]) => readonly Sort[]) =>
    setQuestion((before) => ({ ...before, order: make(askable(before, dataset.columns).order) }))
  const [selection, setSelection] = useState<GridSelection | null>(null)
  const [menuOf, setMenuOf] = useState<string | null>(null)
  const [inspectedColumn, setInspectedColumn] = useState<string | null>(null)
  const seen = useRef({ first: 0, last: -1 })
  const filter = useFilter(dataset, kept, (next) => setQuestion((before) => ({ ...before, filter: next })))
  const { decimals, onRows } = useDecimals(dataset.columns)
  // What waits for the last key may name a column that is gone meanwhile.
  const asked = askable({ order, search, filter: filter.settled }, dataset.columns)
  const view = useRowsView({ dataset: id, revision, ...asked }, dataset.columns.length, onRows)
  const { profiles, again } = useColumnProfiles(dataset, view.count !== null)
  const describe = useDescribeColumn(dataset, again)
  const edits = useCellEdits(dataset, view.revision ?? revision)
  const marked = useMarkedRows(dataset, view)

  const { contentAt, valueAt, columnOf } = useRowCells(dataset, view.source, edits.pendingAt, decimals)
  const columns = useArrangedColumns(dataset, (name) => {
    const { first, last } = seen.current
    const widths = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) =>
      textWidth(contentAt(first + i, name)?.text ?? ''),
    )
    const column = columnOf(name)
    const nameWidth = column ? Math.min(widthOf({ ...column, storage: 'integer' }), textWidth(name) + 64) : 0
    return Math.round(Math.min(widestFit, Math.max(nameWidth, ...widths.map((width) => width + cellPadding))))
  })
  const { placed, widths } = columns
  const { shown, hidden } = placed
  const steady = useSteady<ColumnDeeds & GridDeeds>({
    sort: (name, descending, isFurther) => setOrder((before) => orderWith(before, name, descending, isFurther)),
    freeze: columns.freeze,
    hide: (name) => columns.hide(name, true),
    step: columns.step,
    fit: columns.fit,
    filter: filter.openOn,
    inspect: setInspectedColumn,
    order: (name, isFurther) => setOrder((before) => nextOrder(before, name, isFurther)),
    onVisibleRows: (first, last) => {
      seen.current = { first, last }
      view.onVisibleRows(first, last)
    },
  })
  const layout = useMemo(
    () =>
      gridColumns({
        dataset,
        placed,
        widths,
        order,
        profiles,
        menuOf,
        onMenu: setMenuOf,
        deeds: steady,
        onSort: steady.order,
      }),
    [dataset, placed, widths, order, profiles, menuOf, steady],
  )
  const cell = useCallback((row: number, column: number) => contentAt(row, shown[column] ?? ''), [contentAt, shown])
  const editor = useCellEditor({ shown, count: view.count ?? 0, at: view.rowAt, valueAt, columnOf, profiles, edits })
  const onKey = keyDeed({
    edit: editor.edit,
    empty: editor.empty,
    undo: edits.undo,
    redo: edits.redo,
    openMenu: (column) => setMenuOf(shown[column] ?? null),
    step: (column, by) => {
      columns.step(shown[column] ?? '', by)
      const next = column + by
      if (selection && next >= 0 && next < shown.length) editor.setGoTo({ row: selection.cursor.row, column: next })
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
  const inspected = dataset.columns.find(({ name }) => name === inspectedColumn)
  const isLimited = Boolean(search || asked.filter)
  return (
    <div className={classes.rows}>
      <div className={classes.tools}>
        <TextInput
          className={classes.search}
          placeholder={t('data.rows.search')}
          aria-label={t('data.rows.search')}
          leftSection={<IconSearch size={15} stroke={1.8} />}
          value={typed}
          onChange={({ currentTarget: { value } }) => setQuestion((before) => ({ ...before, search: value }))}
        />
        <FilterButton dataset={dataset} control={filter} />
        <span className={classes.count} role="status" data-opening={view.isOpening || undefined}>
          {view.count === null ? '' : countWords(t, view.count, dataset.nRows, isLimited && !view.isOpening)}
        </span>
        {filter.filter && view.count !== 0 && (
          <FilterActions dataset={dataset} filter={filter.filter} search={search} order={order} />
        )}
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
        >
          {typed !== '' && (
            <Button variant="default" onClick={() => setQuestion((before) => ({ ...before, search: '' }))}>
              {t('grid.clearSearch')}
            </Button>
          )}
          {filter.filter && (
            <Button variant="default" onClick={filter.clear}>
              {t('grid.filter.clear')}
            </Button>
          )}
        </EmptyState>
      )}
      {!view.error && view.count !== null && view.count > 0 && (
        <DataGrid
          label={t('data.rows.of', { dataset: dataset.name })}
          columns={layout}
          rowCount={view.count}
          order={view.key}
          headerHeight={headerHeight}
          pinned={placed.nFrozen}
          rowLabel={(row) => {
            const rowId = view.rowAt(row)?.id
            return rowId === undefined ? '' : format.number(rowId + 1, 'count')
          }}
          cell={cell}
          source={view.source}
          onVisibleRows={steady.onVisibleRows}
          onSelect={(next) => {
            setSelection(next)
            setInspectedColumn(null)
          }}
          onKey={onKey}
          onOpenCell={(opened) => editor.edit(opened, null)}
          editor={editor.editor}
          goTo={editor.goTo}
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
        selection && <RowAtCursor dataset={dataset} source={view.source} row={selection.cursor.row} />
      )}
    </div>
  )
}

function countWords(t: ReturnType<typeof useText>, count: number, all: number, isLimited: boolean): string {
  return isLimited ? t('grid.foundOf', { count, all }) : t('common.rows', { count })
}
