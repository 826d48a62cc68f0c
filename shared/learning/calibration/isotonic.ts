/** A rising curve by its corners; straight between them, level beyond. */
export interface Isotonic {
  x: Float64Array
  y: Float64Array
}

interface Block {
  from: number
  to: number
  sum: number
  count: number
}

/**
 * The rising curve nearest to 0/1 outcomes in squared error. A block in which none or all came true is not taken for certain:
 * it is read as if one more of either had been seen.
 * @param scores nSamples
 * @param isPositive nSamples, 1 or 0
 * Cost: O(n log n). Source: Ayer et al. (1955), pool adjacent violators; ends after Laplace's rule of succession.
 */
export function isotonicFit(scores: Float64Array, isPositive: Uint8Array): Isotonic {
  const order = Int32Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number) || a - b)
  const blocks: Block[] = []
  for (let start = 0; start < order.length; ) {
    const score = scores[order[start] as number] as number
    const block = { from: score, to: score, sum: 0, count: 0 }
    for (; start < order.length && scores[order[start] as number] === score; start++) {
      block.sum += isPositive[order[start] as number] as number
      block.count++
    }
    blocks.push(block)
    pool(blocks)
  }
  return cornersOf(blocks)
}

/** Joins the last blocks while they fall. */
function pool(blocks: Block[]): void {
  while (blocks.length > 1) {
    const [before, last] = blocks.slice(-2) as [Block, Block]
    if (before.sum * last.count < last.sum * before.count) return
    blocks.splice(-2, 2, {
      from: before.from,
      to: last.to,
      sum: before.sum + last.sum,
      count: before.count + last.count,
    })
  }
}

function cornersOf(blocks: readonly Block[]): Isotonic {
  const [x, y]: [number[], number[]] = [[], []]
  const heights = blocks.map(({ sum, count }) => (sum > 0 && sum < count ? sum / count : (sum + 1) / (count + 2)))
  const [first, last] = [0, blocks.length - 1]
  if (last > 0) {
    heights[first] = Math.min(heights[first] as number, heights[1] as number)
    heights[last] = Math.max(heights[last] as number, heights[last - 1] as number)
  }
  for (const [at, { from, to }] of blocks.entries()) {
    x.push(from)
    y.push(heights[at] as number)
    if (to > from) {
      x.push(to)
      y.push(heights[at] as number)
    }
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y) }
}

/** The height of the curve. */
export function isotonicValue({ x, y }: Isotonic, score: number): number {
  const last = x.length - 1
  if (last < 0) return score
  if (score <= (x[0] as number)) return y[0] as number
  if (score >= (x[last] as number)) return y[last] as number
  let [from, to] = [0, last]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if ((x[middle] as number) <= score) from = middle
    else to = middle
  }
  const [a, b] = [x[from] as number, x[to] as number]
  const [low, high] = [y[from] as number, y[to] as number]
  return low + ((high - low) * (score - a)) / (b - a)
}
