import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import type { Calibration } from '../calibration/calibration'
import { likeliestClasses } from '../metrics/multiclass-metrics'
import { blocksOf } from './encoded-blocks'
import { scoresOf, type Truth } from './evaluate'
import { explainClasses } from './explain-classes'
import type { PredictiveParams } from './params'
import { partialDependence } from './partial-dependence'
import { permutationImportance } from './permutation-importance'
import type { Dependence, Importance, PredictiveResult } from './result'
import { rowChanges } from './row-changes'
import { rowReasons } from './row-reasons'
import { subgroupPerformance } from './subgroups'
import { type Learner, predictWith, type Trained } from './train'
import { fixedColumns } from './unchangeable'

/** Tested rows whose target is known. */
interface Tested {
  rows: Int32Array
  matrix: Matrix
  predicted: Matrix
  truth: Truth
  threshold: number
  rowIds: Int32Array
  isLight: boolean
  rowsExplained: number
}

type Explained = Pick<PredictiveResult, 'importance' | 'termImportance' | 'partialDependence' | 'subgroups' | 'reasons'>

/** Rows and shuffles that importance is measured with. */
const LIGHT = { rows: 5000, repeats: 20, points: 500 }
const HEAVY = { rows: 1500, repeats: 5, points: 150 }
/** Columns whose effect is drawn, and rows whose reasons are listed. */
const COLUMNS_DRAWN = 6
const ROWS_EXPLAINED = 50

/** What moves the predictions: for all rows, along the columns that count most, for parts of the rows, and for single rows. */
export function* explainModel<P extends PredictiveParams, M>(
  learner: Learner<P, M>,
  trained: Trained<M> & { calibration?: Calibration | null },
  tested: Tested,
): Generator<Progress, Explained, void> {
  const { columns, estimator, context } = learner
  const { truth, isLight } = tested
  const none: Explained = { importance: [], termImportance: [], partialDependence: [], subgroups: [], reasons: [] }
  if (tested.rows.length < 2) return none
  const effort = isLight ? LIGHT : HEAVY
  const predict = (x: Matrix) => predictWith(estimator, trained, x)
  const blocks = blocksOf(trained.pipeline)
  const sample = firstRows(tested, Math.min(effort.rows, tested.rowsExplained))
  const random = context.random.fork(30)
  const groups = blocks.map(({ feature, places }) => ({ name: feature, places }))
  const importance = yield* measured(
    permutationImportance(predict, sample.matrix, sample.truth, groups, effort.repeats, random),
    0.86,
    0.93,
  )
  const terms = trained.pipeline.terms.map((name, place) => ({ name, places: [place] }))
  const isTelling = isLight && terms.length > groups.length
  const termImportance = isTelling
    ? yield* measured(
        permutationImportance(predict, sample.matrix, sample.truth, terms, effort.repeats, random),
        0.93,
        0.96,
      )
    : []
  const drawn: Dependence[] = []
  const points = firstRows(tested, Math.min(effort.points, tested.rowsExplained))
  for (const { feature } of importance.slice(0, COLUMNS_DRAWN)) {
    yield { stage: 'explain', fraction: 0.96 }
    const block = blocks.find((one) => one.feature === feature)
    const column = columns.find(({ name }) => name === feature)
    if (!block || !column || truth.nClasses > 2) continue
    drawn.push(partialDependence(predict, points.matrix, block, column, points.rows))
  }
  return {
    importance,
    termImportance,
    partialDependence: drawn,
    subgroups: subgroupPerformance(columns, tested.rows, tested.predicted, truth, tested.threshold),
    reasons: reasonsOf(learner, trained, tested),
  }
}

function* measured(
  steps: Generator<number, Importance[], void>,
  start: number,
  end: number,
): Generator<Progress, Importance[], void> {
  let step = steps.next()
  while (!step.done) {
    yield { stage: 'explain', fraction: start + (end - start) * step.value }
    step = steps.next()
  }
  return step.value
}

/** A copy of the first rows: what is shuffled must not be what is kept. */
function firstRows({ rows, matrix, truth }: Tested, count: number): { rows: Int32Array; matrix: Matrix; truth: Truth } {
  const n = Math.min(count, rows.length)
  const some = createMatrix(n, matrix.nColumns, true)
  some.data.set(matrix.data.subarray(0, n * matrix.nColumns))
  return { rows: rows.subarray(0, n), matrix: some, truth: { ...truth, y: truth.y.subarray(0, n) } }
}

/** Reasons of the rows with the highest scores; of more than two classes those for the class predicted. */
function reasonsOf<P extends PredictiveParams, M>(
  { estimator, columns, params }: Pick<Learner<P, M>, 'estimator' | 'columns' | 'params'>,
  trained: Trained<M> & { calibration?: Calibration | null },
  { matrix, predicted, truth, rows, rowIds, threshold }: Tested,
): PredictiveResult['reasons'] {
  if (!estimator.explain) return []
  const { model, pipeline } = trained
  const scores = scoresOf(predicted)
  const order = Int32Array.from(rows.keys()).sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b)
  const highest = order.subarray(0, ROWS_EXPLAINED)
  const x = createMatrix(highest.length, matrix.nColumns, true)
  for (const [i, at] of highest.entries()) {
    x.data.set(matrix.data.subarray(at * matrix.nColumns, (at + 1) * matrix.nColumns), i * matrix.nColumns)
  }
  const asked = classesAsked(predicted, highest)
  const contributions = explainClasses(estimator, model, x, asked)
  if (!contributions) return []
  const own = Float64Array.from(highest, (at) => scores[at] as number)
  const explained = Int32Array.from(highest, (at) => rows[at] as number)
  const reasons = rowReasons(contributions, own, pipeline, columns, explained, rowIds)
  if (truth.nClasses > 2)
    return reasons.map((one, i) => ({ ...one, class: truth.classes[asked[i] as number] as string }))
  if (truth.nClasses !== 2) return reasons
  const score = (changed: Matrix) => scoresOf(predictWith(estimator, trained, changed))
  const fixed = new Set(fixedColumns(columns, params.fixed))
  const free = columns.filter(({ name }) => !fixed.has(name))
  const changes = rowChanges(score, pipeline, free, { x, explained, scores: own }, rows, threshold)
  return reasons.map((one, i) => ({ ...one, change: changes[i] ?? null }))
}

/** Per row the class that reasons are for: the positive one of two, else the one predicted. */
function classesAsked(predicted: Matrix, rows: Int32Array): Int32Array {
  if (predicted.nColumns <= 2) return new Int32Array(rows.length).fill(predicted.nColumns === 2 ? 1 : 0)
  const likeliest = likeliestClasses(predicted)
  return Int32Array.from(rows, (row) => likeliest[row] as number)
}
