import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { Random } from '../../math/random'
import { shuffled } from '../pipeline/folds'
import { canLearn, drawFolds, type Folds, partsOf } from '../predictive/draw-folds'
import { measure } from '../predictive/evaluate'
import type { PredictiveParams } from '../predictive/params'
import { type Learner, predictRows, train } from '../predictive/train'
import { drawSettings, type Setting } from './search-space'
import { settingText } from './setting-text'
import type { Tuning, TuningTrial } from './tuning'

/** Of the settings of a round, one in so many goes on to the next, with so many times the rows. */
const REDUCTION = 3
/** Rounds with fewer rows say nothing. */
const FEWEST_ROWS = 100

/** One round of a search: how many rows each setting is tried on. */
interface Round {
  rows: Int32Array
  folds: Folds
}

/**
 * Looks for the setting with the smallest loss on folds inside some training rows; nothing of other rows is looked at.
 * `random` tries every setting on all rows; `successive-halving` starts with few rows and lets the best third go on.
 * @param rows training rows
 * @param random draws settings and folds
 * @returns null when nothing is searched for, or the rows are too few for folds
 * Cost: settings · inner folds fits; successive halving about rounds · settings · inner folds / 3^(rounds − 1).
 * Source: Bergstra & Bengio (2012); Jamieson & Talwalkar (2016), "Non-stochastic best arm identification".
 */
export function* tune<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  rows: Int32Array,
  random: Random,
): Generator<Progress, Tuning | null, void> {
  const { params, space, estimator } = learner
  const kind = params.tune
  if (kind === 'none' || Object.keys(space).length === 0) return null
  const given = Object.fromEntries(
    Object.keys(space).map((name) => [name, (params as unknown as Setting)[name] ?? null]),
  )
  const wanted = drawSettings(space, given, params.nCandidates, random.fork(1))
  const settings = affordable(learner, wanted, rows.length)
  const rounds = planRounds(learner, rows, kind === 'random' ? 1 : settings.length, random.fork(2))
  if (rounds.length === 0) return null
  const total = fitsOf(settings.length, rounds.length) * params.tuneFolds
  const trials: TuningTrial[] = []
  let [open, done] = [settings, 0]
  for (const [round, plan] of rounds.entries()) {
    const here: TuningTrial[] = []
    for (const setting of open) {
      const losses: number[] = []
      for (let fold = 0; fold < plan.folds.count; fold++) {
        const best = bestOf(here)
        const note = best && text('predict-choice.best', { ...bestWords(estimator.id, best), count: trials.length })
        const told = { stage: 'tune', fraction: Math.min(1, done / total), iteration: trials.length }
        const loss = yield* lossOnFold(
          learner,
          setting,
          plan,
          fold,
          random.fork(10 + fold),
          note ? { ...told, note } : told,
        )
        if (loss !== null) losses.push(loss)
        done++
      }
      if (losses.length === 0) continue
      const trial = { setting, ...summary(losses), rows: plan.rows.length, round }
      here.push(trial)
      trials.push(trial)
    }
    const ranked = [...here].sort((a, b) => a.loss - b.loss)
    open = ranked.slice(0, Math.max(1, Math.ceil(here.length / REDUCTION))).map(({ setting }) => setting)
  }
  const best = bestOf(trials.filter(({ round }) => round === rounds.length - 1))
  if (!best) return null
  const metric = learner.target.nClasses === 0 ? 'rmse' : 'logLoss'
  const left = wanted.length - settings.length
  return { kind, metric, trials, chosen: best.setting, loss: best.loss, left }
}

function bestWords(methodId: string, { setting, loss }: TuningTrial) {
  return { loss: { value: loss, unit: 'number', decimals: 4 } as const, settings: settingText(methodId, setting) }
}

function bestOf(trials: readonly TuningTrial[]): TuningTrial | null {
  return trials.reduce<TuningTrial | null>((best, one) => (best && best.loss <= one.loss ? best : one), null)
}

