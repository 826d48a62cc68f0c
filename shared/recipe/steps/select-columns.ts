import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import { defineStep } from '../define-step'
import { columnPlace } from '../frame'
import { sqlColumn } from '../sql/sql-relation'
import { columnNames } from '../step-params'

const params = z.object({ columns: columnNames(), keep: z.enum(['these', 'others']).default('these') })

/** Keeps some columns, in the table's order, or drops them. @throws columnMissing, noColumnsLeft */
export const selectColumns = defineStep({
  kind: 'select-columns',
  group: 'columns',
  params,
  apply(frame, { columns: names, keep }) {
    const places = new Set(names.map((name) => columnPlace(frame, name)))
    const columns = frame.columns.filter((_, i) => places.has(i) === (keep === 'these'))
    if (columns.length === 0) throw failure('noColumnsLeft')
    const dropped = frame.columns.length - columns.length
    const touched = { rows: dropped > 0 ? frame.nRows : 0, cells: dropped * frame.nRows }
    return { frame: { nRows: frame.nRows, columns }, touched }
  },
  toSql(relation, { columns: names, keep }) {
    if (!names.every((name) => sqlColumn(relation, name))) return null
    const columns = relation.columns.filter(({ name }) => names.includes(name) === (keep === 'these'))
    if (columns.length === 0) return null
    return { relation: { ...relation, columns }, touched: { every: relation.columns.length - columns.length } }
  },
  withoutSql: null,
  words: ({ columns, keep }) => text(`steps.select-columns.words.${keep}`, { columns: columns.map(literal) }),
})
