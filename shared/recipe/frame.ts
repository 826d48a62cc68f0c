import { failure } from '../contract/app-error'
import type { CategoricalColumn, NumericColumn } from '../dataset/column'
import type { ColumnInfo, ColumnRole, MeasureType, StorageType } from '../dataset/schema'

/** Numbers or dates of a table; dates are milliseconds since 1970-01-01 of the written date read as UTC, missing is NaN. */
export interface NumberColumn extends NumericColumn {
  storage: Exclude<StorageType, 'text'>
  role: ColumnRole | null
}

/** Texts of a table: a code per row into `levels`, which are distinct but need be neither sorted nor all in use; missing is −1. */
export interface TextColumn extends CategoricalColumn {
  storage: 'text'
  role: ColumnRole | null
}

export type FrameColumn = NumberColumn | TextColumn

/** A whole table in memory. Frames are never changed: a step makes a new one that shares the columns it left alone. */
export interface Frame {
  readonly nRows: number
  readonly columns: readonly FrameColumn[]
}

/** What a new column is beside its values; the measure type follows from the storage when absent. */
export interface ColumnMeaning {
  measureType?: MeasureType
  role?: ColumnRole | null
}

/** A column of numbers or dates. @param storage how it is kept: `date` and `datetime` hold milliseconds */
export function numberColumn(
  name: string,
  storage: NumberColumn['storage'],
  values: Float64Array,
  {
    measureType = storage === 'integer' || storage === 'real' ? 'continuous' : 'time',
    role = null,
  }: ColumnMeaning = {},
): NumberColumn {
  return { kind: 'numeric', name, storage, measureType, role, values }
}

/** A column of texts from codes and levels. */
export function textColumn(
  name: string,
  codes: Int32Array,
  levels: readonly string[],
  { measureType = 'nominal', role = null }: ColumnMeaning = {},
): TextColumn {
  return { kind: 'categorical', name, storage: 'text', measureType, role, codes, levels }
}

/** A column of texts, one per row; null is missing. Cost: one look-up per row. */
export function textColumnOf(name: string, texts: readonly (string | null)[], meaning: ColumnMeaning = {}): TextColumn {
  const places = new Map<string, number>()
  const codes = Int32Array.from(texts, (words) => (words === null ? -1 : placeOf(places, words)))
  return textColumn(name, codes, [...places.keys()], meaning)
}

function placeOf(places: Map<string, number>, words: string): number {
  const known = places.get(words)
  if (known !== undefined) return known
  places.set(words, places.size)
  return places.size - 1
}

/** Position of a column by name. @throws columnMissing, with the names that exist */
export function columnPlace(frame: Frame, name: string): number {
  const place = frame.columns.findIndex((column) => column.name === name)
  if (place >= 0) return place
  const names = frame.columns.slice(0, 30).map((column) => column.name)
  const columns = names.join(', ') + (frame.columns.length > names.length ? ', …' : '')
  throw failure('columnMissing', { column: name, columns }, { column: name })
}

/** A column by name. @throws columnMissing */
export function columnOf(frame: Frame, name: string): FrameColumn {
  return frame.columns[columnPlace(frame, name)] as FrameColumn
}

/** A column of numbers or dates by name. @throws columnMissing, columnNotNumeric */
export function numbersOf(frame: Frame, name: string): NumberColumn {
  const column = columnOf(frame, name)
  if (column.kind !== 'numeric') throw failure('columnNotNumeric', { column: name }, { column: name })
  return column
}

/** The table with a column in place of the one of its name, or as its last. */
export function withColumn(frame: Frame, column: FrameColumn): Frame {
  const place = frame.columns.findIndex(({ name }) => name === column.name)
  const columns = place < 0 ? [...frame.columns, column] : frame.columns.with(place, column)
  return { nRows: frame.nRows, columns }
}

/** The rows of these positions, in that order; a position may repeat, −1 makes a row without values. */
export function takeRows(frame: Frame, rows: Int32Array): Frame {
  return { nRows: rows.length, columns: frame.columns.map((column) => takeFrom(column, rows)) }
}

/** A column's values at these positions; −1 is missing. */
export function takeFrom(column: FrameColumn, rows: Int32Array): FrameColumn {
  if (column.kind === 'numeric') {
    const values = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++)
      values[i] = rows[i] === -1 ? Number.NaN : (column.values[rows[i] as number] as number)
    return { ...column, values }
  }
  const codes = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) codes[i] = rows[i] === -1 ? -1 : (column.codes[rows[i] as number] as number)
  return { ...column, codes }
}

export function isMissing(column: FrameColumn, row: number): boolean {
  return column.kind === 'numeric' ? Number.isNaN(column.values[row]) : (column.codes[row] as number) < 0
}

/** Rows without a value. */
export function countMissing(column: FrameColumn): number {
  let count = 0
  const length = column.kind === 'numeric' ? column.values.length : column.codes.length
  for (let i = 0; i < length; i++) if (isMissing(column, i)) count++
  return count
}

/** A column as a revision describes it. */
export function columnInfo(column: FrameColumn): ColumnInfo {
  const { name, storage, measureType, role } = column
  return { name, storage, measureType, role, missing: countMissing(column) }
}

/** The table with one more column; one that has its name already stays, and the new one gets a number. */
export function withNewColumn(frame: Frame, column: FrameColumn): Frame {
  return withColumn(frame, { ...column, name: freeName(frame, column.name) })
}

/** A name that no column of the table has: the wanted one, or with the first free number behind it. */
export function freeName(frame: { columns: readonly { name: string }[] }, wanted: string): string {
  const taken = new Set(frame.columns.map(({ name }) => name))
  let name = wanted
  for (let count = 2; taken.has(name); count++) name = `${wanted} ${count}`
  return name
}
