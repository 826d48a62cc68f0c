import type { ColumnInfo } from '@shared/dataset/schema'
import { useCallback, useState } from 'react'
import type { RowCells } from '../../../app/rows-window'
import { isQuantity } from '../../../components/column-kinds'
import { decimalsOf, MOST_DECIMALS } from '../cell-words'

/** Digits after the point for each column: as many as any value seen so far needs, so that numbers of a column align. */
export function useDecimals(columns: readonly ColumnInfo[]) {
  const [decimals, setDecimals] = useState<readonly number[]>([])
  const onRows = useCallback(
    (rows: readonly RowCells[]) =>
      setDecimals((before) => {
        const needed = columns.map((column, index) => {
          const known = before[index] ?? 0
          if (known === MOST_DECIMALS || !isQuantity(column)) return known
          const values = rows.map((cells) => cells[index] ?? null)
          return Math.max(decimalsOf(column, values), known)
        })
        return needed.every((digits, index) => digits === before[index]) ? before : needed
      }),
    [columns],
  )
  return { decimals, onRows }
}
