import { equalWidthEdges } from './bin-edges'
import { mean } from './sum'

const mostRounds = 300
const tolerance = 1e-4

/**
 * Edges halfway between the centres of a k-means of one variable that begins at the middles of equally wide bins.
 * @param sorted ascending, without NaN, at least one
 * @returns bins + 1 numbers, ascending; fewer different ones where there are fewer different values
 * Cost: O(rounds · n). Source: Lloyd (1982); start, remedy for empty bins and rule to stop as `KBinsDiscretizer` of scikit-learn with the
 * strategy "kmeans".
 */
export function kMeansEdges(sorted: Float64Array, bins: number): number[] {
  const [min, max] = [sorted[0] as number, sorted.at(-1) as number]
  const edges = equalWidthEdges(min, max, bins)
  const shift = mean(sorted)
  const values = sorted.map((value) => value - shift)
  let centers = Float64Array.from(
    { length: bins },
    (_, i) => ((edges[i] as number) + (edges[i + 1] as number)) / 2 - shift,
  )
  const enough = tolerance * (values.reduce((sum, value) => sum + value * value, 0) / values.length)
  let before = new Int32Array(values.length).fill(-1)
  for (let round = 0; round < mostRounds; round++) {
    const labels = labelsOf(values, centers)
    const next = centersOf(values, labels, centers)
    const moved = next.reduce((sum, center, i) => sum + (center - (centers[i] as number)) ** 2, 0)
    centers = next
    if (labels.every((label, i) => label === before[i]) || moved <= enough) break
    before = labels
  }
  const ordered = centers.map((center) => center + shift).sort()
  const inner = Array.from(ordered.subarray(1), (center, i) => (center + (ordered[i] as number)) / 2)
  return [min, ...inner, max]
}

/** The nearest centre of each value, the first of equals: compared by c² − 2xc, whose rounding decides ties as in scikit-learn. */
function labelsOf(values: Float64Array, centers: Float64Array): Int32Array<ArrayBuffer> {
  const squares = centers.map((center) => center * center)
  return Int32Array.from(values, (value) => {
    let [best, least] = [0, Number.POSITIVE_INFINITY]
    for (let c = 0; c < centers.length; c++) {
      const distance = (squares[c] as number) - 2 * (value * (centers[c] as number))
      if (distance < least) [best, least] = [c, distance]
    }
    return best
  })
}

/** Means of the values of each centre; one without values takes the value farthest from its own centre. */
function centersOf(values: Float64Array, labels: Int32Array, centers: Float64Array): Float64Array<ArrayBuffer> {
  const sums = new Float64Array(centers.length)
  const counts = new Int32Array(centers.length)
  for (const [i, label] of labels.entries()) {
    sums[label] = (sums[label] as number) + (values[i] as number)
    counts[label] = (counts[label] as number) + 1
  }
  const far = farthestOf(values, labels, centers, counts.filter((count) => count === 0).length)
  for (let c = 0; c < centers.length; c++) {
    if (counts[c] !== 0) continue
    const row = far.shift()
    if (row === undefined) continue
    const from = labels[row] as number
    sums[from] = (sums[from] as number) - (values[row] as number)
    counts[from] = (counts[from] as number) - 1
    sums[c] = values[row] as number
    counts[c] = 1
  }
  // A centre that has given its only value away stays at the mean of all.
  return sums.map((sum, c) => ((counts[c] as number) > 0 ? sum / (counts[c] as number) : sum))
}

/** So many values, the farthest from its centre first. */
function farthestOf(values: Float64Array, labels: Int32Array, centers: Float64Array, count: number): number[] {
  if (count === 0) return []
  const gap = (i: number) => Math.abs((values[i] as number) - (centers[labels[i] as number] as number))
  return Array.from(labels, (_, i) => i)
    .sort((a, b) => gap(b) - gap(a))
    .slice(0, count)
}
