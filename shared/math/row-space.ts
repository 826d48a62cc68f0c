import type { Matrix } from '../dataset/column'
import { squaredGap } from './squared-gap'

/** Rows between which distances can be measured, by their positions. */
export interface RowSpace {
  readonly nRows: number
  distance(a: number, b: number): number
  /** The space of some of the rows. */
  take(rows: Int32Array): RowSpace
}

/** Rows of a matrix with the straight-line distance. */
export function euclideanSpace({ data, nRows, nColumns: d }: Matrix): RowSpace {
  return {
    nRows,
    distance: (a, b) => Math.sqrt(squaredGap(data, a * d, data, b * d, d)),
    take: (rows) => someRows((a, b) => Math.sqrt(squaredGap(data, a * d, data, b * d, d)), rows),
  }
}

/** Some rows of a space, measured as in the whole. */
export function someRows(distance: RowSpace['distance'], rows: Int32Array): RowSpace {
  const between = (a: number, b: number) => distance(rows[a] as number, rows[b] as number)
  return { nRows: rows.length, distance: between, take: (some) => someRows(between, some) }
}
