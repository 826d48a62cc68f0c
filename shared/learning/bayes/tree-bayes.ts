import { createMatrix, type Matrix } from '../../dataset/column'
import type { TrainingData } from '../estimator'
import { type DiscreteFeature, discreteFeatures, stateOf } from './discrete-features'
import { classPrior } from './log-probabilities'

/** A Bayesian network: the class points at every feature, and each feature but the first at most one more points at. */
export interface TreeBayes {
  kind: 'multinomial' | 'tree'
  prior: Float64Array
  features: DiscreteFeature[]
  /** Position of each feature's parent; −1 where only the class is one. */
  parents: Int32Array
  /** Per feature log P(state | parent's state, class), at (class · parent states + parent's state) · states + state. */
  logs: Float64Array[]
  /** Conditional mutual information of each feature and its parent given the class; 0 without a parent. */
  strengths: Float64Array
}

/**
 * Learns the network. `multinomial` has no arrows between features (naive Bayes on states), `tree` the tree of greatest
 * conditional mutual information.
 * @param smoothing added to every count (Laplace)
 * Cost: O(n·d²) for the tree. Source: Chow & Liu (1968); Friedman, Geiger & Goldszmidt (1997), TAN.
 */
export function fitTreeBayes(data: TrainingData, kind: TreeBayes['kind'], smoothing: number): TreeBayes {
  const { x, y, nClasses, weights, featureNames } = data
  const features = discreteFeatures(x, featureNames)
  const states = features.map((feature) => Int32Array.from({ length: x.nRows }, (_, i) => stateOf(feature, x, i)))
  const counts = new Counts(states, features, y, nClasses, weights)
  const { parents, strengths } = kind === 'tree' ? bestTree(counts) : noTree(features.length)
  const logs = features.map((_, j) => logsOf(counts, j, parents[j] as number, smoothing))
  return { kind, prior: classPrior(y, nClasses, weights), features, parents, logs, strengths }
}

function noTree(d: number) {
  return { parents: new Int32Array(d).fill(-1), strengths: new Float64Array(d) }
}

/** Counts of states, by class. */
class Counts {
  constructor(
    readonly states: readonly Int32Array[],
    readonly features: readonly DiscreteFeature[],
    readonly y: Float64Array,
    readonly nClasses: number,
    readonly weights: Float64Array | null,
  ) {}

  width(j: number): number {
    return j < 0 ? 1 : (this.features[j] as DiscreteFeature).states.length
  }

  /** At (class · parent states + parent's state) · states + state. */
  table(child: number, parent: number): Float64Array {
    const [own, theirs] = [this.width(child), this.width(parent)]
    const table = new Float64Array(this.nClasses * theirs * own)
    const below = this.states[child] as Int32Array
    const above = parent < 0 ? null : (this.states[parent] as Int32Array)
    for (let i = 0; i < below.length; i++) {
      const outer = (this.y[i] as number) * theirs + (above ? (above[i] as number) : 0)
      const at = outer * own + (below[i] as number)
      table[at] = (table[at] as number) + (this.weights ? (this.weights[i] as number) : 1)
    }
    return table
  }
}

function logsOf(counts: Counts, child: number, parent: number, smoothing: number): Float64Array {
  const table = counts.table(child, parent)
  const width = counts.width(child)
  const logs = new Float64Array(table.length)
  for (let start = 0; start < table.length; start += width) {
    let total = 0
    for (let s = 0; s < width; s++) total += (table[start + s] as number) + smoothing
    for (let s = 0; s < width; s++) logs[start + s] = Math.log(((table[start + s] as number) + smoothing) / total)
  }
  return logs
}

/** The spanning tree of greatest conditional mutual information, grown from the first feature (Prim). */
function bestTree(counts: Counts): { parents: Int32Array; strengths: Float64Array } {
  const d = counts.features.length
  const { parents, strengths } = noTree(d)
  const best = new Float64Array(d).fill(-1)
  const from = new Int32Array(d).fill(-1)
  const inside = new Uint8Array(d)
  let newest = 0
  inside[0] = 1
  for (let step = 1; step < d; step++) {
    for (let j = 0; j < d; j++) {
      if (inside[j] === 1) continue
      const information = conditionalInformation(counts, j, newest)
      if (information > (best[j] as number)) {
        best[j] = information
        from[j] = newest
      }
    }
    let next = -1
    for (let j = 0; j < d; j++)
      if (inside[j] === 0 && (next < 0 || (best[j] as number) > (best[next] as number))) next = j
    parents[next] = from[next] as number
    strengths[next] = best[next] as number
    inside[next] = 1
    newest = next
  }
  return { parents, strengths }
}

/** I(child; parent | class) in nats. */
function conditionalInformation(counts: Counts, child: number, parent: number): number {
  const table = counts.table(child, parent)
  const [own, theirs] = [counts.width(child), counts.width(parent)]
  const total = table.reduce((sum, count) => sum + count, 0)
  let information = 0
  for (let c = 0; c < counts.nClasses; c++) {
    const part = table.subarray(c * theirs * own, (c + 1) * theirs * own)
    const all = part.reduce((sum, count) => sum + count, 0)
    const above = new Float64Array(theirs)
    const below = new Float64Array(own)
    for (const [at, count] of part.entries()) {
      above[Math.floor(at / own)] = (above[Math.floor(at / own)] as number) + count
      below[at % own] = (below[at % own] as number) + count
    }
    for (const [at, count] of part.entries()) {
      if (count === 0) continue
      const expected = ((above[Math.floor(at / own)] as number) * (below[at % own] as number)) / all
      information += (count / total) * Math.log(count / expected)
    }
  }
  return information
}

/** Joint log likelihood of each class: n × classes. */
export function treeLogs({ prior, features, parents, logs }: TreeBayes, x: Matrix): Matrix {
  const nClasses = prior.length
  const out = createMatrix(x.nRows, nClasses)
  const states = new Int32Array(features.length)
  for (let i = 0; i < x.nRows; i++) {
    for (const [j, feature] of features.entries()) states[j] = stateOf(feature, x, i)
    for (let c = 0; c < nClasses; c++) {
      let sum = Math.log(prior[c] as number)
      for (const [j, table] of logs.entries()) {
        const parent = parents[j] as number
        const theirs = parent < 0 ? 1 : (features[parent] as DiscreteFeature).states.length
        const outer = c * theirs + (parent < 0 ? 0 : (states[parent] as number))
        sum += table[outer * (features[j] as DiscreteFeature).states.length + (states[j] as number)] as number
      }
      out.data[i * nClasses + c] = sum
    }
  }
  return out
}
