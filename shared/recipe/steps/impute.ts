import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, type Text, text } from '../../contract/text'
import { alongLine } from '../../math/imputation/along-line'
import { imputeByModel } from '../../math/imputation/impute-by-model'
import { imputeByNeighbours } from '../../math/imputation/impute-by-neighbours'
import { median } from '../../math/quantile'
import { range } from '../../math/scaling'
import { mean } from '../../math/sum'
import { readCell, withValues } from '../convert-column'
import { defineStep, type StepContext } from '../define-step'
import {
  columnOf,
  type Frame,
  type FrameColumn,
  freeName,
  isMissing,
  type NumberColumn,
  numberColumn,
  numbersOf,
  withColumn,
} from '../frame'
import { groupRows, keyAt, rowsOfGroups } from '../groups'
import { learnedValues, learnFrom, learningRows } from '../learning-rows'
import { cellSql } from '../sql/cell-sql'
import { sqlColumn, withSqlColumn } from '../sql/sql-relation'
import { columnName, columnNames } from '../step-params'
import { changed } from '../touched'
import { sortedRows } from './sort-rows'

const methods = [
  'constant',
  'mean',
  'median',
  'mode',
  'least',
  'greatest',
  'group-mean',
  'group-median',
  'group-mode',
  'k-nearest',
  'model',
  'previous',
  'next',
  'between',
] as const
const ofGroups = { 'group-mean': mean, 'group-median': median } as const
const inOrder = ['previous', 'next', 'between'] as const

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
    .meta({ when: { method: ['group-mean', 'group-median', 'group-mode', ...inOrder] } }),
  orderBy: columnName()
    .nullable()
    .default(null)
    .meta({ when: { method: [...inOrder] } }),
  /** Gaps in a row that are filled at most; all when absent. */
  most: z
    .int()
    .min(1)
    .nullable()
    .default(null)
    .meta({ when: { method: ['previous', 'next'] } }),
  neighbours: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .meta({ when: { method: ['k-nearest'] } }),
  /** Whether all neighbours count alike, or each by 1 / distance. */
  weights: z
    .enum(['uniform', 'distance'])
    .default('uniform')
    .meta({ when: { method: ['k-nearest'] } }),
  /** Compares columns in units of their standard deviation, so that none outweighs the others; `KNNImputer` takes them as they are. */
  standardize: z
    .boolean()
    .default(false)
    .meta({ when: { method: ['k-nearest'] } }),
  rounds: z
    .int()
    .min(1)
    .max(100)
    .default(10)
    .meta({ when: { method: ['model'] } }),
  /** A column of 1 and 0 beside each that had gaps (`MissingIndicator`). */
  mark: z.boolean().default(false),
  learnFrom: learnFrom(),
})
type Params = z.output<typeof params>

/** Distances computed at most: about a minute. */
const mostDistances = 2e10

/**
 * Fills missing values. `mean`, `median`, `mode` (the smallest of the most frequent) and `constant` are scikit-learn's
 * `SimpleImputer`, `k-nearest` its `KNNImputer`, `model` its `IterativeImputer`; `group-…` is that of the rows that agree in `by`, else of
 * all; `previous` and `next` carry a value on in the order of `orderBy`, within `by`; `between` lies on the straight line between both
 * neighbours (by `orderBy`, else row by row), and is left missing at the ends. Whole numbers may become fractions.
 * @throws columnMissing, columnNotNumeric, columnEmpty, cellValueInvalid, imputeTooLarge, imputeAlone, learnFromNothing
 */
