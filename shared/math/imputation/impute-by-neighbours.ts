/**
 * Fills missing numbers with the mean of the nearest rows that have one. Distances leave out what is missing on either side and
 * are scaled up for it; a row without any common value takes the column's mean.
 * @param columns n values each, missing is NaN; every column has a value somewhere
 * @param k neighbours
 * @returns columns without NaN
 * Cost: O(rows with a gap · n d). Source: Troyanskaya et al. (2001); the variant of scikit-learn's `KNNImputer` (uniform weights,
 * `nan_euclidean` distance). Of rows at the same distance the earlier ones are taken.
 */
export function imputeByNeighbours(columns: readonly Float64Array[], k: number, cancelled: () => void): Float64Array[] {
  const n = columns[0]?.length ?? 0
  const filled = columns.map((values) => values.slice())
  const means = columns.map(meanOfPresent)
  const distances = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const gaps = columns.flatMap((values, j) => (Number.isNaN(values[row]) ? [j] : []))
    if (gaps.length === 0) continue
    cancelled()
    measure(columns, row, distances)
    for (const j of gaps) {
      const values = columns[j] as Float64Array
      ;(filled[j] as Float64Array)[row] = meanOfNearest(values, distances, k) ?? (means[j] as number)
    }
  }
  return filled
}

function meanOfPresent(values: Float64Array): number {
  let [total, count] = [0, 0]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    total += value
    count++
  }
  return total / count
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
function meanOfNearest(values: Float64Array, distances: Float64Array, k: number): number | undefined {
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
  return rows.reduce((sum, row) => sum + (values[row] as number), 0) / rows.length
}
