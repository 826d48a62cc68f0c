import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { compareTexts } from '../../dataset/compare-texts'
import { defineStep } from '../define-step'
import { columnOf, type Frame, type FrameColumn, takeRows } from '../frame'
import { sqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'

const params = z.object({
  by: z.array(z.object({ column: columnName(), descending: z.boolean().default(false) })).min(1),
})

/** Sorts rows by columns; equal rows keep their order, missing values come last. Texts sort by their characters' codes. */
export const sortRows = defineStep({
  kind: 'sort-rows',
  group: 'rows',
  params,
  changesRows: () => true,
  apply(frame, { by }) {
    const rows = sortedRows(frame, by)
    const moved = rows.reduce((count, row, i) => count + (row === i ? 0 : 1), 0)
    return { frame: takeRows(frame, rows), touched: { rows: moved, cells: 0 } }
  },
  toSql(relation, { by }) {
    const keys = by.map(({ column, descending }) => ({ sql: sqlColumn(relation, column)?.sql, descending }))
    return keys.every((key): key is { sql: string; descending: boolean } => key.sql !== undefined)
      ? { kind: 'sort', by: keys }
      : null
  },
  withoutSql: null,
  words: ({ by }) =>
    text('steps.sort-rows.words', {
      columns: by.map(({ column, descending }) => literal(`${column} ${descending ? '↓' : '↑'}`)),
    }),
})

/** Rows in the order of some columns. */
export function sortedRows(frame: Frame, by: z.output<typeof params>['by']): Int32Array {
  const keys = by.map(({ column, descending }) => ({
    ranks: ranksOf(columnOf(frame, column)),
    sign: descending ? -1 : 1,
  }))
  return Int32Array.from({ length: frame.nRows }, (_, i) => i).sort((a, b) => {
    for (const { ranks, sign } of keys) {
      const [x, y] = [ranks[a] as number, ranks[b] as number]
      if (Number.isNaN(x) || Number.isNaN(y)) {
        if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1
      } else if (x !== y) return (x - y) * sign
    }
    return a - b
  })
}

/** Numbers in whose order the values are; missing is NaN. */
function ranksOf(column: FrameColumn): Float64Array {
  if (column.kind === 'numeric') return column.values
  const order = column.levels
    .map((_, i) => i)
    .sort((a, b) => compareTexts(column.levels[a] as string, column.levels[b] as string))
  const place = new Float64Array(order.length)
  for (const [rank, code] of order.entries()) place[code] = rank
  return Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : (place[code] as number)))
}