export const impute = defineStep({
  kind: 'impute',
  group: 'values',
  params,
  apply(frame, given, context) {
    const { frame: after, notes } = fill(frame, given, context)
    return { ...changed(frame, given.mark ? withMarks(frame, after, given.columns) : after), notes }
  },
  toSql(relation, { columns, method, value, mark }) {
    if (method !== 'constant' || mark) return null
    let after = relation
    const cells: string[] = []
    for (const name of new Set(columns)) {
      const column = sqlColumn(relation, name)
      const filler = column ? cellSql(column.storage, value) : null
      if (!column || filler === null || filler === 'NULL') return null
      cells.push(`${column.sql} IS NULL`)
      after = withSqlColumn(after, { ...column, sql: `coalesce(${column.sql}, ${filler})` })
    }
    return { relation: after, touched: { cells } }
  },
  withoutSql: 'values',
  words: ({ columns, method }) =>
    text('steps.impute.words', {
      columns: columns.map(literal),
      method: text(`steps.impute.params.method.options.${method}`),
    }),
})

function fill(frame: Frame, given: Params, context: StepContext): { frame: Frame; notes: Text[] } {
  const { columns, method } = given
  if (method === 'k-nearest' || method === 'model') return fillTogether(frame, given, context)
  const marks = learningRows(frame, given.learnFrom)
  let after = frame
  for (const name of columns) after = withColumn(after, fillOne(frame, columnOf(frame, name), marks, given))
  return { frame: after, notes: [] }
}

const simple = {
  mean,
  median,
  least: (values: Float64Array) => range(values).min,
  greatest: (values: Float64Array) => range(values).max,
} as const

function fillOne(frame: Frame, column: FrameColumn, marks: Uint8Array | null, given: Params): FrameColumn {
  const { method, value, by } = given
  const gaps = gapsOf(column, frame.nRows)
  if (gaps.length === 0) return column
  if (method === 'previous' || method === 'next') return carry(frame, column, { ...given, method })
  if (method === 'between') return interpolated(frame, numbersOf(frame, column.name), given)
  const same = (filler: number | string | null) => withValues(column, new Map(gaps.map((row) => [row, filler])))
  if (method === 'constant') return same(constantFor(column, value))
  const learned = (row: number) => !isMissing(column, row) && (marks === null || marks[row] === 1)
  const known = Int32Array.from({ length: frame.nRows }, (_, row) => row).filter(learned)
  if (known.length === 0) throw failure('columnEmpty', { column: column.name }, { column: column.name })
  if (method === 'mode') return same(modeOf(column, known))
  const fillers = groupFillers(frame, by, known)
  if (method === 'group-mode')
    return withValues(
      column,
      fillers(gaps, (rows) => modeOf(column, rows)),
    )
  const numbers = numbersOf(frame, column.name)
  const at = (rows: Int32Array) => Float64Array.from(rows, (row) => numbers.values[row] as number)
  if (method === 'group-mean' || method === 'group-median') {
    const found = fillers(gaps, (rows) => ofGroups[method](at(rows)))
    return filledNumbers(numbers, gaps, (row) => found.get(row) as number)
  }
  const filler = simple[method as keyof typeof simple](at(known))
  return filledNumbers(numbers, gaps, () => filler)
}

function gapsOf(column: FrameColumn, nRows: number): number[] {
  return Array.from({ length: nRows }, (_, row) => row).filter((row) => isMissing(column, row))
}

/** Which rows had a gap in each column. */
function withMarks(before: Frame, after: Frame, names: readonly string[]): Frame {
  return names.reduce((marked, name) => {
    const column = columnOf(before, name)
    const values = Float64Array.from({ length: before.nRows }, (_, row) => (isMissing(column, row) ? 1 : 0))
    return withColumn(
      marked,
      numberColumn(freeName(marked, `${name}_missing`), 'integer', values, { measureType: 'nominal' }),
    )
  }, after)
}

