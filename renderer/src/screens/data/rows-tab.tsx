import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { IconArrowDown, IconArrowUp, IconSearch } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { shortcutLabel } from '../../app/commands/shortcut'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { useStatus } from '../../app/store/status-store'
import { useWorkbenchStore } from '../../app/store/workbench-store'
import { isQuantity } from '../../components/column-kinds'
import { Facts } from '../../components/facts'
import { DataGrid } from '../../components/grid/data-grid'
import type { GridColumn } from '../../components/grid/grid-layout'
import { boundsOf, type GridSelection } from '../../components/grid/grid-selection'
import { tabSeparated } from '../../components/grid/tab-separated'
import { Inspector } from '../../components/inspector'
import { MeasureIcon } from '../../components/measure-icon'
import { notifyError, notifyText } from '../../components/notify'
import { EmptyState, ErrorState, RowsSkeleton } from '../../components/states'
import { copyWords } from '../../results/copy-words'
import { SaveRowsButton } from '../../results/save-segment/save-rows-button'
import { cellWords, decimalsOf } from './cell-words'
import classes from './rows-tab.module.css'
import { nextOrder, type Sort } from './sort-order'
import { fetchRows, type RowCells, useRowsView } from './use-rows-view'

const MOST_CELLS_TO_COPY = 500_000

/** Room for the arrow and the place of a column that is sorted by. */
const sortMarkWidth = 28

/** A width that suits a column's name and kind of value. */
function widthOf({ name, storage }: ColumnInfo): number {
  const widest = [...name].reduce((sum, character) => sum + (character.charCodeAt(0) > 0x2e80 ? 13 : 7.2), 58)
  const values = { integer: 84, real: 96, date: 104, datetime: 152, text: 148 }[storage]
  return Math.round(Math.max(values, Math.min(widest, 240)))
}

type OnSort = (name: string, isFurther: boolean) => void

interface SortHeaderProps {
  column: ColumnInfo
  nRows: number
  order: readonly Sort[]
  onSort: OnSort
}

function SortHeader({ column, nRows, order, onSort }: SortHeaderProps) {
  const t = useText()
  const format = useFormat()
  const gaps = column.missing / Math.max(1, nRows)
  const missing = gaps > 0 ? [t('data.rows.missing', { share: format.number(gaps, 'percent') })] : []
  const place = order.findIndex((sort) => sort.column === column.name)
  const mine = order[place]
  const Arrow = mine?.descending ? IconArrowDown : IconArrowUp
  return (
    <button
      type="button"
      className={classes.head}
      title={[column.name, ...missing, t('data.rows.sort')].join(' · ')}
      data-column={column.name}
      onClick={(event) => onSort(column.name, event.shiftKey)}
    >
      <MeasureIcon type={column.measureType} size={13} />
      <span>{column.name}</span>
      {mine && <Arrow size={13} stroke={2} aria-hidden="true" />}
      {mine && order.length > 1 && <sup className={classes.place}>{place + 1}</sup>}
      {gaps > 0 && <i className={classes.gaps} style={{ width: `max(3px, ${gaps * 100}%)` }} />}
    </button>
  )
}

function gridColumns(dataset: Dataset, order: readonly Sort[], onSort: OnSort): GridColumn[] {
  return dataset.columns.map((column) => ({
    id: column.name,
    name: column.name,
    width: widthOf(column) + (order.some((sort) => sort.column === column.name) ? sortMarkWidth : 0),
    numeric: isQuantity(column),
    sorted: directionOf(order.find((sort) => sort.column === column.name)),
    header: <SortHeader column={column} nRows={dataset.nRows} order={order} onSort={onSort} />,
  }))
}

function directionOf(sort: Sort | undefined): GridColumn['sorted'] {
  return sort && (sort.descending ? 'descending' : 'ascending')
}

async function copyCells(viewId: string, dataset: Dataset, bounds: ReturnType<typeof boundsOf>): Promise<void> {
  const { firstRow, lastRow, firstColumn, lastColumn } = bounds
  const count = (lastRow - firstRow + 1) * (lastColumn - firstColumn + 1)
  if (count > MOST_CELLS_TO_COPY) return notifyText('warning', 'data.rows.tooMuch', { count: MOST_CELLS_TO_COPY })
  const rows = await fetchRows(viewId, firstRow, lastRow)
  const headers = dataset.columns.slice(firstColumn, lastColumn + 1).map(({ name }) => name)
  const cells = rows.map((row) => row.slice(firstColumn, lastColumn + 1))
  if (!copyWords(tabSeparated(headers, cells))) return notifyText('warning', 'data.rows.notCopied')
  notifyText('info', 'data.rows.copied', { rows: rows.length, columns: headers.length })
}

