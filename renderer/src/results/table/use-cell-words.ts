import type { TableCell, TableColumn } from '@shared/contract/result-elements'
import { useCallback } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import type { ColumnFacts } from './column-facts'

/** Answers a function that says a cell as the reader expects it. */
export function useCellWords(): (cell: TableCell, column: TableColumn, facts: ColumnFacts | undefined) => string {
  const t = useText()
  const format = useFormat()
  return useCallback(
    (cell, column, facts) => {
      if (cell === null) return '–'
      if (typeof cell === 'number') return format.number(cell, column.unit ?? 'number', facts?.decimals)
      if (typeof cell === 'boolean') return t(cell ? 'results.yes' : 'results.no')
      return typeof cell === 'string' ? cell : t(cell)
    },
    [t, format],
  )
}
