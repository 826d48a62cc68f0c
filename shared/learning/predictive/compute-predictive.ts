import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { type Column, createMatrix, type Matrix } from '../../dataset/column'
import type { MethodContext, MethodDiagnostics, MethodInput } from '../../methods/define-method'
import type { Estimator } from '../estimator'
import { isCategory, levelAt, numberAt } from '../pipeline/source-column'
import type { SearchSpace } from '../tuning/search-space'
import { tune } from '../tuning/tune'
import { calibrationReport } from './calibration-report'
import { chooseThreshold } from './choose-threshold'
import { compareBaseline } from './compare-baseline'
import { crossValidate, type Validated } from './cross-validate'
import { countClasses } from './draw-folds'
import { describeTraining } from './drift'
import { evaluate, scoresOf, type Truth } from './evaluate'
import { explainModel } from './explain-model'
import { findLeaks } from './leak-alarm'
import { learn } from './learn'
import { makeSplit, type Split } from './make-split'
import type { PredictiveParams } from './params'
import { readTarget, type Target } from './read-target'
import { findRemarks } from './remarks'
import type { PredictiveResult } from './result'
import { type Learner, predictRows, type Trained, within } from './train'

/** What a method adds to the common part. */
export interface PredictiveMaker<P extends PredictiveParams, M> {
  estimator: Estimator<P, M>
  /** False for models whose predictions take long: importance is then measured on fewer rows. */
  isLight: boolean
  /** Most rows that importance is measured on. */
  rowsExplained: number
  space: SearchSpace
  secondsPerFit(nRows: number, nColumns: number, params: P): number
}

export interface Predicted<M, P = PredictiveParams> {
  result: PredictiveResult
  /** Parameters of the final fit: those chosen, where a search chose. */
  params: P
  diagnostics: MethodDiagnostics
  trained: Trained<M>
  target: Target
}

/** A class with fewer training rows cannot be learned. */
const FEWEST_PER_CLASS = 2
const FEWEST_ROWS = 5

/**
 * The whole way of a predictive method: target, split, folds, fit, test, baseline, explanation. Whatever learns, learns from
 * training rows alone.
 * @throws targetOneClass, targetSlip, tooFewRows, classTooRare, …
 * Cost: folds · repeats + 1 fits, and the predictions that explanations need.
 */
