import type { ColumnInfo, Dataset } from '@shared/dataset/schema'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useFormat } from '../../app/locale/locale-provider'
import { fetchWindow, type RowsWindow } from '../../app/rows-window'
import { isQuantity } from '../../components/column-kinds'
import { DataGrid } from '../../components/grid/data-grid'
import type { GridCellContent } from '../../components/grid/grid-layout'
import { notifyError } from '../../components/notify'
import { cellWords, decimalsOf } from '../../screens/data/cell-words'

interface SelectionRowsProps {
  dataset: Dataset
  viewId: string
  count: number
  label: string
  /** A row was chosen: its place in the dataset. */
  onRow?: (rowId: number) => void
}

/** Rows are fetched by so many at a time. */
const BLOCK = 100

/** The rows of a view, fetched as they come into sight. */
export function SelectionRows({ dataset, viewId, count, label, onRow }: SelectionRowsProps) {
  const { rowAt, rowIdAt, show, decimals } = useBlocks(viewId, dataset.columns)
  const format = useFormat()
  const columns = useMemo(
    () =>
      dataset.columns.map((column) => ({
        id: column.name,
        name: column.name,
        width: 128,
        numeric: isQuantity(column),
      })),
    [dataset.columns],
  )
  const cell = (row: number, index: number): GridCellContent | undefined => {
    const cells = rowAt(row)
    const column = dataset.columns[index]
    return cells && column ? cellWords(cells[index] ?? null, column, decimals[index] ?? 0, format) : undefined
  }
  return (
    <DataGrid
      label={label}
      columns={columns}
      rowCount={count}
      cell={cell}
      rowLabel={(row) => String((rowIdAt(row) ?? row) + 1)}
      onVisibleRows={show}
      onSelect={({ cursor }) => {
        const rowId = rowIdAt(cursor.row)
        if (rowId !== undefined) onRow?.(rowId)
      }}
    />
  )
}

function useBlocks(viewId: string, columns: readonly ColumnInfo[]) {
  const [blocks, setBlocks] = useState<ReadonlyMap<number, RowsWindow>>(new Map())
  const asked = useRef(new Set<number>())
  const show = useCallback(
    (first: number, last: number) => {
      for (let block = Math.floor(first / BLOCK); block <= Math.floor(last / BLOCK); block++) {
        if (asked.current.has(block)) continue
        asked.current.add(block)
        fetchWindow({ viewId, start: block * BLOCK, count: BLOCK })
          .then((window) => setBlocks((before) => new Map(before).set(block, window)))
          .catch(notifyError)
      }
    },
    [viewId],
  )
  const decimals = useMemo(() => {
    const rows = [...blocks.values()].flatMap((block) => block.rows)
    return columns.map((column, index) =>
      decimalsOf(
        column,
        rows.map((row) => row[index] ?? null),
      ),
    )
  }, [blocks, columns])
  const at = (row: number) => blocks.get(Math.floor(row / BLOCK))
  return {
    show,
    decimals,
    rowAt: (row: number) => at(row)?.rows[row % BLOCK],
    rowIdAt: (row: number) => at(row)?.rowIds[row % BLOCK],
  }
}
