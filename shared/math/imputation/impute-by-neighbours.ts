import { moments } from '../moments'
import { mean } from '../sum'

export interface NeighbourOptions {
  k: number
  weights: 'uniform' | 'distance'
  standardize: boolean
  learned: Uint8Array | null
}

/**
 * Fills missing numbers with the mean of the nearest rows that have one. Distances leave out what is missing on either side and
 * are scaled up for it; a row without any common value takes the column's mean.
 * @param columns n values each, missing is NaN; every column has a value somewhere
 * @param options.k neighbours, `weights` all alike or by 1 / distance, `standardize` compares in units of the population standard deviation,
 *   `learned` marks the rows (1) that may be neighbours, null: all
 * @returns columns without NaN
 * Cost: O(rows with a gap · n d). Source: Troyanskaya et al. (2001); the variant of scikit-learn's `KNNImputer` (`nan_euclidean`
 * distance). Of rows at the same distance the earlier ones are taken.
 */
export function imputeByNeighbours(
  columns: readonly Float64Array[],
  options: NeighbourOptions,
  cancelled: () => void,
): Float64Array[] {
  const n = columns[0]?.length ?? 0
  const filled = columns.map((values) => values.slice())
  const donors = columns.map((values) => donorsOf(values, options.learned))
  const means = donors.map((values) => mean(values.filter((value) => !Number.isNaN(value))))
  const compared = options.standardize
    ? columns.map((values, j) => inUnits(values, donors[j] as Float64Array))
    : columns
  const distances = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const gaps = columns.flatMap((values, j) => (Number.isNaN(values[row]) ? [j] : []))
    if (gaps.length === 0) continue
    cancelled()
    measure(compared, row, distances)
    for (const j of gaps) {
      const values = donors[j] as Float64Array
      ;(filled[j] as Float64Array)[row] = meanOfNearest(values, distances, options) ?? (means[j] as number)
    }
  }
  return filled
}

/** A column's values in the rows that may be neighbours. */
function donorsOf(values: Float64Array, learned: Uint8Array | null): Float64Array {
  return learned === null ? values : values.map((value, row) => (learned[row] === 1 ? value : Number.NaN))
}

function inUnits(values: Float64Array, donors: Float64Array): Float64Array {
  const { populationSd } = moments(donors.filter((value) => !Number.isNaN(value)))
  return populationSd > 0 ? values.map((value) => value / populationSd) : values
}

/** Squared distances of a row to all rows; NaN where nothing is common. */
function measure(columns: readonly Float64Array[], row: number, distances: Float64Array): void {
  const own = columns.map((values) => values[row] as number)
  for (let i = 0; i < distances.length; i++) {
    let [sum, common] = [0, 0]
    for (let j = 0; j < own.length; j++) {
      const gap = (own[j] as number) - ((columns[j] as Float64Array)[i] as number)
      if (Number.isNaN(gap)) continue
      sum += gap * gap
      common++
    }
    distances[i] = common === 0 ? Number.NaN : (sum * own.length) / common
  }
}

/** Mean over the k nearest rows that have a value; undefined when none is at any distance. */
function meanOfNearest(
  values: Float64Array,
  distances: Float64Array,
  { k, weights }: NeighbourOptions,
): number | undefined {
  const rows: number[] = []
  for (let i = 0; i < values.length; i++) {
    const distance = distances[i] as number
    if (Number.isNaN(distance) || Number.isNaN(values[i])) continue
    if (rows.length === k && !(distance < (distances[rows[k - 1] as number] as number))) continue
    let place = rows.length
    while (place > 0 && distance < (distances[rows[place - 1] as number] as number)) place--
    rows.splice(place, 0, i)
    if (rows.length > k) rows.pop()
  }
  if (rows.length === 0) return undefined
  if (weights === 'uniform') return rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length
  const same = rows.filter((row) => distances[row] === 0)
  if (same.length > 0) return same.reduce((sum, row) => sum + (values[row] as number), 0) / same.length
  const weight = (row: number) => 1 / Math.sqrt(distances[row] as number)
  const total = rows.reduce((sum, row) => sum + weight(row), 0)
  return rows.reduce((sum, row) => sum + weight(row) * (values[row] as number), 0) / total
}
