import { z } from 'zod'
import { literal, text } from '../../contract/text'
import { defineStep } from '../define-step'
import { type Frame, isMissing, numbersOf, takeRows } from '../frame'
import { groupRows, rowsOfGroups } from '../groups'
import { type SqlRelation, sqlColumn } from '../sql/sql-relation'
import { columnName } from '../step-params'
import { reduced } from '../touched'

const params = z.object({
  /** Columns whose values must agree; all when empty. */
  columns: z.array(columnName()).default([]),
  keep: z.enum(['first', 'last', 'fullest', 'greatest', 'least', 'none']).default('first'),
  /** What is greatest or least. */
  by: columnName('numeric')
    .nullable()
    .default(null)
    .meta({ when: { keep: ['greatest', 'least'] } }),
})

/**
 * Leaves one row of those that agree in some columns: the first, the last, the one with the fewest missing values, or the one
 * with the greatest or least value of a column, of equals the first; or none of those that repeat. @throws columnMissing, columnNotNumeric
 */
export const removeDuplicates = defineStep({
  kind: 'remove-duplicates',
  group: 'rows',
  params,
  changesRows: () => true,
  apply(frame, { columns, keep, by }) {
    const names = columns.length > 0 ? columns : frame.columns.map(({ name }) => name)
    const worth = worthOf(frame, keep, by)
    const groups = rowsOfGroups(groupRows(frame, names))
    const kept = groups
      .filter((rows) => keep !== 'none' || rows.length === 1)
      .map((rows) => rows.reduce((best, row) => (worth(row) > worth(best) ? row : best)))
    return reduced(frame, takeRows(frame, Int32Array.from(kept).sort()))
  },
  toSql(relation, { columns, keep, by }) {
    const names = columns.length > 0 ? columns : relation.columns.map(({ name }) => name)
    const keys = names.flatMap((name) => sqlColumn(relation, name)?.sql ?? [])
    const best = bestSql(relation, keep, by)
    return best && keys.length === names.length ? { kind: 'distinct', keys, best } : null
  },
  withoutSql: 'place',
  words: ({ columns, keep }) => {
    const survivor = text(`steps.remove-duplicates.params.keep.options.${keep}`)
    return columns.length === 0
      ? text('steps.remove-duplicates.words.all', { survivor })
      : text('steps.remove-duplicates.words.by', { columns: columns.map(literal), survivor })
  },
})

/** The order in which the row that stays is the first; of equals the one that came first. */
function bestSql(relation: SqlRelation, keep: z.output<typeof params>['keep'], by: string | null): string[] | null {
  if (keep === 'none') return null
  if (keep === 'last') return [`${relation.place} DESC`]
  if (keep === 'fullest') return [relation.columns.map(({ sql }) => `(${sql} IS NULL)`).join(' + ')]
  if (keep === 'first' || by === null) return []
  const column = sqlColumn(relation, by)
  if (!column || column.storage === 'text') return null
  return [`${column.sql} IS NULL`, keep === 'greatest' ? `${column.sql} DESC` : column.sql]
}

/** How much a row deserves to stay. */
function worthOf(frame: Frame, keep: z.output<typeof params>['keep'], by: string | null): (row: number) => number {
  if (keep === 'last') return (row) => row
  if (keep === 'fullest') return (row) => -frame.columns.filter((column) => isMissing(column, row)).length
  if (keep === 'first' || by === null) return () => 0
  const { values } = numbersOf(frame, by)
  const sign = keep === 'greatest' ? 1 : -1
  return (row) => (Number.isNaN(values[row]) ? Number.NEGATIVE_INFINITY : sign * (values[row] as number))
}
