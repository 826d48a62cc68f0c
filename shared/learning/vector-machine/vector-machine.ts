import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import type { TrainingData } from '../estimator'
import { shuffled, stratifiedFolds } from '../pipeline/folds'
import { KernelCache, type KernelKind } from './kernel-cache'
import { type PlattScaling, plattProbability, plattScaling } from './platt-scaling'
import { type DualSolution, solveDual } from './solve-dual'

export interface VectorMachineParams {
  kernel: KernelKind
  C: number
  /** `scale`: 1 / (columns · variance of all entries). */
  gamma: number | 'scale' | 'auto'
  tolerance: number
}

/** One class against the others. */
export interface Separator {
  /** Rows that carry the decision, and what each adds: alpha · sign. */
  vectors: Matrix
  weights: Float64Array
  /** The decision is Σ weights · K + intercept. */
  intercept: number
  /** Of the linear kernel: one coefficient per column. */
  coefficients: Float64Array | null
  scaling: PlattScaling
  /** Support vectors of the class and of the others. */
  nSupport: [number, number]
  converged: boolean
  iterations: number
}

export interface VectorMachine {
  kernel: KernelKind
  gamma: number
  nClasses: number
  /** One for two classes, else one per class. */
  separators: Separator[]
  /** Rows learned from: a sample when there were more than can be. */
  nTrained: number
}

/** Rows learned from at most; kernels of more would take hours. */
const mostRows = 20_000
const calibrationFolds = 3

/**
 * Support vector classifier with hinge loss; probabilities by Platt's scaling of decisions on rows kept out in three folds.
 * Cost: between O(n²·d) and O(n³). Source: Cortes & Vapnik (1995).
 */
export function* fitVectorMachine(
  data: TrainingData,
  params: VectorMachineParams,
  context: MethodContext,
): Generator<Progress, VectorMachine, void> {
  const sample = sampleOf(data, context.random.fork(1))
  const gamma = params.kernel === 'linear' ? 0 : gammaOf(params.gamma, sample.x)
  const count = sample.nClasses === 2 ? 1 : sample.nClasses
  const separators: Separator[] = []
  for (let c = 0; c < count; c++) {
    const positive = sample.nClasses === 2 ? 1 : c
    const isPositive = Uint8Array.from(sample.y, (y) => (y === positive ? 1 : 0))
    const separate = separateFrom(sample, isPositive, gamma, params, context)
    for (;;) {
      const { value, done } = separate.next()
      if (done) {
        separators.push(value)
        break
      }
      yield { stage: 'fit', fraction: Math.min(0.99, (c + value) / count) }
    }
  }
  return { kernel: params.kernel, gamma, nClasses: sample.nClasses, separators, nTrained: sample.x.nRows }
}

function sampleOf(data: TrainingData, random: MethodContext['random']): TrainingData {
  const n = data.x.nRows
  if (n <= mostRows) return data
  return pick(data, shuffled(n, random).slice(0, mostRows).sort())
}

function pick(data: TrainingData, rows: Int32Array): TrainingData {
  const { nColumns: d } = data.x
  const x = createMatrix(rows.length, d)
  for (const [i, row] of rows.entries()) x.data.set(data.x.data.subarray(row * d, (row + 1) * d), i * d)
  const take = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number)
  return { ...data, x, y: take(data.y), weights: data.weights && take(data.weights) }
}

function gammaOf(gamma: VectorMachineParams['gamma'], { data, nColumns }: Matrix): number {
  if (typeof gamma === 'number') return gamma
  if (gamma === 'auto') return 1 / nColumns
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length
  const variance = data.reduce((sum, value) => sum + (value - mean) ** 2, 0) / data.length
  return variance > 0 ? 1 / (nColumns * variance) : 1
}

/** Yields how far it is, in [0, 1]. */
function* separateFrom(
  data: TrainingData,
  isPositive: Uint8Array,
  gamma: number,
  params: VectorMachineParams,
  context: MethodContext,
): Generator<number, Separator, void> {
  const whole = yield* machineOf(data, isPositive, gamma, params, 0, 0.4)
  const folds = stratifiedFolds(Float64Array.from(isPositive), 2, calibrationFolds, context.random.fork(2))
  const decisions = new Float64Array(isPositive.length)
  for (let fold = 0; fold < calibrationFolds; fold++) {
    const rows = (wanted: boolean) => Int32Array.from([...folds.keys()].filter((i) => (folds[i] === fold) !== wanted))
    const [learned, kept] = [rows(true), rows(false)]
    const part = Uint8Array.from(learned, (row) => isPositive[row] as number)
    const from = 0.4 + 0.2 * fold
    const machine = yield* machineOf(pick(data, learned), part, gamma, params, from, from + 0.2)
    const found = decide(machine, params.kernel, gamma, pick(data, kept).x)
    for (const [i, row] of kept.entries()) decisions[row] = found[i] as number
  }
  return { ...whole, scaling: plattScaling(decisions, isPositive) }
}