export function* computePredictive<P extends PredictiveParams, M>(
  maker: PredictiveMaker<P, M>,
  input: MethodInput,
  params: P,
  context: MethodContext,
): Generator<Progress, Predicted<M, P>, void> {
  yield { stage: 'preparing', fraction: null }
  const { estimator } = maker
  const target = readTarget(input.columns['target']?.[0] as Column, input.nRows, {
    methodId: estimator.id,
    tasks: estimator.tasks,
    task: params.task,
    positive: params.positive,
  })
  const columns = (input.columns['features'] ?? []).filter(({ name }) => name !== target.name)
  if (columns.length === 0) {
    throw failure('tooFewColumns', { method: text(`methods.${estimator.id}.name`), needed: 1, given: 0 })
  }
  const usable = usableRows(input, target, columns, params)
  const split = makeSplit(input, usable, target, params, context.random.fork(10))
  requireRows(estimator.id, split, target, input.nRows)
  const { space, secondsPerFit } = maker
  const asked: Learner<P, M> = { estimator, columns, target, params, context, apart: split, space, secondsPerFit }
  const rows = learnable(split, target).train
  const early = params.nested ? null : yield* within(tune(asked, rows, context.random.fork(40)), 'tune', 0.02, 0.3)
  const learner = early ? { ...asked, params: { ...params, ...early.chosen, tune: 'none' as const } } : asked
  const validated = yield* crossValidate(learner, learnable(split, target), { start: early ? 0.3 : 0.05, end: 0.7 })
  const trained = yield* within(learn(learner, rows, 1), 'fit', 0.7, 0.85)
  const tuning = early ?? trained.tuning
  const test = predictRows(learner, trained, split.test)
  yield { stage: 'predict', fraction: 0.86 }
  const rowScores = scoreRows(learner, trained, split, test.predicted, validated, input.nRows)
  const trainY = Float64Array.from(rows, (row) => target.y[row] as number)
  const honest = honestScores(validated, trainY, target.nClasses)
  const choice = chooseThreshold(params, rowScores, honest, trained.boundary)
  const known = knownRows(split.test, target)
  const predicted = known.length === split.test.length ? test.predicted : pickRows(test.predicted, known)
  const truth: Truth = { ...target, y: Float64Array.from(known, (i) => target.y[split.test[i] as number] as number) }
  const evaluation = evaluate(predicted, truth, choice.value, context.random.fork(20))
  const knownTest = Int32Array.from(known, (i) => split.test[i] as number)
  const explained = yield* explainModel(learner, trained, {
    rows: knownTest,
    matrix: known.length === split.test.length ? test.matrix : pickRows(test.matrix, known),
    predicted,
    truth,
    threshold: choice.value,
    rowIds: input.rowIds,
    isLight: maker.isLight,
    rowsExplained: maker.rowsExplained,
  })
  const isBinary = target.nClasses === 2
  const leaks = findLeaks(columns, target, { ...split, train: rows }, trained.pipeline)
  const result: PredictiveResult = {
    task: target.task,
    target: target.name,
    classes: target.classes,
    positive: isBinary ? (target.classes[1] as string) : null,
    nTrain: rows.length,
    nTest: split.test.length,
    trainRate: rateOf(trainY, target.nClasses),
    split: split.kind,
    testRows: Int32Array.from(split.test, (row) => input.rowIds[row] as number),
    ...evaluation,
    threshold: isBinary ? thresholdOf(choice, evaluation.confusionMatrix, params) : null,
    probabilities: target.nClasses === 0 ? null : isBinary ? scoresOf(test.predicted) : test.predicted,
    predictions: predictionsOf(test.predicted, choice.value),
    actual: Float64Array.from(split.test, (row) => target.y[row] as number),
    crossValidation: validated?.summary ?? null,
    baseline: compareBaseline(trainY, truth, choice.value, validated),
    ...explained,
    leaks,
    remarks: [
      ...target.remarks,
      ...findRemarks({
        ...{ trained, split, target, params, test, input, trainY, validated },
        isTuned: tuning !== null,
        canChange: explained.reasons.some(({ change }) => change !== null),
      }),
    ],
    tuning,
    calibration: calibrationReport(learner, trained, knownTest, truth),
    rowScores,
    fitted: {
      pipeline: trained.pipeline,
      model: trained.model,
      calibration: trained.calibration,
      classes: target.classes,
      training: columns.map((column) => describeTraining(column, rows)),
    },
  }
  return { result, params: trained.params, diagnostics: diagnosticsOf(input, split, rows), trained, target }
}

/** Rows that may take part: with `drop`, those without gaps. */
function usableRows(
  { nRows }: MethodInput,
  target: Target,
  columns: readonly Column[],
  { missing }: PredictiveParams,
): Uint8Array {
  const usable = new Uint8Array(nRows).fill(1)
  if (missing !== 'drop') return usable
  for (let i = 0; i < nRows; i++) {
    const isWhole = columns.every((column) =>
      isCategory(column) ? levelAt(column, i) !== null : !Number.isNaN(numberAt(column, i)),
    )
    usable[i] = isWhole && !Number.isNaN(target.y[i]) ? 1 : 0
  }
  return usable
}

/** Training rows whose target is known. */
function learnable(split: Split, { y }: Target): Split {
  return { ...split, train: split.train.filter((row) => !Number.isNaN(y[row])) }
}

function requireRows(methodId: string, split: Split, target: Target, all: number): void {
  const { train: rows } = learnable(split, target)
  const values = { method: text(`methods.${methodId}.name`), needed: FEWEST_ROWS, used: rows.length, all }
  if (rows.length < FEWEST_ROWS) throw failure('tooFewRows', values)
  if (target.nClasses === 0) return
  const y = Float64Array.from(rows, (row) => target.y[row] as number)
  const counts = countClasses(y, target.nClasses)
  const place = { column: target.name, parameter: 'target' }
  if (counts.filter((count) => count > 0).length < 2) {
    const only = target.classes[counts.findIndex((count) => count > 0)] ?? ''
    throw failure('targetOneClass', { column: target.name, value: only }, place)
  }
  const rare = counts.findIndex((count) => count < FEWEST_PER_CLASS)
  if (rare < 0) return
  const told = { column: target.name, value: target.classes[rare] as string, rows: counts[rare] as number }
  throw failure('classTooRare', { ...told, needed: FEWEST_PER_CLASS }, place)
}