/** A value for each gap by the known rows of its group, else by all known rows. */
function groupFillers(frame: Frame, by: readonly string[], known: Int32Array) {
  return <T>(gaps: readonly number[], summary: (rows: Int32Array) => T): Map<number, T> => {
    const { ids, count } = groupRows(frame, by)
    const members = rowsOfGroups({ ids: known.map((row) => ids[row] as number), count, firsts: known })
    const whole = summary(known)
    const found = members.map((places) =>
      places.length === 0 ? whole : summary(places.map((place) => known[place] as number)),
    )
    return new Map(gaps.map((row) => [row, found[ids[row] as number] as T]))
  }
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
function modeOf(column: FrameColumn, rows: Int32Array): number | string {
  const counts = new Map<number | string, number>()
  for (const row of rows) {
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

function carry(
  frame: Frame,
  column: FrameColumn,
  { method, by, orderBy, most }: Pick<Params, 'by' | 'orderBy' | 'most'> & { method: 'previous' | 'next' },
): FrameColumn {
  const order = sortedRows(frame, orderBy === null ? [] : [{ column: orderBy, descending: false }])
  if (method === 'next') order.reverse()
  const { ids, count } = groupRows(frame, by)
  const last: (number | string | null)[] = Array.from({ length: count }, () => null)
  const filled = new Int32Array(count)
  const changes = new Map<number, number | string | null>()
  for (const row of order) {
    const group = ids[row] as number
    const value = keyAt(column, row)
    if (value !== null) {
      last[group] = value
      filled[group] = 0
    } else if (last[group] !== null && (most === null || (filled[group] as number) < most)) {
      changes.set(row, last[group] as number | string)
      filled[group] = (filled[group] as number) + 1
    }
  }
  return withValues(column, changes)
}

/** Gaps on the straight line between their neighbours, by the values of a column or row by row. */
function interpolated(frame: Frame, column: NumberColumn, { by, orderBy }: Params): NumberColumn {
  const order = sortedRows(frame, orderBy === null ? [] : [{ column: orderBy, descending: false }])
  const { ids, count } = groupRows(frame, by)
  const axis = orderBy === null ? null : numbersOf(frame, orderBy).values
  const found = new Map<number, number>()
  for (const places of rowsOfGroups({ ids: order.map((row) => ids[row] as number), count, firsts: order })) {
    const rows = places.map((place) => order[place] as number)
    const positions = Float64Array.from(rows, (row, i) => (axis ? (axis[row] as number) : i))
    const values = Float64Array.from(rows, (row) => column.values[row] as number)
    for (const [i, value] of alongLine(positions, values).entries())
      if (Number.isNaN(values[i])) found.set(rows[i] as number, value)
  }
  const gaps = [...found.keys()]
  return filledNumbers(column, gaps, (row) => found.get(row) as number)
}

/** Columns that fill each other. */
function fillTogether(frame: Frame, given: Params, context: StepContext): { frame: Frame; notes: Text[] } {
  const { columns, method, neighbours, rounds } = given
  const numbers = columns.map((name) => numbersOf(frame, name))
  if (columns.length < 2) throw failure('imputeAlone', { column: columns[0] ?? '' }, { parameter: 'columns' })
  const marks = learningRows(frame, given.learnFrom)
  for (const { name, values } of numbers) learnedValues(name, values, marks)
  const check = () => {
    if (context.cancelled()) throw failure('cancelled')
  }
  const lists = numbers.map(({ values }) => values)
  if (method === 'k-nearest') {
    const gaps = Array.from({ length: frame.nRows }, (_, i) => i).filter((i) =>
      lists.some((values) => Number.isNaN(values[i])),
    )
    if (gaps.length * frame.nRows * lists.length > mostDistances) throw failure('imputeTooLarge', { rows: gaps.length })
    const options = { ...given, k: neighbours, learned: marks }
    return { frame: replaced(frame, numbers, imputeByNeighbours(lists, options, check)), notes: [] }
  }
  const { columns: filled, converged } = imputeByModel(lists, rounds, check, marks)
  const notes = converged ? [] : [text('steps.impute.notConverged', { rounds })]
  return { frame: replaced(frame, numbers, filled), notes }
}

function replaced(frame: Frame, columns: readonly NumberColumn[], lists: readonly Float64Array[]): Frame {
  return columns.reduce(
    (after, column, j) => withColumn(after, withStorage({ ...column, values: lists[j] as Float64Array })),
    frame,
  )
}