type Machine = Omit<Separator, 'scaling'>

function* machineOf(
  { x, weights }: TrainingData,
  isPositive: Uint8Array,
  gamma: number,
  { kernel, C, tolerance }: VectorMachineParams,
  from: number,
  to: number,
): Generator<number, Machine, void> {
  const signs = Int8Array.from(isPositive, (value) => (value === 1 ? 1 : -1))
  const bounds = Float64Array.from(signs, (_, i) => C * (weights ? (weights[i] as number) : 1))
  const limits = { tolerance, mostIterations: Math.max(100_000, 100 * x.nRows) }
  const solver = solveDual(new KernelCache(x, kernel, gamma), signs, bounds, limits)
  for (;;) {
    const { value, done } = solver.next()
    if (done) return machineFrom(value, x, signs, kernel)
    const progress = Math.max(0, Math.min(1, Math.log(value / 2) / Math.log(tolerance / 2)))
    yield from + (to - from) * progress
  }
}

function machineFrom(
  { alpha, rho, converged, iterations }: DualSolution,
  x: Matrix,
  signs: Int8Array,
  kernel: KernelKind,
): Machine {
  const { nColumns: d } = x
  const support = [...alpha.keys()].filter((i) => (alpha[i] as number) > 0)
  const vectors = createMatrix(support.length, d)
  for (const [place, row] of support.entries()) vectors.data.set(x.data.subarray(row * d, (row + 1) * d), place * d)
  const weights = Float64Array.from(support, (row) => (alpha[row] as number) * (signs[row] as number))
  const positives = support.filter((row) => signs[row] === 1).length
  return {
    vectors,
    weights,
    intercept: -rho,
    coefficients: kernel === 'linear' ? coefficientsOf(vectors, weights) : null,
    nSupport: [positives, support.length - positives],
    converged,
    iterations,
  }
}

function coefficientsOf({ data, nRows, nColumns }: Matrix, weights: Float64Array): Float64Array {
  const coefficients = new Float64Array(nColumns)
  for (let i = 0; i < nRows; i++)
    for (let j = 0; j < nColumns; j++)
      coefficients[j] = (coefficients[j] as number) + (weights[i] as number) * (data[i * nColumns + j] as number)
  return coefficients
}

/** Decisions of rows: above 0 for the class. */
export function decide(
  { vectors, weights, intercept, coefficients }: Pick<Separator, 'vectors' | 'weights' | 'intercept' | 'coefficients'>,
  kernel: KernelKind,
  gamma: number,
  x: Matrix,
): Float64Array {
  const { nColumns: d } = x
  return Float64Array.from({ length: x.nRows }, (_, i) => {
    let sum = intercept
    if (kernel === 'linear' && coefficients) {
      for (let j = 0; j < d; j++) sum += (coefficients[j] as number) * (x.data[i * d + j] as number)
      return sum
    }
    for (let v = 0; v < vectors.nRows; v++) {
      let gap = 0
      for (let j = 0; j < d; j++) gap += ((vectors.data[v * d + j] as number) - (x.data[i * d + j] as number)) ** 2
      sum += (weights[v] as number) * Math.exp(-gamma * gap)
    }
    return sum
  })
}

/** Calibrated probabilities: n × classes; of more than two classes those of each against the others, brought to a sum of 1. */
export function predictVectorMachine({ kernel, gamma, nClasses, separators }: VectorMachine, x: Matrix): Matrix {
  const predicted = createMatrix(x.nRows, nClasses)
  const columns = separators.map((separator) =>
    decide(separator, kernel, gamma, x).map((decision) => plattProbability(separator.scaling, decision)),
  )
  for (let i = 0; i < x.nRows; i++) {
    const row = predicted.data.subarray(i * nClasses, (i + 1) * nClasses)
    if (nClasses === 2) {
      const p = columns[0]?.[i] as number
      row.set([1 - p, p])
      continue
    }
    const sum = columns.reduce((total, column) => total + (column[i] as number), 0)
    for (const [c, column] of columns.entries()) row[c] = sum > 0 ? (column[i] as number) / sum : 1 / nClasses
  }
  return predicted
}
