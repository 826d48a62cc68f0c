import type { Random } from '../../math/random'
import { groupedFolds, stratifiedFolds, timeFolds } from '../pipeline/folds'
import type { Split } from './make-split'
import type { PredictiveParams } from './params'
import type { Target } from './read-target'
import type { CrossValidation } from './result'

/** Per row of a list of rows its fold. */
export interface Folds {
  kind: CrossValidation['kind']
  foldOf: Int32Array
  count: number
}

/**
 * Divides rows into folds, in order of time or by whole groups where the split is.
 * @param folds how many, or the fold of each row
 * @returns null when classes have too few rows for two folds
 */
export function drawFolds(
  split: Pick<Split, 'train' | 'times' | 'groups'>,
  y: Float64Array,
  nClasses: number,
  folds: PredictiveParams['folds'],
  random: Random,
): Folds | null {
  if (Array.isArray(folds)) {
    if (folds.length !== y.length) return null
    return { kind: 'given', foldOf: Int32Array.from(folds), count: Math.max(...folds) + 1 }
  }
  const rarest = nClasses === 0 ? y.length : Math.min(...countClasses(y, nClasses).filter((count) => count > 0))
  const count = Math.min(folds, rarest)
  if (count < 2) return null
  if (split.times) {
    const times = Float64Array.from(split.train, (row) => split.times?.[row] as number)
    return { kind: 'time', foldOf: timeFolds(times, count), count }
  }
  if (split.groups) {
    const groups = Int32Array.from(split.train, (row) => split.groups?.[row] as number)
    return { kind: 'group', foldOf: groupedFolds(groups, count, random), count }
  }
  return { kind: 'stratified', foldOf: stratifiedFolds(y, nClasses, count, random), count }
}

export function countClasses(y: Float64Array, nClasses: number): number[] {
  const counts = new Array<number>(nClasses).fill(0)
  for (const own of y) counts[own] = (counts[own] as number) + 1
  return counts
}

export interface Parts {
  train: Int32Array
  test: Int32Array
  /** Positions of the tested rows among the training rows. */
  places: Int32Array
}

export function partsOf(rows: Int32Array, { kind, foldOf }: Folds, fold: number): Parts {
  const isLearnt = (i: number) => (kind === 'time' ? (foldOf[i] as number) < fold : foldOf[i] !== fold)
  const places = Int32Array.from(rows.keys()).filter((i) => foldOf[i] === fold)
  return {
    train: rows.filter((_, i) => isLearnt(i)),
    test: rows.filter((_, i) => foldOf[i] === fold),
    places,
  }
}

/** Whether rows are enough to learn from: two at least, and some of every class. */
export function canLearn(rows: Int32Array, { y, nClasses }: Pick<Target, 'y' | 'nClasses'>): boolean {
  if (rows.length < 2) return false
  if (nClasses === 0) return true
  const own = countClasses(
    Float64Array.from(rows, (row) => y[row] as number),
    nClasses,
  )
  return own.every((count) => count > 0)
}
