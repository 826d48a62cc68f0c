import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { defineStep } from '../define-step'
import { columnOf } from '../frame'
import { sqlColumn } from '../sql/sql-relation'
import { columnNames } from '../step-params'

const params = z.object({ columns: columnNames() })

/** Puts columns first, in this order; the others follow as they were. @throws columnMissing */
export const reorderColumns = defineStep({
  kind: 'reorder-columns',
  group: 'columns',
  params,
  apply(frame, { columns: names }) {
    const first = [...new Set(names)].map((name) => columnOf(frame, name))
    const rest = frame.columns.filter((column) => !first.includes(column))
    return { frame: { nRows: frame.nRows, columns: [...first, ...rest] }, touched: { rows: 0, cells: 0 } }
  },
  toSql(relation, { columns: names }) {
    const first = [...new Set(names)].map((name) => sqlColumn(relation, name))
    if (!first.every((column) => column !== undefined)) return null
    const rest = relation.columns.filter((column) => !first.includes(column))
    return { relation: { ...relation, columns: [...first, ...rest] }, touched: { every: 0 } }
  },
  withoutSql: null,
  words: ({ columns }) => text('steps.reorder-columns.words', { columns: columns.map(literal) }),
})
