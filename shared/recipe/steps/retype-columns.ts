import { z } from 'zod'
import { literal, quantity, text } from '../../contract/text'
import { measureTypeSchema, type StorageType, storageTypeSchema } from '../../dataset/schema'
import { convertColumn } from '../convert-column'
import { defineStep } from '../define-step'
import { columnOf, countMissing, withColumn } from '../frame'
import { type SqlColumn, sqlColumn, withSqlColumn } from '../sql/sql-relation'
import { columnNames } from '../step-params'
import { changed } from '../touched'

const params = z.object({
  columns: columnNames(),
  to: storageTypeSchema,
  measureType: measureTypeSchema.nullable().default(null),
})

/** Reads columns as another kind of value; what cannot be read becomes missing, and is counted. @throws columnMissing */
export const retypeColumns = defineStep({
  kind: 'retype-columns',
  group: 'columns',
  params,
  apply(frame, { columns, to, measureType }) {
    let after = frame
    let lost = 0
    for (const name of columns) {
      const column = columnOf(after, name)
      const converted = convertColumn(column, to, measureType)
      lost += countMissing(converted) - countMissing(column)
      after = withColumn(after, converted)
    }
    const notes = lost > 0 ? [text('steps.retype-columns.lost', { cells: quantity(lost, 'count') })] : []
    return { ...changed(frame, after), notes }
  },
  toSql(relation, { columns, to, measureType }) {
    let after = relation
    const cells: string[] = []
    for (const name of new Set(columns)) {
      const column = sqlColumn(relation, name)
      const made = column && retypedSql(column, to)
      if (!made) return null
      if (made.differs !== null) cells.push(made.differs)
      const kept = column.storage === 'text' ? column.measureType : undefined
      after = withSqlColumn(after, {
        name,
        sql: made.sql,
        storage: to,
        role: column.role,
        measureType: measureType ?? kept,
      })
    }
    return { relation: after, touched: cells.length > 0 ? { cells } : { every: 0 } }
  },
  withoutSql: 'kinds',
  words: ({ columns, to }) =>
    text('steps.retype-columns.words', {
      columns: columns.map(literal),
      to: text(`steps.retype-columns.params.to.options.${to}`),
    }),
})

/** The values in another storage, and where they then differ; null where SQL would read or write them otherwise. */
function retypedSql({ sql, storage }: SqlColumn, to: StorageType): { sql: string; differs: string | null } | null {
  const change = `${storage} ${to}`
  if (storage === to) return { sql, differs: null }
  if (change === 'integer real') return { sql: `CAST(${sql} AS REAL)`, differs: null }
  if (change === 'integer text') return { sql: `CAST(CAST(${sql} AS INTEGER) AS TEXT)`, differs: '1' }
  if (change === 'date text' || change === 'datetime text') return { sql, differs: '1' }
  if (change === 'date datetime') return { sql: `(${sql} || ' 00:00:00')`, differs: null }
  if (change === 'datetime date') return { sql: `substr(${sql}, 1, 10)`, differs: `substr(${sql}, 12) <> '00:00:00'` }
  return null
}
