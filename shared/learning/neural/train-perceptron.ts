import type { Progress } from '../../contract/run-events'
import { createMatrix, type Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import type { TrainingData } from '../estimator'
import { shuffled } from '../pipeline/folds'
import { forward, type Layer, type Perceptron, randomLayers, softmax } from './perceptron'

export interface PerceptronParams {
  /** Units of each hidden layer. */
  hidden: number[]
  learningRate: number
  epochs: number
  /** Weight of ½‖w‖²/n in the loss. */
  l2: number
  batchSize: number
  /** Epochs without a better loss on a tenth of the rows kept aside, after which it stops; 0 never stops early. */
  patience: number
}

export interface TrainedPerceptron extends Perceptron {
  epochs: number
  /** Mean loss of the training rows per epoch, and of the rows kept aside. */
  losses: number[]
  validationLosses: number[]
}

const insideShare = 0.1
const firstDecay = 0.9
const secondDecay = 0.999
const tiny = 1e-8
/** A loss counts as better when it is lower by more than this. */
const betterBy = 1e-4

/**
 * Learns by Adam on shuffled batches of cross-entropy (or squared error of the standardised target).
 * Cost: O(epochs · n · weights). Source: Kingma & Ba (2015).
 */
export function* trainPerceptron(
  data: TrainingData,
  params: PerceptronParams,
  { random }: MethodContext,
): Generator<Progress, TrainedPerceptron, void> {
  const { x, y, nClasses } = data
  const { center, scale } = nClasses === 0 ? standardOf(y) : { center: 0, scale: 1 }
  const sizes = [x.nColumns, ...params.hidden, Math.max(1, nClasses)]
  const model: Perceptron = { layers: randomLayers(sizes, random.fork(1)), nClasses, center, scale }
  const { inside, outside } = keepAside(x.nRows, params.patience > 0 ? insideShare : 0, random)
  const adam = new Adam(model.layers, params.learningRate)
  const shuffle = random.fork(3)
  const losses: number[] = []
  const validationLosses: number[] = []
  let best = { loss: Number.POSITIVE_INFINITY, epoch: 0, layers: model.layers }
  for (let epoch = 1; epoch <= params.epochs; epoch++) {
    const order = shuffled(inside.length, shuffle)
    const rowsNow = order.map((place) => inside[place] as number)
    let loss = 0
    for (let start = 0; start < inside.length; start += params.batchSize) {
      const rows = rowsNow.subarray(start, Math.min(inside.length, start + params.batchSize))
      loss += learnBatch(model, data, rows, params.l2, adam) * rows.length
      if ((start / params.batchSize) % 8 === 7)
        yield { stage: 'fit', fraction: (epoch - 1) / params.epochs, iteration: epoch }
    }
    losses.push(loss / inside.length)
    yield { stage: 'fit', fraction: epoch / params.epochs, iteration: epoch }
    if (outside.length === 0) continue
    const aside = lossOf(model, data, outside)
    validationLosses.push(aside)
    if (aside < best.loss - betterBy) best = { loss: aside, epoch, layers: copyOf(model.layers) }
    else if (epoch - best.epoch >= params.patience) break
  }
  const layers = outside.length > 0 ? best.layers : model.layers
  return { ...model, layers, epochs: losses.length, losses, validationLosses }
}

function standardOf(y: Float64Array): { center: number; scale: number } {
  const center = y.reduce((sum, value) => sum + value, 0) / y.length
  const variance = y.reduce((sum, value) => sum + (value - center) ** 2, 0) / y.length
  return { center, scale: Math.sqrt(variance) || 1 }
}

function keepAside(n: number, share: number, random: MethodContext['random']) {
  const count = n >= 50 ? Math.floor(n * share) : 0
  const rows = shuffled(n, random.fork(2))
  return { outside: rows.slice(0, count), inside: rows.slice(count) }
}

function copyOf(layers: readonly Layer[]): Layer[] {
  return layers.map(({ weights, biases }) => ({
    weights: { ...weights, data: weights.data.slice() },
    biases: biases.slice(),
  }))
}

/** Outputs turned into what the loss is taken of, and the error of each output. */
function errorsOf(model: Perceptron, { y, weights }: TrainingData, rows: Int32Array, outputs: Matrix) {
  const { nClasses, center, scale } = model
  if (nClasses > 0) softmax(outputs)
  const errors = createMatrix(outputs.nRows, outputs.nColumns)
  let loss = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number
    const weight = weights ? (weights[row] as number) : 1
    if (nClasses === 0) {
      const gap = (outputs.data[i] as number) - ((y[row] as number) - center) / scale
      errors.data[i] = weight * gap
      loss += (weight * gap * gap) / 2
      continue
    }
    const own = y[row] as number
    for (let c = 0; c < nClasses; c++) {
      const p = outputs.data[i * nClasses + c] as number
      errors.data[i * nClasses + c] = weight * (p - (c === own ? 1 : 0))
    }
    loss -= weight * Math.log(Math.max(1e-300, outputs.data[i * nClasses + own] as number))
  }
  return { errors, loss: loss / rows.length }
}

