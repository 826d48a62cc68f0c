import type { Dataset } from '@shared/dataset/schema'
import { useCallback, useMemo } from 'react'
import { useFormat } from '../../../app/locale/locale-provider'
import type { GridCellContent } from '../../../components/grid/grid-layout'
import { cellWords } from '../cell-words'
import type { GridRows } from '../use-rows-view'
import type { CellEdits, CellValue } from './use-cell-edits'

/**
 * What stands in the grid's cells: what the data say, or what a person has just written.
 * @param decimals digits after the point for each column
 */
export function useRowCells(
  { columns }: Dataset,
  { at }: GridRows,
  pendingAt: CellEdits['pendingAt'],
  decimals: readonly number[],
) {
  const format = useFormat()
  const places = useMemo(() => new Map(columns.map(({ name }, place) => [name, place])), [columns])
  const valueAt = (row: number, name: string): CellValue => {
    const found = at(row)
    if (!found) return null
    return pendingAt(found.id, name) ?? found.cells[places.get(name) ?? -1] ?? null
  }
  const contentAt = useCallback(
    (row: number, name: string): GridCellContent | undefined => {
      const found = at(row)
      const place = places.get(name) ?? -1
      const column = columns[place]
      if (!found || !column) return undefined
      const given = pendingAt(found.id, name)
      const value = given === undefined ? (found.cells[place] ?? null) : given
      const content = cellWords(value, column, decimals[place] ?? 0, format)
      return given === undefined ? content : { ...content, tone: 'changed' }
    },
    [at, places, columns, pendingAt, decimals, format],
  )
  return { contentAt, valueAt, columnOf: (name: string) => columns[places.get(name) ?? -1] }
}