/** Positions of tested rows whose target is known. */
function knownRows(test: Int32Array, { y }: Target): Int32Array {
  return Int32Array.from(test.keys()).filter((i) => !Number.isNaN(y[test[i] as number]))
}

function pickRows(matrix: Matrix, rows: Int32Array): Matrix {
  const picked = createMatrix(rows.length, matrix.nColumns, true)
  for (let i = 0; i < rows.length; i++) {
    const start = (rows[i] as number) * matrix.nColumns
    picked.data.set(matrix.data.subarray(start, start + matrix.nColumns), i * matrix.nColumns)
  }
  return picked
}

/** Every row by a model that did not learn from it, as far as there is one. */
function scoreRows<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  trained: Trained<M>,
  split: Split,
  tested: Matrix,
  validated: Validated | null,
  nRows: number,
): Float64Array {
  const scores = new Float64Array(nRows).fill(Number.NaN)
  const known = new Uint8Array(nRows)
  const { train: rows } = learnable(split, learner.target)
  for (const row of rows) known[row] = 1
  for (const row of split.test) known[row] = 1
  const others = Int32Array.from({ length: nRows }, (_, i) => i).filter((row) => known[row] === 0)
  place(scores, others, scoresOf(predictRows(learner, trained, others).predicted))
  if (split.kind !== 'none') place(scores, split.test, scoresOf(tested))
  if (validated) {
    place(scores, rows, scoresOf(validated.outOfFold))
  }
  return scores
}

function place(scores: Float64Array, rows: Int32Array, values: Float64Array): void {
  for (let i = 0; i < rows.length; i++) scores[rows[i] as number] = values[i] as number
}

function honestScores(validated: Validated | null, y: Float64Array, nClasses: number) {
  if (!validated || nClasses !== 2) return null
  const scores = scoresOf(validated.outOfFold)
  const isKnown = (_: number, i: number) => !Number.isNaN(scores[i])
  return { scores: scores.filter(isKnown), y: y.filter(isKnown) }
}

function rateOf(y: Float64Array, nClasses: number): number {
  const counted = nClasses === 0 ? y : y.map((own) => (own === nClasses - 1 ? 1 : 0))
  return counted.reduce((sum, value) => sum + value, 0) / y.length
}

function thresholdOf(
  choice: Pick<NonNullable<PredictiveResult['threshold']>, 'value' | 'kind'>,
  matrix: PredictiveResult['confusionMatrix'],
  { contactBenefit, contactCost }: PredictiveParams,
): PredictiveResult['threshold'] {
  if (!matrix || !('tp' in matrix)) return null
  const flagged = matrix.tp + matrix.fp
  const isPriced = contactBenefit !== null && contactCost !== null
  return { ...choice, flagged, profit: isPriced ? matrix.tp * contactBenefit - flagged * contactCost : null }
}

function predictionsOf(predicted: Matrix, threshold: number): PredictiveResult['predictions'] {
  const { data, nRows, nColumns } = predicted
  if (nColumns === 1) return data.slice()
  return Int32Array.from({ length: nRows }, (_, i) => {
    if (nColumns === 2) return (data[i * 2 + 1] as number) >= threshold ? 1 : 0
    let best = 0
    for (let k = 1; k < nColumns; k++) {
      if ((data[i * nColumns + k] as number) > (data[i * nColumns + best] as number)) best = k
    }
    return best
  })
}

function diagnosticsOf({ nRows }: MethodInput, { test, kind }: Split, rows: Int32Array): MethodDiagnostics {
  const used = kind === 'none' ? rows.length : new Set([...rows, ...test]).size
  const rowsDropped = nRows - used
  const reason = text('predict.dropped')
  return {
    rowsUsed: used,
    rowsDropped,
    dropped: rowsDropped > 0 ? [{ reason, rows: rowsDropped }] : [],
    converged: null,
    iterations: null,
  }
}
