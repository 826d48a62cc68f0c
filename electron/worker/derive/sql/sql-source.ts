import { Scratch } from './scratch'

/** What the expressions of a relation are over: a table, or the rows of it that a list names, in its order. */
export interface SqlSource {
  /** Table of columns `c0`, `c1`, …, with its schema. */
  base: string
  list: string | null
  /** Rows of the list, or of the table when there is none. */
  size: number
}

/** Where a row stands: in the list, or in the table when there is none. */
export function placeIn({ list }: SqlSource): string {
  return list === null ? 't._row' : 'l.place'
}

/** The rows of a source, for a FROM clause. They come in their order only when asked to. */
export function fromText({ base, list }: SqlSource): string {
  return list === null ? `${base} AS t` : `${list} AS l CROSS JOIN ${base} AS t ON t._row = l.r`
}

/** Conditions of rows, for a WHERE clause that also looks whether to go on. */
export function whereText(source: SqlSource, conditions: readonly string[]): string {
  return [Scratch.poll(placeIn(source)), ...conditions.map((condition) => `(${condition})`)].join(' AND ')
}