function summary(losses: readonly number[]): Pick<TuningTrial, 'loss' | 'standardError'> {
  const k = losses.length
  const loss = losses.reduce((sum, value) => sum + value, 0) / k
  const squares = losses.reduce((sum, value) => sum + (value - loss) ** 2, 0)
  return { loss, standardError: k > 1 ? Math.sqrt(squares / (k - 1) / k) : null }
}

/** Settings that are expected to fit into the budget of seconds; two at least, or there is nothing to choose. */
function affordable<P extends PredictiveParams, M>(
  { params, columns, secondsPerFit }: Learner<P, M>,
  settings: readonly Setting[],
  nRows: number,
): readonly Setting[] {
  const { tuneBudget, tuneFolds } = params
  if (tuneBudget === null) return settings
  let spent = 0
  const within = settings.findIndex((setting, at) => {
    spent += tuneFolds * secondsPerFit(nRows, columns.length, { ...params, ...setting })
    return at >= 2 && spent > tuneBudget
  })
  return within < 0 ? settings : settings.slice(0, within)
}

/** Fits, in settings, of all rounds together. */
function fitsOf(settings: number, rounds: number): number {
  let [total, open] = [0, settings]
  for (let round = 0; round < rounds; round++) {
    total += open
    open = Math.max(1, Math.ceil(open / REDUCTION))
  }
  return total
}

/** Rows and folds of every round; the last has all rows. */
function planRounds<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  rows: Int32Array,
  nSettings: number,
  random: Random,
): Round[] {
  const { target, params, apart } = learner
  const bySettings = Math.floor(Math.log(nSettings) / Math.log(REDUCTION))
  const byRows = Math.floor(Math.log(Math.max(1, rows.length / FEWEST_ROWS)) / Math.log(REDUCTION))
  const halvings = Math.max(0, Math.min(bySettings, byRows))
  return Array.from({ length: halvings + 1 }, (_, round) => round).flatMap((round) => {
    const share = REDUCTION ** (round - halvings)
    const some = share === 1 ? rows : sampleOf(rows, share, learner, random.fork(round))
    const y = Float64Array.from(some, (row) => target.y[row] as number)
    const folds = drawFolds({ train: some, ...apart }, y, target.nClasses, params.tuneFolds, random.fork(100 + round))
    return folds ? [{ rows: some, folds }] : []
  })
}

/** A share of the rows with the same mix of classes, in their order. */
function sampleOf<P extends PredictiveParams, M>(
  rows: Int32Array,
  share: number,
  { target: { y, nClasses } }: Learner<P, M>,
  random: Random,
): Int32Array {
  const isTaken = new Uint8Array(rows.length)
  for (let k = 0; k < Math.max(1, nClasses); k++) {
    const own = Int32Array.from(rows.keys()).filter((i) => nClasses === 0 || y[rows[i] as number] === k)
    const order = shuffled(own.length, random)
    const count = Math.max(Math.min(2, own.length), Math.round(own.length * share))
    for (let i = 0; i < count; i++) isTaken[own[order[i] as number] as number] = 1
  }
  return rows.filter((_, i) => isTaken[i] === 1)
}

/** Loss of a setting on one inner fold, telling `progress` meanwhile; null where the fold cannot be learned from. */
function* lossOnFold<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  setting: Setting,
  { rows, folds }: Round,
  fold: number,
  random: Random,
  progress: Progress,
): Generator<Progress, number | null, void> {
  const { target, context } = learner
  const parts = partsOf(rows, folds, fold)
  yield progress
  if (!canLearn(parts.train, target) || parts.test.length === 0) return null
  const params = { ...learner.params, ...setting }
  const steps = train({ ...learner, params, context: { ...context, random } }, parts.train, 1)
  let step = steps.next()
  while (!step.done) {
    yield progress
    step = steps.next()
  }
  const { predicted } = predictRows(learner, step.value, parts.test)
  const truth = { ...target, y: Float64Array.from(parts.test, (row) => target.y[row] as number) }
  const { logLoss, rmse } = measure(predicted, truth, 0.5)
  return (target.nClasses === 0 ? rmse : logLoss) ?? null
}
