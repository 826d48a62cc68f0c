import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, type Text, text } from '../../contract/text'
import { isoDate } from '../../dataset/iso-text'
import type { StorageType } from '../../dataset/schema'
import { realLiteral } from '../../formula/formula-sql'
import { imputeByModel } from '../../math/imputation/impute-by-model'
import { imputeByNeighbours } from '../../math/imputation/impute-by-neighbours'
import { median } from '../../math/quantile'
import { mean } from '../../math/sum'
import { readCell, withValues } from '../convert-column'
import { defineStep, type StepContext } from '../define-step'
import {
  columnOf,
  type Frame,
  type FrameColumn,
  isMissing,
  type NumberColumn,
  numberColumn,
  numbersOf,
  textColumnOf,
  withColumn,
} from '../frame'
import { groupRows, keyAt, present, rowsOfGroups } from '../groups'
import { sqlColumn, sqlText, withSqlColumn } from '../sql/sql-relation'
import { columnName, columnNames } from '../step-params'
import { changed } from '../touched'
import { sortedRows } from './sort-rows'

const methods = [
  'constant',
  'mean',
  'median',
  'mode',
  'group-median',
  'k-nearest',
  'model',
  'previous',
  'next',
] as const

const params = z.object({
  columns: columnNames(),
  method: z.enum(methods).default('median'),
  value: z
    .union([z.string(), z.number()])
    .nullable()
    .default(null)
    .meta({ when: { method: ['constant'] } }),
  by: z
    .array(columnName())
    .default([])
    .meta({ when: { method: ['group-median', 'previous', 'next'] } }),
  orderBy: columnName()
    .nullable()
    .default(null)
    .meta({ when: { method: ['previous', 'next'] } }),
  neighbours: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .meta({ when: { method: ['k-nearest'] } }),
  rounds: z
    .int()
    .min(1)
    .max(100)
    .default(10)
    .meta({ when: { method: ['model'] } }),
})
type Params = z.output<typeof params>

/** Distances computed at most: about a minute. */
const mostDistances = 2e10

/**
 * Fills missing values. `mean`, `median`, `mode` (the smallest of the most frequent) and `constant` are scikit-learn's
 * `SimpleImputer`, `k-nearest` its `KNNImputer`, `model` its `IterativeImputer`; `group-median` is the median of the rows that agree in
 * `by`, else of all; `previous` and `next` carry a value on in the order of `orderBy`, within `by`. Whole numbers may become fractions.
 * @throws columnMissing, columnNotNumeric, columnEmpty, cellValueInvalid, imputeTooLarge
 */
export const impute = defineStep({
  kind: 'impute',
  group: 'values',
  params,
  apply(frame, given, context) {
    const { frame: after, notes } = fill(frame, given, context)
    return { ...changed(frame, after), notes }
  },
  toSql(relation, { columns, method, value }) {
    if (method !== 'constant') return null
    let after = relation
    const cells: string[] = []
    for (const name of new Set(columns)) {
      const column = sqlColumn(relation, name)
      if (!column?.storage || column.storage === 'datetime') return null
      const filler = fillerSql(column.storage, value)
      if (filler === null) return null
      cells.push(`${column.sql} IS NULL`)
      after = withSqlColumn(after, { ...column, sql: `coalesce(${column.sql}, ${filler})` })
    }
    return { relation: after, touched: { cells } }
  },
  words: ({ columns, method }) =>
    text('steps.impute.words', {
      columns: columns.map(literal),
      method: text(`steps.impute.params.method.options.${method}`),
    }),
})

/** A constant as SQL; null when the column cannot hold it, which the step then says. */
function fillerSql(storage: Exclude<StorageType, 'datetime'>, value: Params['value']): string | null {
  const empty = storage === 'text' ? textColumnOf('', []) : numberColumn('', storage, new Float64Array(0))
  const read = readCell(empty, value)
  if (read === undefined || read === null) return null
  if (typeof read === 'string') return read.includes('\0') ? null : sqlText(read)
  if (storage === 'date') return sqlText(isoDate(read))
  return storage === 'integer' ? String(read) : realLiteral(read)
}

function fill(frame: Frame, given: Params, context: StepContext): { frame: Frame; notes: Text[] } {
  const { columns, method } = given
  if (method === 'k-nearest' || method === 'model') return fillTogether(frame, given, context)
  let after = frame
  for (const name of columns) after = withColumn(after, fillOne(frame, columnOf(frame, name), given))
  return { frame: after, notes: [] }
}

