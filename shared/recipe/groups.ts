import { columnOf, type Frame, type FrameColumn } from './frame'

/** Rows that agree in some columns: groups are numbered by first appearance. A missing value agrees with a missing one. */
export interface Groups {
  /** Group of each row. */
  ids: Int32Array
  count: number
  /** First row of each group. */
  firsts: Int32Array
}

/** A value of a column that can be compared: the level's place by its text, or the number. Missing is null. */
export function keyAt(column: FrameColumn, row: number): string | number | null {
  if (column.kind === 'categorical') return column.levels[column.codes[row] as number] ?? null
  const value = column.values[row] as number
  return Number.isNaN(value) ? null : value
}

/** Groups the rows of a table by columns; all rows are one group when there are none. Cost: a look-up per row and column. */
export function groupRows(frame: Frame, names: readonly string[]): Groups {
  let ids: Int32Array = new Int32Array(frame.nRows)
  let count = frame.nRows === 0 ? 0 : 1
  for (const name of names) {
    const column = columnOf(frame, name)
    const places = new Map<number, Map<string | number | null, number>>()
    const next = new Int32Array(frame.nRows)
    count = 0
    for (let i = 0; i < frame.nRows; i++) {
      const own = ids[i] as number
      const inner = places.get(own) ?? new Map<string | number | null, number>()
      places.set(own, inner)
      const key = keyAt(column, i)
      let id = inner.get(key)
      if (id === undefined) {
        id = count++
        inner.set(key, id)
      }
      next[i] = id
    }
    ids = next
  }
  return { ids, count, firsts: firstRows(ids, count) }
}

function firstRows(ids: Int32Array, count: number): Int32Array {
  const firsts = new Int32Array(count).fill(-1)
  for (let i = ids.length - 1; i >= 0; i--) firsts[ids[i] as number] = i
  return firsts
}

/** Rows of each group, in their order. */
export function rowsOfGroups({ ids, count }: Groups): Int32Array[] {
  const sizes = new Int32Array(count)
  for (const id of ids) sizes[id] = (sizes[id] as number) + 1
  const rows = Array.from(sizes, (size) => new Int32Array(size))
  sizes.fill(0)
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number
    const place = sizes[id] as number
    ;(rows[id] as Int32Array)[place] = i
    sizes[id] = place + 1
  }
  return rows
}

/** The values that are there. */
export function present(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value))
}
