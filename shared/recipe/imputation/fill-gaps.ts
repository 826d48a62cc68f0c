import { failure } from '../../contract/app-error'
import { type Text, text } from '../../contract/text'
import { imputeByModel } from '../../math/imputation/impute-by-model'
import { imputeByNeighbours } from '../../math/imputation/impute-by-neighbours'
import { median } from '../../math/quantile'
import { range } from '../../math/scaling'
import { mean } from '../../math/sum'
import { readCell, withValues } from '../convert-column'
import type { StepContext } from '../define-step'
import { columnOf, type Frame, type FrameColumn, isMissing, type NumberColumn, numbersOf, withColumn } from '../frame'
import { groupRows, keyAt, rowsOfGroups } from '../groups'
import { learnedValues, learningRows } from '../learning-rows'
import { carry, interpolated } from './fill-in-order'
import { filledNumbers, withStorage } from './filled-numbers'
import type { ImputeParams } from './impute-params'

const ofGroups = { 'group-mean': mean, 'group-median': median } as const

/** Distances computed at most: about a minute. */
const mostDistances = 2e10

/** The table with its gaps filled, and what to know about it. */
export function fillGaps(frame: Frame, given: ImputeParams, context: StepContext): { frame: Frame; notes: Text[] } {
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

function fillOne(frame: Frame, column: FrameColumn, marks: Uint8Array | null, given: ImputeParams): FrameColumn {
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

function constantFor(column: FrameColumn, value: ImputeParams['value']): number | string | null {
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

/** Columns that fill each other. */
function fillTogether(frame: Frame, given: ImputeParams, context: StepContext): { frame: Frame; notes: Text[] } {
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