function fillOne(frame: Frame, column: FrameColumn, { method, value, by, orderBy }: Params): FrameColumn {
  const gaps = Array.from({ length: frame.nRows }, (_, row) => row).filter((row) => isMissing(column, row))
  if (gaps.length === 0) return column
  if (method === 'previous' || method === 'next') return carry(frame, column, { method, by, orderBy })
  const same = (filler: number | string | null) => withValues(column, new Map(gaps.map((row) => [row, filler])))
  if (method === 'constant') return same(constantFor(column, value))
  if (gaps.length === frame.nRows) throw failure('columnEmpty', { column: column.name }, { column: column.name })
  if (method === 'mode') return same(modeOf(column, frame.nRows))
  const numbers = numbersOf(frame, column.name)
  if (method === 'group-median') return withGroupMedians(frame, numbers, by)
  const values = present(numbers.values)
  const filler = method === 'mean' ? mean(values) : median(values)
  return filledNumbers(numbers, gaps, () => filler)
}

function constantFor(column: FrameColumn, value: Params['value']): number | string | null {
  const read = readCell(column, value)
  if (read !== undefined && read !== null) return read
  const type = text(`steps.retype-columns.params.to.options.${column.storage}`)
  throw failure(
    'cellValueInvalid',
    { value: String(value ?? ''), column: column.name, type },
    { column: column.name, parameter: 'value' },
  )
}

/** The most frequent value; of several the smallest. */
function modeOf(column: FrameColumn, nRows: number): number | string {
  const counts = new Map<number | string, number>()
  for (let row = 0; row < nRows; row++) {
    const key = keyAt(column, row)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let best: [number | string, number] = ['', 0]
  for (const [key, count] of counts) if (count > best[1] || (count === best[1] && key < best[0])) best = [key, count]
  return best[0]
}

/** Numbers put into gaps; a column of whole numbers becomes one of fractions where they are. */
function filledNumbers(column: NumberColumn, gaps: readonly number[], fillerAt: (row: number) => number): NumberColumn {
  const values = column.values.slice()
  for (const row of gaps) values[row] = fillerAt(row)
  return withStorage({ ...column, values })
}

function withStorage(column: NumberColumn): NumberColumn {
  const { storage, values } = column
  if (storage === 'date' || storage === 'datetime')
    return { ...column, values: values.map(Math.round), storage: 'datetime' }
  const whole = values.every((value) => Number.isNaN(value) || Number.isSafeInteger(value))
  return storage === 'integer' && !whole ? { ...column, storage: 'real' } : column
}

function withGroupMedians(frame: Frame, column: NumberColumn, by: readonly string[]): NumberColumn {
  const whole = median(present(column.values))
  const groups = groupRows(frame, by)
  const medians = rowsOfGroups(groups).map((rows) => {
    const values = present(Float64Array.from(rows, (row) => column.values[row] as number))
    return values.length === 0 ? whole : median(values)
  })
  const gaps = Array.from({ length: frame.nRows }, (_, row) => row).filter((row) => isMissing(column, row))
  return filledNumbers(column, gaps, (row) => medians[groups.ids[row] as number] as number)
}

function carry(
  frame: Frame,
  column: FrameColumn,
  { method, by, orderBy }: Pick<Params, 'method' | 'by' | 'orderBy'>,
): FrameColumn {
  const order = sortedRows(frame, orderBy === null ? [] : [{ column: orderBy, descending: false }])
  if (method === 'next') order.reverse()
  const { ids, count } = groupRows(frame, by)
  const last: (number | string | null)[] = Array.from({ length: count }, () => null)
  const changes = new Map<number, number | string | null>()
  for (const row of order) {
    const group = ids[row] as number
    const value = keyAt(column, row)
    if (value !== null) last[group] = value
    else if (last[group] !== null) changes.set(row, last[group] as number | string)
  }
  return withValues(column, changes)
}

/** Columns that fill each other. */
function fillTogether(
  frame: Frame,
  { columns, method, neighbours, rounds }: Params,
  context: StepContext,
): { frame: Frame; notes: Text[] } {
  const numbers = columns.map((name) => numbersOf(frame, name))
  for (const { name, values } of numbers) {
    if (values.every(Number.isNaN)) throw failure('columnEmpty', { column: name }, { column: name })
  }
  const check = () => {
    if (context.cancelled()) throw failure('cancelled')
  }
  const lists = numbers.map(({ values }) => values)
  if (method === 'k-nearest') {
    const gaps = Array.from({ length: frame.nRows }, (_, i) => i).filter((i) =>
      lists.some((values) => Number.isNaN(values[i])),
    )
    if (gaps.length * frame.nRows * lists.length > mostDistances) throw failure('imputeTooLarge', { rows: gaps.length })
    return { frame: replaced(frame, numbers, imputeByNeighbours(lists, neighbours, check)), notes: [] }
  }
  const { columns: filled, converged } = imputeByModel(lists, rounds, check)
  const notes = converged ? [] : [text('steps.impute.notConverged', { rounds })]
  return { frame: replaced(frame, numbers, filled), notes }
}

function replaced(frame: Frame, columns: readonly NumberColumn[], lists: readonly Float64Array[]): Frame {
  return columns.reduce(
    (after, column, j) => withColumn(after, withStorage({ ...column, values: lists[j] as Float64Array })),
    frame,
  )
}
