interface Leaf {
  start: number
  end: number
  /** The best cut inside: where the right part begins, and by how much it lowers the sum of squared errors. */
  cut: number
  gain: number
}

/**
 * Cuts of one variable that say most about a target: a regression tree on it, grown best cut first.
 * @param values n numbers; rows where it or the target is missing take no part
 * @param targets one target, or one column of 1 and 0 per category (then this is the Gini criterion)
 * @param leaves most parts
 * @param least fewest rows of a part
 * @returns cuts, ascending: midpoints between neighbouring values
 * Cost: O(n log n + leaves · n). Source: Breiman, Friedman, Olshen & Stone (1984), CART.
 */
export function treeCuts(
  values: Float64Array,
  targets: readonly Float64Array[],
  leaves: number,
  least: number,
): number[] {
  const rows = Array.from({ length: values.length }, (_, i) => i).filter(
    (i) => !Number.isNaN(values[i]) && targets.every((target) => !Number.isNaN(target[i])),
  )
  rows.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b)
  const sorted = Float64Array.from(rows, (row) => values[row] as number)
  const sums = targets.map((target) => runningSums(rows, target))
  const found: Leaf[] = [bestCut(sorted, sums, 0, rows.length, least)]
  while (found.length < leaves) {
    const best = found.reduce((a, b) => (b.gain > a.gain ? b : a))
    if (!(best.gain > 0)) break
    found.splice(
      found.indexOf(best),
      1,
      bestCut(sorted, sums, best.start, best.cut, least),
      bestCut(sorted, sums, best.cut, best.end, least),
    )
  }
  const cuts = found
    .map(({ start }) => start)
    .filter((start) => start > 0)
    .sort((a, b) => a - b)
  return cuts.map((cut) => ((sorted[cut - 1] as number) + (sorted[cut] as number)) / 2)
}

function runningSums(rows: readonly number[], target: Float64Array): Float64Array {
  const sums = new Float64Array(rows.length + 1)
  for (const [i, row] of rows.entries()) sums[i + 1] = (sums[i] as number) + (target[row] as number)
  return sums
}

function bestCut(sorted: Float64Array, sums: readonly Float64Array[], start: number, end: number, least: number): Leaf {
  const size = Math.max(1, least)
  const weight = (from: number, to: number) =>
    sums.reduce((total, sum) => total + ((sum[to] as number) - (sum[from] as number)) ** 2 / (to - from), 0)
  const whole = end > start ? weight(start, end) : 0
  let best: Leaf = { start, end, cut: -1, gain: 0 }
  for (let cut = start + size; cut <= end - size; cut++) {
    if (sorted[cut - 1] === sorted[cut]) continue
    const gain = weight(start, cut) + weight(cut, end) - whole
    if (gain > best.gain + 1e-12 * Math.abs(whole)) best = { start, end, cut, gain }
  }
  return best
}