function lossOf(model: Perceptron, data: TrainingData, rows: Int32Array): number {
  const outputs = forward(model, data.x, rows).at(-1) as Matrix
  return errorsOf(model, data, rows, outputs).loss
}

/** One step on one batch; answers its loss before the step. */
function learnBatch(model: Perceptron, data: TrainingData, rows: Int32Array, l2: number, adam: Adam): number {
  const activations = forward(model, data.x, rows)
  const { errors, loss } = errorsOf(model, data, rows, activations.at(-1) as Matrix)
  const gradients: Layer[] = []
  let delta = errors
  for (let l = model.layers.length - 1; l >= 0; l--) {
    const layer = model.layers[l] as Layer
    const input = activations[l] as Matrix
    gradients.unshift(gradientOf(layer, input, delta, l2))
    if (l > 0) delta = backward(layer, input, delta)
  }
  adam.step(model.layers, gradients)
  return loss
}

function gradientOf({ weights }: Layer, input: Matrix, delta: Matrix, l2: number): Layer {
  const n = input.nRows
  const units = delta.nColumns
  const gradient = createMatrix(weights.nRows, weights.nColumns)
  const biases = new Float64Array(units)
  for (let i = 0; i < n; i++) {
    for (let u = 0; u < units; u++) biases[u] = (biases[u] as number) + (delta.data[i * units + u] as number) / n
    for (let j = 0; j < input.nColumns; j++) {
      const value = input.data[i * input.nColumns + j] as number
      if (value === 0) continue
      for (let u = 0; u < units; u++) {
        const at = j * units + u
        gradient.data[at] = (gradient.data[at] as number) + (value * (delta.data[i * units + u] as number)) / n
      }
    }
  }
  for (let at = 0; at < gradient.data.length; at++)
    gradient.data[at] = (gradient.data[at] as number) + (l2 * (weights.data[at] as number)) / n
  return { weights: gradient, biases }
}

/** Errors of the layer below: only where its units were above 0. */
function backward({ weights }: Layer, input: Matrix, delta: Matrix): Matrix {
  const below = createMatrix(input.nRows, input.nColumns)
  const units = delta.nColumns
  for (let i = 0; i < input.nRows; i++)
    for (let j = 0; j < input.nColumns; j++) {
      const at = i * input.nColumns + j
      if (!((input.data[at] as number) > 0)) continue
      let sum = 0
      for (let u = 0; u < units; u++)
        sum += (delta.data[i * units + u] as number) * (weights.data[j * units + u] as number)
      below.data[at] = sum
    }
  return below
}

/** First and second moments of every weight. */
class Adam {
  private readonly firsts: Float64Array[]
  private readonly seconds: Float64Array[]
  private steps = 0

  constructor(
    layers: readonly Layer[],
    private readonly rate: number,
  ) {
    const sizes = layers.flatMap(({ weights, biases }) => [weights.data.length, biases.length])
    this.firsts = sizes.map((size) => new Float64Array(size))
    this.seconds = sizes.map((size) => new Float64Array(size))
  }

  step(layers: readonly Layer[], gradients: readonly Layer[]): void {
    this.steps++
    const rate = (this.rate * Math.sqrt(1 - secondDecay ** this.steps)) / (1 - firstDecay ** this.steps)
    for (const [l, { weights, biases }] of layers.entries()) {
      const gradient = gradients[l] as Layer
      this.move(weights.data, gradient.weights.data, 2 * l, rate)
      this.move(biases, gradient.biases, 2 * l + 1, rate)
    }
  }

  private move(values: Float64Array, gradient: Float64Array, place: number, rate: number): void {
    const first = this.firsts[place] as Float64Array
    const second = this.seconds[place] as Float64Array
    for (let i = 0; i < values.length; i++) {
      const g = gradient[i] as number
      const m = firstDecay * (first[i] as number) + (1 - firstDecay) * g
      const v = secondDecay * (second[i] as number) + (1 - secondDecay) * g * g
      first[i] = m
      second[i] = v
      values[i] = (values[i] as number) - (rate * m) / (Math.sqrt(v) + tiny)
    }
  }
}
