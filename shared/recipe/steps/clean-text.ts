import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import { mapLevels, type TextVector } from '../../formula/vector'
import { defineStep } from '../define-step'
import { columnOf, type Frame, type TextColumn, textColumn, withColumn } from '../frame'
import { sqlColumn, withSqlColumn } from '../sql/sql-relation'
import { columnNames } from '../step-params'
import { changed } from '../touched'

const actions = {
  trim: (words: string) => words.trim(),
  spaces: (words: string) => words.replace(/\s+/g, ' ').trim(),
  lower: (words: string) => words.toLowerCase(),
  upper: (words: string) => words.toUpperCase(),
  title: (words: string) => words.toLowerCase().replace(/(^|[^\p{L}\p{N}'’])(\p{L})/gu, (all) => all.toUpperCase()),
  width: (words: string) => words.normalize('NFKC'),
}
const names = Object.keys(actions) as (keyof typeof actions)[]
export type CleanAction = keyof typeof actions

/** A text tidied by these actions, one after the other. */
export function cleaned(words: string, wanted: readonly CleanAction[]): string {
  return wanted.reduce((all, action) => actions[action](all), words)
}

const params = z.object({ columns: columnNames('text'), actions: z.array(z.enum(names)).min(1) })

/** What counts as blank around a text, for SQL: what `trim` takes away. */
const blanksSql = `char(${blankCodes().join(', ')})`

function blankCodes(): number[] {
  return Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => String.fromCharCode(code).trim() === '')
}

/** Tidies texts, one action after the other; a text of which nothing is left becomes missing. @throws columnMissing, columnNotText */
export const cleanText = defineStep({
  kind: 'clean-text',
  group: 'values',
  params,
  apply(frame, { columns, actions: wanted }) {
    const clean = (words: string) => cleaned(words, wanted)
    let after = frame
    for (const name of columns) after = withColumn(after, changeTexts(textsOf(frame, name), clean))
    return changed(frame, after)
  },
  toSql(relation, { columns, actions: wanted }) {
    if (wanted.some((action) => action !== 'trim')) return null
    let after = relation
    const cells: string[] = []
    for (const name of new Set(columns)) {
      const column = sqlColumn(relation, name)
      if (column?.storage !== 'text') return null
      const made = `nullif(trim(${column.sql}, ${blanksSql}), '')`
      cells.push(`${column.sql} IS NOT ${made}`)
      after = withSqlColumn(after, { ...column, sql: made })
    }
    return { relation: after, touched: { cells } }
  },
  withoutSql: 'letters',
  words: ({ columns, actions: wanted }) =>
    text('steps.clean-text.words', {
      columns: columns.map(literal),
      actions: wanted.map((action) => text(`steps.clean-text.params.actions.options.${action}`)),
    }),
})

/** A text column by name. @throws columnMissing, columnNotText */
export function textsOf(frame: Frame, name: string): TextColumn {
  const column = columnOf(frame, name)
  if (column.kind !== 'categorical') throw failure('columnNotText', { column: name }, { column: name })
  return column
}

/** Every text of a column changed, once per distinct text; an empty one becomes missing. */
export function changeTexts(column: TextColumn, change: (words: string) => string): TextColumn {
  const vector: TextVector = { type: 'text', codes: column.codes, levels: column.levels, step: 1 }
  const { codes, levels } = mapLevels(vector, change)
  const empty = levels.indexOf('')
  const { name, measureType, role } = column
  return textColumn(name, empty < 0 ? codes : codes.map((code) => (code === empty ? -1 : code)), levels, {
    measureType,
    role,
  })
}
