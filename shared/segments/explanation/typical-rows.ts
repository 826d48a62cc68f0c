import { z } from 'zod'
import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import { drawSample } from '../../math/silhouette'
import { squaredGap } from '../../math/squared-gap'
import { matrixSchema } from '../../methods/result-schemas'

/** A row that shows what a segment is like, or where it ends. */
export interface ExampleRow {
  /** 0-based row of the dataset. */
  row: number
  segment: number
  /** Distance to the mean of its segment, in the space used. */
  distance: number
  /** How much farther the mean of the nearest other segment is; negative when that one is nearer. */
  margin: number | null
  /** That other segment. */
  other: number | null
}

export interface ExampleRows {
  /** k × d: mean of each segment in the space used. */
  means: Matrix
  /** Nearest to the mean, per segment. */
  typical: ExampleRow[][]
  /** With the smallest margin, per segment. */
  borderline: ExampleRow[][]
}

const exampleRow = z.object({
  row: z.int(),
  segment: z.int(),
  distance: z.number(),
  margin: z.number().nullable(),
  other: z.int().nullable(),
})
export const exampleRowsSchema: z.ZodType<ExampleRows> = z.object({
  means: matrixSchema,
  typical: z.array(z.array(exampleRow)),
  borderline: z.array(z.array(exampleRow)),
})

const EXAMPLES = 3
/** Distances above which rows are drawn instead of taking all. */
const MOST_DISTANCES = 2e8
const DISTANCES_PER_SLICE = 1e6

/**
 * The rows nearest to the mean of their segment, and those nearest to another one's.
 * @param matrix n × d in the space used
 * @param labels n, 0 … k − 1 or −1
 * @param rowIds dataset row of each matrix row
 * Cost: O(n·k·d); rows are drawn by the seed where that would exceed 2·10⁸.
 */
export function* findExampleRows(
  matrix: Matrix,
  labels: Int32Array,
  nClusters: number,
  rowIds: (row: number) => number,
  seed: number,
): Generator<Progress, ExampleRows, void> {
  const means = meansOf(matrix, labels, nClusters)
  yield { stage: 'examples', fraction: null }
  const typical = Array.from({ length: nClusters }, () => new Nearest(({ distance }) => distance))
  const borderline = Array.from({ length: nClusters }, () => new Nearest(({ margin }) => margin ?? Number.NaN))
  const perRow = nClusters * matrix.nColumns
  const all = labels.map((_, i) => i)
  const rows = all.length * perRow > MOST_DISTANCES ? drawSample(all, MOST_DISTANCES / perRow, seed) : all
  const slice = Math.max(1, Math.floor(DISTANCES_PER_SLICE / Math.max(1, perRow)))
  for (let start = 0; start < rows.length; start += slice) {
    for (const i of rows.subarray(start, start + slice)) {
      const segment = labels[i] as number
      if (segment < 0) continue
      const example = { row: rowIds(i), segment, ...distancesOf(matrix, i, means, segment) }
      typical[segment]?.offer(example)
      if (example.margin !== null) borderline[segment]?.offer(example)
    }
    yield { stage: 'examples', fraction: Math.min(1, (start + slice) / rows.length) }
  }
  return { means, typical: typical.map(({ rows }) => rows), borderline: borderline.map(({ rows }) => rows) }
}

/** The few rows with the smallest value, the first of equals. */
class Nearest {
  readonly rows: ExampleRow[] = []
  private readonly measure: (row: ExampleRow) => number

  constructor(measure: (row: ExampleRow) => number) {
    this.measure = measure
  }

  offer(row: ExampleRow): void {
    const last = this.rows[EXAMPLES - 1]
    if (last && !(this.measure(row) < this.measure(last))) return
    const at = this.rows.findIndex((other) => this.measure(row) < this.measure(other))
    this.rows.splice(at < 0 ? this.rows.length : at, 0, row)
    if (this.rows.length > EXAMPLES) this.rows.pop()
  }
}

function meansOf({ data, nColumns: d }: Matrix, labels: Int32Array, nClusters: number): Matrix {
  const means = createMatrix(nClusters, d)
  const counts = new Float64Array(nClusters)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    if (label < 0) continue
    const count = (counts[label] as number) + 1
    counts[label] = count
    for (let j = 0; j < d; j++) {
      const at = label * d + j
      const mean = means.data[at] as number
      means.data[at] = mean + ((data[i * d + j] as number) - mean) / count
    }
  }
  return means
}

function distancesOf(matrix: Matrix, row: number, means: Matrix, segment: number) {
  const d = matrix.nColumns
  let nearest = Number.POSITIVE_INFINITY
  let other: number | null = null
  let own = 0
  for (let c = 0; c < means.nRows; c++) {
    const gap = squaredGap(matrix.data, row * d, means.data, c * d, d)
    if (c === segment) own = gap
    else if (gap < nearest) {
      nearest = gap
      other = c
    }
  }
  const distance = Math.sqrt(own)
  return { distance, other, margin: other === null ? null : Math.sqrt(nearest) - distance }
}
