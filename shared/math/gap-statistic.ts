import type { Progress } from '../contract/run-events'
import { createMatrix, type Matrix } from '../dataset/column'
import type { MethodContext } from '../methods/define-method'
import { kMeans } from './k-means/k-means'
import type { Random } from './random'

export interface GapStatistic {
  /** Mean log inertia of the references minus that of the data, per k. */
  gap: number[]
  /** Standard deviation over references (population) · √(1 + 1/B). */
  standardError: number[]
}

/**
 * Gap statistic: how much tighter segments are than they would be in evenly spread data.
 * @param matrix n × d on shared memory
 * @param inertias of the data, one per entry of `counts`
 * @param references B, how many sets of uniform points in the bounding box
 * Cost: B times clustering n rows for every k. Source: Tibshirani, Walther & Hastie (2001), reference (a).
 */
export function* gapStatistic(
  matrix: Matrix,
  counts: readonly number[],
  inertias: readonly number[],
  references: number,
  context: Pick<MethodContext, 'parallel'> & { random: Random },
): Generator<Progress, GapStatistic, void> {
  const logs: number[][] = counts.map(() => [])
  for (let b = 0; b < references; b++) {
    const reference = uniformLike(matrix, context.random.fork(b))
    for (const [i, k] of counts.entries()) {
      const options = { k, nInit: 3, maxIterations: 300, tolerance: 0, refine: false }
      const random = context.random.fork(100_000 + b * 1000 + k)
      const { inertia } = yield* within(
        kMeans(reference, options, { ...context, random }),
        (b + i / counts.length) / references,
      )
      logs[i]?.push(Math.log(inertia))
    }
  }
  const means = logs.map((values) => values.reduce((sum, value) => sum + value, 0) / references)
  return {
    gap: means.map((mean, i) => mean - Math.log(inertias[i] as number)),
    standardError: logs.map((values, i) => {
      const squares = values.reduce((sum, value) => sum + (value - (means[i] as number)) ** 2, 0)
      return Math.sqrt((squares / references) * (1 + 1 / references))
    }),
  }
}

/** Runs a part as a step of the whole. */
function* within<T>(part: Generator<Progress, T, void>, fraction: number): Generator<Progress, T, void> {
  let step = part.next()
  while (!step.done) {
    yield { stage: 'gap', fraction }
    step = part.next()
  }
  return step.value
}

/** As many points as rows, uniform in the box around them. */
function uniformLike({ data, nRows, nColumns: d }: Matrix, random: Random): Matrix {
  const low = new Float64Array(d).fill(Number.POSITIVE_INFINITY)
  const high = new Float64Array(d).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < data.length; i++) {
    const j = i % d
    low[j] = Math.min(low[j] as number, data[i] as number)
    high[j] = Math.max(high[j] as number, data[i] as number)
  }
  const points = createMatrix(nRows, d, true)
  for (let i = 0; i < data.length; i++) {
    const j = i % d
    points.data[i] = (low[j] as number) + random.next() * ((high[j] as number) - (low[j] as number))
  }
  return points
}

/** The smallest k whose gap is at least the next one's minus its standard error; the last k when there is none. */
export function gapChoice(counts: readonly number[], { gap, standardError }: GapStatistic): number {
  const found = counts.findIndex((_, i) => {
    const next = gap[i + 1]
    return next !== undefined && (gap[i] as number) >= next - (standardError[i + 1] as number)
  })
  return counts[found < 0 ? counts.length - 1 : found] as number
}
