import { createMatrix, type Matrix } from '../../dataset/column'
import type { Random } from '../../math/random'

/** One layer: out = activation(in · weights + biases). */
export interface Layer {
  /** inputs × units. */
  weights: Matrix
  biases: Float64Array
}

/** A multilayer perceptron: rectified linear units inside; softmax over classes, or one linear unit, at the end. */
export interface Perceptron {
  layers: Layer[]
  nClasses: number
  /** The target was (y − center) / scale while learning. */
  center: number
  scale: number
}

/** Layers with random weights. Source: Glorot & Bengio (2010), uniform within √(6 / (inputs + units)). */
export function randomLayers(sizes: readonly number[], random: Random): Layer[] {
  return sizes.slice(1).map((units, l) => {
    const inputs = sizes[l] as number
    const bound = Math.sqrt(6 / (inputs + units))
    const draw = () => (2 * random.next() - 1) * bound
    const weights = createMatrix(inputs, units)
    for (let at = 0; at < weights.data.length; at++) weights.data[at] = draw()
    return { weights, biases: Float64Array.from({ length: units }, draw) }
  })
}

/**
 * Activations of every layer for some rows; the last are the outputs before softmax.
 * @param rows which rows of x
 */
export function forward({ layers }: Pick<Perceptron, 'layers'>, x: Matrix, rows: Int32Array): Matrix[] {
  let input = createMatrix(rows.length, x.nColumns)
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * x.nColumns
    input.data.set(x.data.subarray(from, from + x.nColumns), i * x.nColumns)
  }
  const activations = [input]
  for (const [l, layer] of layers.entries()) {
    input = apply(layer, input, l < layers.length - 1)
    activations.push(input)
  }
  return activations
}

function apply({ weights, biases }: Layer, input: Matrix, rectified: boolean): Matrix {
  const units = weights.nColumns
  const out = createMatrix(input.nRows, units)
  for (let i = 0; i < input.nRows; i++) {
    const to = i * units
    out.data.set(biases, to)
    for (let j = 0; j < input.nColumns; j++) {
      const value = input.data[i * input.nColumns + j] as number
      if (value === 0) continue
      const from = j * units
      for (let u = 0; u < units; u++)
        out.data[to + u] = (out.data[to + u] as number) + value * (weights.data[from + u] as number)
    }
    if (rectified) for (let u = 0; u < units; u++) if ((out.data[to + u] as number) < 0) out.data[to + u] = 0
  }
  return out
}

/** Outputs as probabilities, row by row, in place. */
export function softmax(outputs: Matrix): void {
  const { nRows, nColumns } = outputs
  for (let i = 0; i < nRows; i++) {
    const row = outputs.data.subarray(i * nColumns, (i + 1) * nColumns)
    const largest = Math.max(...row)
    let sum = 0
    for (let c = 0; c < nColumns; c++) {
      row[c] = Math.exp((row[c] as number) - largest)
      sum += row[c] as number
    }
    for (let c = 0; c < nColumns; c++) row[c] = (row[c] as number) / sum
  }
}
