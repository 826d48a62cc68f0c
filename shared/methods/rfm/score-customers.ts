import type { Progress } from '../../contract/run-events'
import { createMatrix } from '../../dataset/column'
import { fieldAt } from '../../dataset/records'
import { kMeans } from '../../math/k-means/k-means'
import { ordinalRanks } from '../../math/ordinal-ranks'
import { quantile } from '../../math/quantile'
import { averageRanks } from '../../math/ranks'
import type { CustomerTotals } from '../../transactions/customer-totals'
import type { Transactions } from '../../transactions/read-transactions'
import { noDay } from '../../transactions/transaction-days'
import type { MethodContext } from '../define-method'
import type { RfmParams, RfmResult } from './method'

/** Recency, frequency and monetary value of some customers, and the scores made of them. */
export interface RfmScores {
  /** Customers scored, by number. */
  customers: Int32Array
  /** Days; infinite without a purchase. */
  recency: Float64Array
  frequency: Float64Array
  monetary: Float64Array
  r: Int32Array
  f: Int32Array
  m: Int32Array
  limits: RfmResult['limits']
}

/** How values become scores from 1 to `levels`, the largest value the highest. */
type Scoring = (values: Float64Array, name: 'recency' | 'frequency' | 'monetary') => Scored
interface Scored {
  scores: Int32Array
  limits: number[]
}

/**
 * Scores customers as of a day.
 * @param customers those with any row up to that day
 * Cost: O(n log n) in the customers.
 */
export function* scoreCustomers(
  transactions: Transactions,
  totals: CustomerTotals,
  customers: Int32Array,
  snapshot: number,
  params: RfmParams,
  context: MethodContext,
): Generator<Progress, RfmScores, void> {
  const { lastDay } = totals
  const pick = (value: (c: number) => number) => Float64Array.from(customers, value)
  const recency = pick((c) => (lastDay[c] === noDay ? Number.POSITIVE_INFINITY : snapshot - (lastDay[c] as number)))
  const frequency = pick((c) => totals.frequency[c] as number)
  const monetary = pick((c) => {
    const sum = totals.monetary[c] as number
    return params.monetary === 'sum' ? sum : sum / Math.max(1, totals.frequency[c] as number)
  })
  const order = params.ties === 'customer' ? placesById(transactions, customers) : null
  const scoring = yield* scoringOf(params, order, context)
  const byRecency = scoring(recency, 'recency')
  yield { stage: 'scores', fraction: 0.4 }
  const byFrequency = scoring(frequency, 'frequency')
  yield { stage: 'scores', fraction: 0.7 }
  const byMonetary = scoring(monetary, 'monetary')
  const { levels } = params
  return {
    customers,
    recency,
    frequency,
    monetary,
    r: byRecency.scores.map((score) => levels + 1 - score),
    f: byFrequency.scores,
    m: byMonetary.scores,
    limits:
      params.method === 'quantile'
        ? null
        : { recency: byRecency.limits, frequency: byFrequency.limits, monetary: byMonetary.limits },
  }
}

function* scoringOf(
  { method, levels, ties, thresholds }: RfmParams,
  order: Int32Array | null,
  context: MethodContext,
): Generator<Progress, Scoring, void> {
  yield { stage: 'scores', fraction: 0 }
  if (method === 'quantile') return (values) => quantileScores(values, levels, ties === 'average', order)
  if (method === 'threshold')
    return (values, name) => thresholdScores(values, thresholds?.[name] ?? [], name === 'recency')
  return (values) => clusterScores(values, levels, context)
}

/** score = ceil(levels · rank / n). */
function quantileScores(values: Float64Array, levels: number, average: boolean, order: Int32Array | null): Scored {
  const n = values.length
  const ranks = average ? averageRanks(values) : ranksInOrder(values, order)
  return { scores: Int32Array.from(ranks, (rank) => Math.ceil((levels * rank) / n)), limits: [] }
}

/** Ranks in which equal values follow a given order of the positions, or the order they stand in. */
function ranksInOrder(values: Float64Array, order: Int32Array | null): Float64Array {
  if (!order) return ordinalRanks(values)
  const ranks = new Float64Array(values.length)
  const sorted = ordinalRanks(Float64Array.from(order, (at) => values[at] as number))
  for (let i = 0; i < order.length; i++) ranks[order[i] as number] = sorted[i] as number
  return ranks
}

/** A value reaches a level at its limit; for recency, where small is good, it stays below up to its limit. */
function thresholdScores(values: Float64Array, limits: readonly number[], isRecency: boolean): Scored {
  const scores = Int32Array.from(values, (value) => {
    let score = 1
    for (const limit of limits) if (isRecency ? value > limit : value >= limit) score++
    return score
  })
  return { scores, limits: [...limits] }
}

/**
 * Scores by k-means in one dimension, begun at quantiles of the different values so that no chance is involved; clusters
 * count by their centre. Infinite recencies join the last one.
 */
function clusterScores(values: Float64Array, levels: number, context: MethodContext): Scored {
  const finite = values.filter(Number.isFinite)
  const distinct = finite
    .slice()
    .sort()
    .filter((value, i, all) => i === 0 || value !== all[i - 1])
  const k = Math.min(levels, distinct.length)
  if (k < 2) return { scores: new Int32Array(values.length).fill(1), limits: [] }
  const matrix = createMatrix(finite.length, 1, true)
  matrix.data.set(finite)
  const initialCenters = Float64Array.from({ length: k }, (_, i) => quantile(distinct, (i + 0.5) / k))
  const steps = kMeans(matrix, { k, nInit: 1, maxIterations: 300, tolerance: 0, initialCenters }, context)
  let step = steps.next()
  while (!step.done) step = steps.next()
  const centers = Array.from(step.value.centers.data).sort((a, b) => a - b)
  const limits = centers.slice(1).map((center, i) => (center + (centers[i] as number)) / 2)
  return { ...thresholdScores(values, limits, true), limits }
}

/** Positions of the customers in ascending order of their ids. */
function placesById({ ids }: Transactions, customers: Int32Array): Int32Array {
  const values = Array.from(customers, (c) => fieldAt(ids, c) ?? '')
  return Int32Array.from(customers.keys()).sort((a, b) => {
    const [x, y] = [values[a] as number | string, values[b] as number | string]
    return x < y ? -1 : x > y ? 1 : a - b
  })
}
