import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { defineStep } from '../define-step'
import { withColumn } from '../frame'
import { sqlColumn, sqlText, withSqlColumn } from '../sql/sql-relation'
import { columnNames } from '../step-params'
import { changed } from '../touched'
import { changeTexts, textsOf } from './clean-text'

const params = z.object({
  columns: columnNames('text'),
  find: z.string().min(1),
  replacement: z.string().default(''),
  match: z.enum(['part', 'whole']).default('part'),
})

/** Puts a text in place of another, wherever it stands or where it is the whole cell. @throws columnMissing, columnNotText */
export const replaceValues = defineStep({
  kind: 'replace-values',
  group: 'values',
  params,
  apply(frame, { columns, find, replacement, match }) {
    const change =
      match === 'whole'
        ? (words: string) => (words === find ? replacement : words)
        : (words: string) => words.replaceAll(find, () => replacement)
    let after = frame
    for (const name of columns) after = withColumn(after, changeTexts(textsOf(frame, name), change))
    return changed(frame, after)
  },
  toSql(relation, { columns, find, replacement, match }) {
    if (`${find}${replacement}`.includes('\0')) return null
    const [old, by] = [sqlText(find), sqlText(replacement)]
    let after = relation
    const cells: string[] = []
    for (const name of new Set(columns)) {
      const column = sqlColumn(relation, name)
      if (column?.storage !== 'text') return null
      const { sql } = column
      const made =
        match === 'whole' ? `CASE WHEN ${sql} = ${old} THEN ${by} ELSE ${sql} END` : `replace(${sql}, ${old}, ${by})`
      const replaced = `nullif(${made}, '')`
      cells.push(`${sql} IS NOT ${replaced}`)
      after = withSqlColumn(after, { ...column, sql: replaced })
    }
    return { relation: after, touched: { cells } }
  },
  withoutSql: null,
  words: ({ columns, find, replacement }) =>
    text('steps.replace-values.words', {
      columns: columns.map(literal),
      find: literal(find),
      replacement: literal(replacement),
    }),
})
