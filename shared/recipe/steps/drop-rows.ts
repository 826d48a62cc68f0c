import { z } from 'zod'
import { literal, quantity, text } from '../../contract/text'
import { readCell } from '../convert-column'
import { defineStep } from '../define-step'
import { columnOf, type Frame, takeRows } from '../frame'
import { keyAt } from '../groups'
import { cellIs } from '../sql/cell-sql'
import { sqlColumn } from '../sql/sql-relation'
import { columnNames } from '../step-params'
import { reduced } from '../touched'
import { otherRows } from './filter-rows'

const dropped = z.object({
  /** 0-based row of the table as it is before this step. */
  row: z.int().min(0),
  /** What stood there, one value per column; dates are written 2024-03-05, null is missing. */
  was: z.array(z.union([z.string(), z.number(), z.null()])),
})
const params = z.object({
  /** Columns by whose values a row is known again. */
  columns: columnNames(),
  rows: z.array(dropped).min(1),
})

/** Beyond this a statement would grow too long. */
const mostInSql = 100

/**
 * Leaves out single rows that somebody has chosen. A row is known by what stands in it: when it has moved it is looked for, and when
 * it is not there any more nothing is left out for it, and that is counted. @throws columnMissing
 */
export const dropRows = defineStep({
  kind: 'drop-rows',
  group: 'rows',
  params,
  changesRows: () => true,
  apply(frame, { columns, rows }) {
    const contentOf = contentReader(frame, columns)
    const found = new Set<number>()
    const moved = new Map<string, number>()
    for (const { row, was } of rows) {
      const wanted = keyOf(frame, columns, was)
      if (row < frame.nRows && !found.has(row) && contentOf(row) === wanted) found.add(row)
      else moved.set(wanted, (moved.get(wanted) ?? 0) + 1)
    }
    const absent = moved.size > 0 ? lookFor(moved, found, frame.nRows, contentOf) : 0
    const kept = otherRows(Int32Array.from(found).sort(), frame.nRows)
    const notes = absent > 0 ? [text('steps.drop-rows.absent', { rows: quantity(absent, 'count') })] : []
    return { ...reduced(frame, takeRows(frame, kept)), notes }
  },
  toSql(relation, { columns: names, rows }) {
    const columns = names.map((name) => sqlColumn(relation, name))
    // Which rows these are is plain only where all are in their places.
    const isClear = new Set(rows.map(({ row }) => row)).size === rows.length && rows.length <= mostInSql
    if (relation.where.length > 0 || !isClear || !columns.every((column) => column !== undefined)) return null
    const needs = rows.map(({ row, was }) => {
      const same = columns.map((column, j) => cellIs(column, was[j] ?? null))
      return same.includes(null) ? null : [`${relation.place} = ${row}`, ...same].join(' AND ')
    })
    if (!needs.every((need) => need !== null)) return null
    const limit = `${relation.place} NOT IN (${rows.map(({ row }) => row).join(', ')})`
    return { relation: { ...relation, where: [limit] }, touched: 'removed rows', needs }
  },
  withoutSql: 'place',
  words: ({ columns, rows }) =>
    text('steps.drop-rows.words', { count: quantity(rows.length, 'count'), columns: columns.map(literal) }),
})

/** What stands in a row, as one text. */
function contentReader(frame: Frame, names: readonly string[]): (row: number) => string {
  const columns = names.map((name) => columnOf(frame, name))
  return (row) => JSON.stringify(columns.map((column) => keyAt(column, row)))
}

function keyOf(frame: Frame, columns: readonly string[], was: readonly (string | number | null)[]): string {
  return JSON.stringify(columns.map((name, j) => readCell(columnOf(frame, name), was[j] ?? null) ?? null))
}

/** Finds rows elsewhere; returns for how many there is none. */
function lookFor(
  moved: Map<string, number>,
  found: Set<number>,
  nRows: number,
  contentOf: (row: number) => string,
): number {
  let left = [...moved.values()].reduce((total, count) => total + count, 0)
  for (let row = nRows - 1; row >= 0 && left > 0; row--) {
    if (found.has(row)) continue
    const content = contentOf(row)
    const count = moved.get(content) ?? 0
    if (count === 0) continue
    moved.set(content, count - 1)
    found.add(row)
    left--
  }
  return left
}
