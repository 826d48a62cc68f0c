import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import { defineStep } from '../define-step'
import { columnPlace, type Frame } from '../frame'
import { sqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'

const params = z.object({
  columns: z.array(z.object({ from: columnName(), to: z.string().trim().min(1) })).min(1),
})

/** Gives columns other names. All are renamed at once, so that two can change names. @throws columnMissing, columnNameTaken */
export const renameColumns = defineStep({
  kind: 'rename-columns',
  group: 'columns',
  params,
  apply(frame, { columns }) {
    const names = frame.columns.map(({ name }) => name)
    for (const { from, to } of columns) names[columnPlace(frame, from)] = to
    const repeated = names.find((name, i) => names.indexOf(name) !== i)
    if (repeated !== undefined) throw failure('columnNameTaken', { column: repeated }, { column: repeated })
    return { frame: renamed(frame, names), touched: { rows: 0, cells: 0 } }
  },
  toSql(relation, { columns: renamings }) {
    if (!renamings.every(({ from }) => sqlColumn(relation, from))) return null
    const columns = relation.columns.map((column) => {
      const to = renamings.findLast(({ from }) => from === column.name)?.to
      return to === undefined ? column : { ...column, name: to }
    })
    const isClear = new Set(columns.map(({ name }) => name)).size === columns.length
    return isClear ? { relation: { ...relation, columns }, touched: { every: 0 } } : null
  },
  withoutSql: null,
  words: ({ columns }) =>
    text('steps.rename-columns.words', { columns: columns.map(({ from, to }) => literal(`${from} → ${to}`)) }),
})

function renamed(frame: Frame, names: readonly string[]): Frame {
  const columns = frame.columns.map((column, i) => {
    const name = names[i] as string
    return name === column.name ? column : { ...column, name }
  })
  return { nRows: frame.nRows, columns }
}
