import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import { withValues } from '../convert-column'
import { defineStep } from '../define-step'
import { columnOf, takeFrom } from '../frame'
import { groupRows, keyAt, rowsOfGroups } from '../groups'
import { columnName, columnNames } from '../step-params'
import { summaries, summarize } from '../summarize-column'

const params = z.object({
  rows: columnNames(),
  columns: columnName(),
  value: columnName(),
  summary: z.enum(summaries).default('sum'),
  /** A combination that does not occur: the summary of no rows (a sum of 0), or missing, as in pandas' `pivot_table`. */
  absent: z.enum(['summary', 'missing']).default('summary'),
})

const mostColumns = 500

/**
 * One row per combination of `rows` and one column per value of `columns`, sorted, with a summary of `value` in each cell.
 * Combinations that do not occur have the summary of no rows, or are missing. @throws columnMissing, columnNotNumeric, pivotTooWide
 */
export const pivot = defineStep({
  kind: 'pivot',
  group: 'shape',
  params,
  changesRows: () => true,
  apply(frame, { rows: names, columns: across, value, summary, absent }) {
    const groups = groupRows(frame, names)
    const spread = columnOf(frame, across)
    const levels = [...new Set(Array.from({ length: frame.nRows }, (_, row) => keyAt(spread, row)))]
      .filter((level) => level !== null)
      .sort((a, b) => (a < b ? -1 : 1))
    if (levels.length > mostColumns)
      throw failure('pivotTooWide', { column: across, levels: levels.length, most: mostColumns })
    const members = rowsOfGroups(groups)
    const made = levels.map((level) => {
      const parts = members.map((rows) => rows.filter((row) => keyAt(spread, row) === level))
      const column = summarize(frame, parts, { column: value, summary, name: `${across}_${level}` })
      const none = parts.flatMap((rows, group) => (absent === 'missing' && rows.length === 0 ? [group] : []))
      return none.length > 0 ? withValues(column, new Map(none.map((group) => [group, null]))) : column
    })
    const keys = names.map((name) => takeFrom(columnOf(frame, name), groups.firsts))
    const columns = [...keys, ...made]
    return {
      frame: { nRows: groups.count, columns },
      touched: { rows: frame.nRows, cells: groups.count * made.length },
    }
  },
  withoutSql: 'columns',
  words: ({ rows, columns, value, summary }) =>
    text('steps.pivot.words', {
      rows: rows.map(literal),
      columns: literal(columns),
      value: literal(value),
      summary: text(`steps.aggregate.params.summary.options.${summary}`),
    }),
})
