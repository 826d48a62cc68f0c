import { aggregate } from '../charts/aggregate'
import type { UnitOfColumn } from '../charts/chart-fields'
import { type Keys, keepKeys, keysOf, largestFirst } from '../charts/chart-keys'
import { failure } from '../contract/app-error'
import type { TableCell, TableColumn, TableElement } from '../contract/result-elements'
import { literal, type Text, text } from '../contract/text'
import type { Column } from '../dataset/column'
import type { TableContent } from './dashboard'

type Content = Pick<TableElement, 'columns' | 'rows' | 'totals'>

/** Columns that a table of single rows shows when none are named. */
const usualColumns = 6

/** The columns that a table reads, each once. */
export function tableColumns({ by, measures, columns, sort }: TableContent, known: readonly string[]): string[] {
  if (by !== undefined) return [...new Set([by, ...measures.flatMap(({ column }) => column ?? [])])]
  const shown = columns.length > 0 ? columns : known.slice(0, usualColumns)
  return [...new Set([...shown, ...(sort ? [sort.column] : [])])]
}

/** What a measure is called: "Sum of amount". */
export function measureLabel({ column, aggregate: kind }: TableContent['measures'][number]): Text {
  return kind === 'count' || column === undefined
    ? text('charts.rows')
    : text(`charts.measure.${kind}`, { column: literal(column) })
}

/**
 * Groups with their numbers and totals, or single rows.
 * @param columns those that `tableColumns` names, of the same rows
 * @throws chartFieldNotNumeric
 * Cost: O(n log n).
 */
export function tableOf(
  content: TableContent,
  columns: readonly Column[],
  nRows: number,
  unitOf: UnitOfColumn,
): Content {
  return content.by === undefined
    ? singleRows(content, columns, nRows, unitOf)
    : groups(content, content.by, columns, nRows, unitOf)
}

function groups(
  { measures: wanted, unit, limit, groupSort, hasTotals }: TableContent,
  by: string,
  columns: readonly Column[],
  nRows: number,
  unitOf: UnitOfColumn,
): Content {
  const column = columnOf(columns, by)
  const measures = wanted.length > 0 ? wanted : [{ aggregate: 'count' as const, column: undefined }]
  const keys = keysOf(column, { dateUnit: unit, bins: undefined }, false)
  const rows = Int32Array.from({ length: nRows }, (_, row) => row)
  const valuesOf = (measure: (typeof measures)[number], codes: Int32Array, n: number) =>
    aggregate(measure.aggregate, codes, n, measured(columns, measure), rows)
  const sizes = (measure: (typeof measures)[number] | undefined) =>
    measure === undefined ? [] : valuesOf(measure, keys.codes, keys.names.length)
  const kept = keptGroups(keys, column.kind === 'categorical', groupSort, limit, (at) => sizes(measures[at ?? 0]))
  const shown = keepKeys(keys, kept)
  const places = keys.isDate ? keys.places : null
  const all = measures.map((measure) => valuesOf(measure, shown.codes, shown.names.length))
  const names = shown.names.map((words, i): TableCell => {
    const place = places && i < kept.length ? places[kept[i] as number] : undefined
    return place ?? ('literal' in words ? words.literal : words)
  })
  const whole = new Int32Array(nRows)
  return {
    columns: [
      { id: 'by', label: literal(by), ...(places ? { unit: 'date' as const } : {}) },
      ...measures.map(
        (measure, i): TableColumn => ({
          id: `m${i}`,
          label: measureLabel(measure),
          unit: measureUnit(measure, unitOf),
          bar: i === 0,
        }),
      ),
    ],
    rows: names.map((name, key) => [name, ...all.map((values) => finite(values[key]))]),
    ...(hasTotals !== false
      ? { totals: [text('dashboards.total'), ...measures.map((measure) => finite(valuesOf(measure, whole, 1)[0]))] }
      : {}),
  }
}

/** Which groups are shown, first to last. Stretches of time stay in their order, the latest of them; others come from the largest down. */
function keptGroups(
  keys: Keys,
  isWords: boolean,
  sort: TableContent['groupSort'],
  limit: number,
  sizes: (measure: number | null) => ArrayLike<number>,
): number[] {
  const all = Array.from(keys.names, (_, key) => key)
  if (!sort) return keys.isDate ? all.slice(-limit) : largestFirst(sizes(0)).slice(0, limit)
  if (sort.measure !== null) {
    const values = sizes(sort.measure)
    const order = sort.descending ? largestFirst(values) : smallestFirst(values)
    return order.slice(0, limit)
  }
  const named = isWords ? all.sort(byName(keys)) : all
  return (sort.descending ? named.reverse() : named).slice(0, limit)
}

/** Groups without a number come last either way. */
function smallestFirst(values: ArrayLike<number>): number[] {
  return largestFirst(Array.from(values, (value) => -value))
}

function byName({ names }: Keys): (a: number, b: number) => number {
  const wordsOf = (key: number) => {
    const name = names[key]
    // What has no name of its own, such as a missing value, comes after all that have.
    return name && 'literal' in name ? name.literal : '\uffff'
  }
  return (a, b) => wordsOf(a).localeCompare(wordsOf(b), 'zh-CN', { numeric: true })
}

/** What a measure's numbers are read in. */
export function measureUnit({ column, aggregate: kind }: TableContent['measures'][number], unitOf: UnitOfColumn) {
  return kind === 'count' || kind === 'distinct' || column === undefined ? 'count' : unitOf(column)
}

function columnOf(columns: readonly Column[], name: string): Column {
  const found = columns.find((column) => column.name === name)
  if (!found) throw new Error(`A table without its column ${name}.`)
  return found
}

function measured(columns: readonly Column[], { column, aggregate: kind }: TableContent['measures'][number]) {
  if (column === undefined || kind === 'count') return null
  const found = columnOf(columns, column)
  if (found.kind === 'numeric' || kind === 'distinct') return found
  throw failure('chartFieldNotNumeric', { type: 'table', field: 'measures', column }, { parameter: 'measures', column })
}

function singleRows(
  { columns: wanted, sort, limit }: TableContent,
  columns: readonly Column[],
  nRows: number,
  unitOf: UnitOfColumn,
): Content {
  const shown = wanted.length > 0 ? wanted.map((name) => columnOf(columns, name)) : columns
  const order = Array.from({ length: nRows }, (_, row) => row)
  if (sort) sortRows(order, columnOf(columns, sort.column), sort.descending)
  return {
    columns: shown.map(({ name, kind }, i): TableColumn => {
      const unit = kind === 'numeric' ? { unit: unitOf(name) } : {}
      return { id: `c${i}`, label: literal(name), ...unit }
    }),
    rows: order.slice(0, limit).map((row) => shown.map((column) => cellOf(column, row))),
  }
}

/** Rows without a value come last, whatever the direction. */
function sortRows(order: number[], column: Column, descending: boolean): void {
  const values = column.kind === 'numeric' ? column.values : column.codes
  const isMissing = (row: number) =>
    column.kind === 'numeric' ? Number.isNaN(values[row]) : (values[row] as number) < 0
  order.sort((a, b) => {
    const missing = Number(isMissing(a)) - Number(isMissing(b))
    const [x, y] = [values[a] as number, values[b] as number]
    return missing || (isMissing(a) || x === y ? a - b : (x < y ? -1 : 1) * (descending ? -1 : 1))
  })
}

function cellOf(column: Column, row: number): TableCell {
  return column.kind === 'numeric' ? finite(column.values[row]) : (column.levels[column.codes[row] as number] ?? null)
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
