import { z } from 'zod'
import { literal, text } from '../../contract/text'
import type { StorageType } from '../../dataset/schema'
import { convertColumn } from '../convert-column'
import { defineStep } from '../define-step'
import {
  columnOf,
  type Frame,
  type FrameColumn,
  freeName,
  numberColumn,
  takeRows,
  textColumn,
  textColumnOf,
} from '../frame'
import { keyAt } from '../groups'
import { type SqlColumn, sqlColumn } from '../sql/sql-relation'
import { columnNames } from '../step-params'

const params = z.object({
  columns: columnNames(),
  nameColumn: z.string().trim().min(1).default('name'),
  valueColumn: z.string().trim().min(1).default('value'),
})

/**
 * Turns columns into rows: each row becomes one per column, with the column's name and its value. Columns of different kinds
 * become text. @throws columnMissing
 */
export const unpivot = defineStep({
  kind: 'unpivot',
  group: 'shape',
  params,
  changesRows: () => true,
  apply(frame, { columns: names, nameColumn, valueColumn }) {
    const melted = names.map((name) => columnOf(frame, name))
    const width = melted.length
    const rest: Frame = { nRows: frame.nRows, columns: frame.columns.filter((column) => !melted.includes(column)) }
    const nRows = frame.nRows * width
    const kept = takeRows(
      rest,
      Int32Array.from({ length: nRows }, (_, i) => Math.floor(i / width)),
    )
    const codes = Int32Array.from({ length: nRows }, (_, i) => i % width)
    const labelled = { ...kept, columns: [...kept.columns, textColumn(freeName(kept, nameColumn), codes, names)] }
    const columns = [...labelled.columns, interleaved(freeName(labelled, valueColumn), melted, frame.nRows)]
    return { frame: { nRows, columns }, touched: { rows: frame.nRows, cells: nRows * 2 } }
  },
  toSql(relation, { columns: names, nameColumn, valueColumn }) {
    const melted = names.map((name) => sqlColumn(relation, name))
    if (!melted.every((column) => column !== undefined)) return null
    const storage = meltedStorage(melted.map((column) => column.storage))
    if (storage === undefined) return null
    const rest = relation.columns.filter((column) => !melted.includes(column))
    const name = { name: freeName({ columns: rest }, nameColumn), sql: '', storage: 'text' as const }
    const value = { name: freeName({ columns: [...rest, name] }, valueColumn), sql: '', storage }
    return { kind: 'unpivot', rest, melted, name, value }
  },
  withoutSql: 'kinds',
  words: ({ columns }) => text('steps.unpivot.words', { columns: columns.map(literal) }),
})

/** What the values of several columns are kept as; undefined when they would have to be written as text. */
function meltedStorage(storages: readonly SqlColumn['storage'][]): StorageType | undefined {
  const [first] = storages
  if (first && storages.every((storage) => storage === first)) return first
  return storages.every((storage) => storage === 'integer' || storage === 'real') ? 'real' : undefined
}

/** Row by row the values of some columns, as one column. */
function interleaved(name: string, columns: readonly FrameColumn[], nRows: number): FrameColumn {
  const storage = columns.every((column) => column.storage === columns[0]?.storage)
    ? (columns[0] as FrameColumn).storage
    : null
  const numeric = columns.every((column) => column.storage === 'integer' || column.storage === 'real')
  const width = columns.length
  if (numeric || (storage !== null && storage !== 'text')) {
    const lists = columns.map((column) => (column.kind === 'numeric' ? column.values : new Float64Array(nRows)))
    const values = Float64Array.from(
      { length: nRows * width },
      (_, i) => lists[i % width]?.[Math.floor(i / width)] ?? Number.NaN,
    )
    return numberColumn(name, (storage as 'integer' | null) ?? 'real', values)
  }
  const texts = columns.map((column) => convertColumn(column, 'text', null))
  return textColumnOf(
    name,
    Array.from(
      { length: nRows * width },
      (_, i) => keyAt(texts[i % width] as FrameColumn, Math.floor(i / width)) as string | null,
    ),
  )
}