/** A dataset's rows as a grid: sorted by clicks on headers, searched, copied with headers. */
export function RowsTab({ dataset }: { dataset: Dataset }) {
  const t = useText()
  const format = useFormat()
  const platform = useWorkbenchStore((state) => state.info?.platform ?? '')
  const [order, setOrder] = useState<readonly Sort[]>([])
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 250)
  const [selection, setSelection] = useState<GridSelection | null>(null)
  const { decimals, onRows } = useDecimals(dataset.columns)
  const view = useRowsView(dataset.id, dataset.columns.length, order, search, onRows)
  const onSort: OnSort = useCallback((name, isFurther) => setOrder((before) => nextOrder(before, name, isFurther)), [])
  const columns = useMemo(() => gridColumns(dataset, order, onSort), [dataset, order, onSort])
  const bounds = selection && boundsOf(selection)
  const selectedRows = bounds ? bounds.lastRow - bounds.firstRow + 1 : 0
  const selectedColumns = bounds ? bounds.lastColumn - bounds.firstColumn + 1 : 0
  useStatus({
    datasetId: dataset.id,
    selection:
      selectedRows * selectedColumns > 1
        ? t('data.rows.selected', { rows: selectedRows, columns: selectedColumns })
        : null,
  })
  const inspected = selection ? view.rowAt(selection.cursor.row) : undefined
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
        <span className={classes.count} role="status">
          {view.count === null ? '' : t(search ? 'data.rows.found' : 'common.rows', { count: view.count })}
        </span>
        {bounds && selectedRows > 1 && view.viewId && (
          <SaveRowsButton dataset={dataset} viewId={view.viewId} firstRow={bounds.firstRow} lastRow={bounds.lastRow} />
        )}
        <span className={classes.hint}>{t('data.rows.hint', { copy: shortcutLabel('mod+C', platform) })}</span>
      </div>
      {view.error && <ErrorState error={view.error} onAgain={view.again} />}
      {!view.error && view.count === null && (
        <div className={classes.shape}>
          <RowsSkeleton rows={14} height={14} />
        </div>
      )}
      {!view.error && view.count === 0 && <EmptyState title={t(search ? 'data.rows.nothing' : 'data.rows.none')} />}
      {!view.error && view.count !== null && view.count > 0 && (
        <DataGrid
          label={t('data.rows.of', { dataset: dataset.name })}
          columns={columns}
          rowCount={view.count}
          order={view.viewId}
          pinned={1}
          rowLabel={(row) => {
            const id = view.rowAt(row)?.id
            return id === undefined ? '' : format.number(id + 1, 'count')
          }}
          cell={(row, index) => {
            const cells = view.rowAt(row)?.cells
            const column = dataset.columns[index]
            return cells && column && cellWords(cells[index] ?? null, column, decimals[index] ?? 0, format)
          }}
          onVisibleRows={view.onVisibleRows}
          onSelect={setSelection}
          onCopy={(copied) => view.viewId && copyCells(view.viewId, dataset, copied).catch(notifyError)}
        />
      )}
      {inspected && <RowInspector dataset={dataset} rowId={inspected.id} cells={inspected.cells} />}
    </div>
  )
}

/** Digits after the point for each column: as many as any value seen so far needs, so that numbers of a column align. */
function useDecimals(columns: readonly ColumnInfo[]) {
  const [decimals, setDecimals] = useState<readonly number[]>([])
  const onRows = useCallback(
    (rows: readonly RowCells[]) =>
      setDecimals((before) => {
        const needed = columns.map((column, index) =>
          decimalsOf(
            column,
            rows.map((cells) => cells[index] ?? null),
          ),
        )
        return needed.map((digits, index) => Math.max(digits, before[index] ?? 0))
      }),
    [columns],
  )
  return { decimals, onRows }
}

function RowInspector({ dataset, rowId, cells }: { dataset: Dataset; rowId: number; cells: RowCells }) {
  const t = useText()
  const format = useFormat()
  return (
    <Inspector title={t('data.rows.row', { number: rowId + 1 })}>
      <Facts
        facts={dataset.columns.map((column, index) => {
          const value = cells[index] ?? null
          return { label: column.name, value: cellWords(value, column, decimalsOf(column, [value]), format).text }
        })}
      />
    </Inspector>
  )
}
