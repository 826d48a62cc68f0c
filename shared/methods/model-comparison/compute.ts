import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import type { Column } from '../../dataset/column'
import { correctedFoldTest, delongTest, holm, mcNemarTest } from '../../learning/metrics/compare-models'
import type { CrossValidation, PredictiveResult } from '../../learning/predictive/result'
import { within } from '../../learning/predictive/train'
import { decisionTree } from '../decision-tree'
import type { Method, MethodContext, MethodDiagnostics, MethodInput, Outcome } from '../define-method'
import { gradientBoosting } from '../gradient-boosting'
import { kNearest } from '../k-nearest'
import { linearRegression } from '../linear-regression'
import { logisticRegression } from '../logistic-regression'
import { naiveBayes } from '../naive-bayes'
import { neuralNetwork } from '../neural-network'
import { parseParams } from '../parse-params'
import { randomForest } from '../random-forest'
import { svm } from '../svm'
import type { Comparable, ComparedPair, ModelComparisonParams, ModelComparisonResult } from './method'

const methods: Readonly<Record<Comparable, Method>> = {
  'decision-tree': decisionTree as Method,
  'gradient-boosting': gradientBoosting as Method,
  'k-nearest': kNearest as Method,
  'linear-regression': linearRegression as Method,
  'logistic-regression': logisticRegression as Method,
  'naive-bayes': naiveBayes as Method,
  'neural-network': neuralNetwork as Method,
  'random-forest': randomForest as Method,
  svm: svm as Method,
}
const onlyNumbers: readonly Comparable[] = ['linear-regression']
const onlyClasses: readonly Comparable[] = ['logistic-regression', 'naive-bayes', 'svm']

interface Compared {
  id: Comparable
  result: PredictiveResult
}

/**
 * Learns with several methods from the same rows, on the same folds and tested on the same rows, and tests their differences.
 * @throws what the methods refuse; tooFewMethods when fewer than two fit the target
 * Cost: that of the methods together.
 */
export function* compute(
  input: MethodInput,
  { methods: asked, ...common }: ModelComparisonParams,
  context: MethodContext,
): Generator<Progress, Outcome<ModelComparisonResult>, void> {
  const target = input.columns['target']?.[0] as Column
  const isNumber = predictsNumber(target)
  const unfit = asked.filter((id) => (isNumber ? onlyClasses : onlyNumbers).includes(id))
  const chosen = [...new Set(asked)].filter((id) => !unfit.includes(id))
  if (chosen.length < 2) throw failure('tooFewMethods', { given: chosen.length }, { parameter: 'methods' })
  const compared: Compared[] = []
  let diagnostics: MethodDiagnostics | null = null
  for (const [place, id] of chosen.entries()) {
    const method = methods[id]
    // The same seed for all: they draw the same test rows and the same folds.
    const given = linearSplit(id, { ...common, task: isNumber ? 'regression' : 'classification' })
    const steps = method.compute(input, parseParams(method, given), context)
    const outcome = yield* within(steps, 'fit', place / chosen.length, (place + 1) / chosen.length)
    compared.push({ id, result: outcome.result as PredictiveResult })
    diagnostics = outcome.diagnostics
  }
  const result = compare(compared, unfit)
  return { result, diagnostics: { ...(diagnostics as MethodDiagnostics), converged: null, iterations: null } }
}

/** As the methods themselves decide: numbers that measure are predicted, kinds are told apart. */
function predictsNumber(column: Column): boolean {
  if (column.kind === 'categorical' || column.measureType === 'nominal') return false
  return new Set(column.values.filter((value) => !Number.isNaN(value))).size > 2
}

/** Methods for one task alone have no parameter for it to be told. */
function linearSplit(id: Comparable, given: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(methods[id].params.shape)
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)))
}

function compare(compared: Compared[], unfit: Comparable[]): ModelComparisonResult {
  const first = compared[0]?.result as PredictiveResult
  const metric = first.task === 'regression' ? 'rmse' : 'logLoss'
  const lossOf = ({ result }: Compared) => result.crossValidation?.mean[metric] ?? result.metrics[metric] ?? 0
  const sorted = [...compared].sort((a, b) => lossOf(a) - lossOf(b))
  const pairs = sorted.flatMap((one, i) => sorted.slice(i + 1).map((other) => comparePair(other, one, metric)))
  const adjusted = holm(pairs.map(({ folds }) => folds?.p ?? 1))
  return {
    target: first.target,
    task: first.task,
    nTrain: first.nTrain,
    nTest: first.nTest,
    models: sorted.map(({ id, result }) => ({
      method: id,
      metrics: result.metrics,
      mean: result.crossValidation?.mean ?? {},
      standardDeviation: result.crossValidation?.standardDeviation ?? {},
      beatsBaseline: result.baseline.isBeaten,
    })),
    pairs: pairs.map((pair, i) => ({
      ...pair,
      folds: pair.folds && { ...pair.folds, metric, pHolm: adjusted[i] as number },
    })),
    unfit,
  }
}

type PlainPair = Omit<ComparedPair, 'folds'> & { folds: ReturnType<typeof correctedFoldTest> }

function comparePair(first: Compared, second: Compared, metric: 'logLoss' | 'rmse'): PlainPair {
  const [a, b] = [first.result, second.result]
  const isHonest = a.split !== 'none'
  const known = Array.from(a.actual.keys()).filter((i) => !Number.isNaN(a.actual[i]))
  const pick = (values: ArrayLike<number>) => Float64Array.from(known, (i) => values[i] as number)
  const [p, q, truth] = [a.probabilities, b.probabilities, pick(a.actual)]
  const areBinary = p instanceof Float64Array && q instanceof Float64Array
  return {
    first: first.id,
    second: second.id,
    folds: foldTest(a.crossValidation, b.crossValidation, metric, a.nTrain),
    area: isHonest && areBinary ? delongTest(pick(q), pick(p), truth) : null,
    right:
      isHonest && a.task === 'classification' ? mcNemarTest(pick(a.predictions), pick(b.predictions), truth) : null,
  }
}

/** Loss of the first less that of the second, fold by fold. */
function foldTest(
  a: CrossValidation | null,
  b: CrossValidation | null,
  metric: 'logLoss' | 'rmse',
  nTrain: number,
): ReturnType<typeof correctedFoldTest> {
  if (!a || !b) return null
  const differences = a.folds.flatMap((fold) => {
    const other = b.folds.find((one) => one.repeat === fold.repeat && one.fold === fold.fold)
    const [x, y] = [fold.metrics[metric], other?.metrics[metric]]
    return typeof x === 'number' && typeof y === 'number' ? [x - y] : []
  })
  const size = a.folds.reduce((sum, { n }) => sum + n, 0) / a.folds.length
  return correctedFoldTest(differences, size / Math.max(1, nTrain - size))
}

/** Words for a method. */
export const methodName = (id: Comparable) => text(`methods.${id}.name`)
