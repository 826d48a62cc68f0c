import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, text } from '../../contract/text'
import { defineStep } from '../define-step'
import { columnOf, type Frame, takeFrom } from '../frame'
import { groupRows, rowsOfGroups } from '../groups'
import { sqlColumn } from '../sql/sql-relation'
import { summarySql } from '../sql/summary-sql'
import { columnName } from '../step-params'
import { summaries, summarize } from '../summarize-column'

const params = z.object({
  by: z.array(columnName()).default([]),
  aggregates: z
    .array(
      z.object({
        /** What is summarised; `count` needs none. */
        column: columnName().nullable().default(null),
        summary: z.enum(summaries),
        name: z.string().trim().nullable().default(null),
      }),
    )
    .min(1),
})

/**
 * One row per group of rows that agree in `by`, in order of first appearance, with summaries of their values; all rows are
 * one group when `by` is empty. Missing values are left out of summaries. @throws columnMissing, columnNotNumeric, columnNameTaken
 */
export const aggregate = defineStep({
  kind: 'aggregate',
  group: 'shape',
  params,
  changesRows: () => true,
  apply(frame, { by, aggregates }) {
    const groups = groupRows(frame, by)
    const rows = rowsOfGroups(groups)
    const keys = by.map((name) => takeFrom(columnOf(frame, name), groups.firsts))
    const made = aggregates.map(({ column, summary, name }) =>
      summarize(frame, rows, { column, summary, name: name || nameOf(column, summary) }),
    )
    const columns = [...keys, ...made]
    const repeated = columns.find(({ name }, i) => columns.findIndex((other) => other.name === name) !== i)?.name
    if (repeated !== undefined) throw failure('columnNameTaken', { column: repeated }, { column: repeated })
    const after: Frame = { nRows: groups.count, columns }
    return { frame: after, touched: { rows: frame.nRows, cells: groups.count * made.length } }
  },
  toSql(relation, { by, aggregates }) {
    const keys = by.map((name) => sqlColumn(relation, name))
    const made = aggregates.map(({ column, summary, name }) =>
      summarySql(relation, { column, summary, name: name || nameOf(column, summary) }),
    )
    if (!keys.every((key) => key !== undefined) || !made.every((column) => column !== null)) return null
    const names = [...keys, ...made].map(({ name }) => name)
    return new Set(names).size === names.length ? { kind: 'group', keys, made } : null
  },
  withoutSql: 'summary',
  words: ({ by, aggregates }) => {
    const made = aggregates.map(({ column, summary }) =>
      text('steps.aggregate.part', {
        summary: text(`steps.aggregate.params.summary.options.${summary}`),
        column: literal(column ?? ''),
      }),
    )
    return by.length === 0
      ? text('steps.aggregate.words.all', { summaries: made })
      : text('steps.aggregate.words.by', { by: by.map(literal), summaries: made })
  },
})

function nameOf(column: string | null, summary: string): string {
  return column === null ? summary : `${column}_${summary}`
}
