import { alongLine } from '../../math/imputation/along-line'
import { withValues } from '../convert-column'
import { type Frame, type FrameColumn, type NumberColumn, numbersOf } from '../frame'
import { groupRows, keyAt, rowsOfGroups } from '../groups'
import { sortedRows } from '../steps/sort-rows'
import { filledNumbers } from './filled-numbers'
import type { ImputeParams } from './impute-params'

/** Gaps take the value before (or after) them in order, within their group. */
export function carry(
  frame: Frame,
  column: FrameColumn,
  { method, by, orderBy, most }: Pick<ImputeParams, 'by' | 'orderBy' | 'most'> & { method: 'previous' | 'next' },
): FrameColumn {
  const order = sortedRows(frame, orderBy === null ? [] : [{ column: orderBy, descending: false }])
  if (method === 'next') order.reverse()
  const { ids, count } = groupRows(frame, by)
  const last: (number | string | null)[] = Array.from({ length: count }, () => null)
  const filled = new Int32Array(count)
  const changes = new Map<number, number | string | null>()
  for (const row of order) {
    const group = ids[row] as number
    const value = keyAt(column, row)
    if (value !== null) {
      last[group] = value
      filled[group] = 0
    } else if (last[group] !== null && (most === null || (filled[group] as number) < most)) {
      changes.set(row, last[group] as number | string)
      filled[group] = (filled[group] as number) + 1
    }
  }
  return withValues(column, changes)
}

/** Gaps on the straight line between their neighbours, by the values of a column or row by row. */
export function interpolated(frame: Frame, column: NumberColumn, { by, orderBy }: ImputeParams): NumberColumn {
  const order = sortedRows(frame, orderBy === null ? [] : [{ column: orderBy, descending: false }])
  const { ids, count } = groupRows(frame, by)
  const axis = orderBy === null ? null : numbersOf(frame, orderBy).values
  const found = new Map<number, number>()
  for (const places of rowsOfGroups({ ids: order.map((row) => ids[row] as number), count, firsts: order })) {
    const rows = places.map((place) => order[place] as number)
    const positions = Float64Array.from(rows, (row, i) => (axis ? (axis[row] as number) : i))
    const values = Float64Array.from(rows, (row) => column.values[row] as number)
    for (const [i, value] of alongLine(positions, values).entries())
      if (Number.isNaN(values[i])) found.set(rows[i] as number, value)
  }
  const gaps = [...found.keys()]
  return filledNumbers(column, gaps, (row) => found.get(row) as number)
}
