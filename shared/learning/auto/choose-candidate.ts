import type { Progress } from '../../contract/run-events'
import { createMatrix } from '../../dataset/column'
import { sharedFloats } from '../../math/chunks'
import type { MethodContext } from '../../methods/define-method'
import type { TrainingData } from '../estimator'
import { stratifiedFolds } from '../pipeline/folds'
import { type Candidate, candidateOf, candidatesFor } from './candidates'

/** How a candidate did on the inner folds: mean loss (log-loss, or squared error) and its standard error. */
export interface Trial {
  id: string
  /** Null when it was left out for want of time, or could not be computed. */
  loss: number | null
  standardError: number | null
  /** Seconds that one fit was expected to take. */
  expectedSeconds: number
}

export interface ChosenModel {
  id: string
  nClasses: number
  model: unknown
  trials: Trial[]
}

const innerFolds = 3

/**
 * Tries ways to learn on the same inner folds and learns with the best of them; of those within one standard error of the
 * best, the one that is easiest to read.
 * @param budgetSeconds what all fits together may be expected to take; the first candidate is always tried
 * Cost: three folds and one fit of each candidate within the budget. Source: Breiman et al. (1984), the 1-SE rule.
 */
export function* chooseCandidate(
  data: TrainingData,
  budgetSeconds: number,
  context: MethodContext,
): Generator<Progress, ChosenModel, void> {
  const folds = stratifiedFolds(data.y, data.nClasses, innerFolds, context.random.fork(1))
  const within = affordable(data, budgetSeconds)
  const trials: Trial[] = []
  for (const [place, candidate] of candidatesFor(data.nClasses).entries()) {
    const expectedSeconds = candidate.seconds(data.x.nRows, data.x.nColumns)
    if (!within.has(candidate.id)) {
      trials.push({ id: candidate.id, loss: null, standardError: null, expectedSeconds })
      continue
    }
    const losses: number[] = []
    for (let fold = 0; fold < innerFolds; fold++) {
      yield { stage: 'fit', fraction: ((place + fold / innerFolds) / (within.size + 1)) * 0.8 }
      losses.push(yield* lossOnFold(candidate, data, folds, fold, context))
    }
    const loss = mean(losses)
    trials.push({ id: candidate.id, loss, standardError: standardErrorOf(losses), expectedSeconds })
  }
  const id = choice(trials)
  const model = yield* candidateOf(data.nClasses, id).fit(data, { ...context, random: context.random.fork(9) })
  return { id, nClasses: data.nClasses, model, trials }
}

/** The candidates that fit into the budget, cheapest first. */
function affordable({ x, nClasses }: TrainingData, budget: number): Set<string> {
  const cost = (one: Candidate) => one.seconds(x.nRows, x.nColumns) * (innerFolds * 0.7 + 1)
  const sorted = [...candidatesFor(nClasses)].sort((a, b) => cost(a) - cost(b))
  const within = new Set<string>()
  let spent = 0
  for (const one of sorted) {
    if (within.size > 0 && spent + cost(one) > budget) continue
    within.add(one.id)
    spent += cost(one)
  }
  return within
}

/** Loss of each row, on average over the rows of the fold. */
function* lossOnFold(
  candidate: Candidate,
  data: TrainingData,
  folds: Int32Array,
  fold: number,
  context: MethodContext,
): Generator<Progress, number, void> {
  const rows = (inside: boolean) => Int32Array.from([...folds.keys()].filter((i) => (folds[i] === fold) === inside))
  const [kept, learned] = [rows(true), rows(false)]
  const model = yield* silently(
    candidate.fit(pick(data, learned), { ...context, random: context.random.fork(2 + fold) }),
  )
  const test = pick(data, kept)
  const predicted = candidate.predict(model, test.x)
  let loss = 0
  for (let i = 0; i < kept.length; i++) {
    const own = test.y[i] as number
    if (data.nClasses === 0) loss += ((predicted.data[i] as number) - own) ** 2
    else loss -= Math.log(Math.max(1e-15, predicted.data[i * data.nClasses + own] as number))
  }
  return loss / kept.length
}

/** Lets a fit be stopped between its steps without telling its own progress. */
function* silently<T>(fit: Generator<Progress, T, void>): Generator<Progress, T, void> {
  for (;;) {
    const { value, done } = fit.next()
    if (done) return value
    yield { stage: 'fit', fraction: null }
  }
}

function pick({ x, y, weights, ...rest }: TrainingData, rows: Int32Array): TrainingData {
  const part = createMatrix(rows.length, x.nColumns, true)
  for (const [i, row] of rows.entries())
    part.data.set(x.data.subarray(row * x.nColumns, (row + 1) * x.nColumns), i * x.nColumns)
  const take = (values: Float64Array) => {
    const some = sharedFloats(rows.length)
    for (const [i, row] of rows.entries()) some[i] = values[row] as number
    return some
  }
  return { ...rest, x: part, y: take(y), weights: weights && take(weights) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function standardErrorOf(values: readonly number[]): number {
  const center = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - center) ** 2, 0)
  return Math.sqrt(squares / (values.length - 1) / values.length)
}

function choice(trials: readonly Trial[]): string {
  const tried = trials.filter((trial): trial is Trial & { loss: number; standardError: number } => trial.loss !== null)
  const best = tried.reduce((a, b) => (b.loss < a.loss ? b : a))
  const near = tried.find(({ loss }) => loss <= best.loss + best.standardError)
  return (near ?? best).id
}
