import { z } from 'zod'
import type { FigureElement } from '../../contract/result-elements'
import { text } from '../../contract/text'
import { createMatrix } from '../../dataset/column'
import type { Estimator } from '../../learning/estimator'
import { forward, softmax } from '../../learning/neural/perceptron'
import { type PerceptronParams, type TrainedPerceptron, trainPerceptron } from '../../learning/neural/train-perceptron'
import { definePredictive } from '../../learning/predictive/define-predictive'

const params = {
  hidden: z.array(z.int().min(1).max(512)).min(1).max(4).default([16]),
  learningRate: z.number().gt(0).max(1).default(0.001),
  epochs: z.int().min(1).max(5000).default(60),
  l2: z.number().min(0).default(0.001),
  batchSize: z.int().min(1).max(10_000).default(200),
  patience: z.int().min(0).max(1000).default(10),
}

/** Rows that are predicted at once. */
const rowsPerBlock = 4096

const estimator: Estimator<PerceptronParams, TrainedPerceptron> = {
  id: 'neural-network',
  tasks: ['classification', 'regression'],
  handlesMissing: false,
  defaultScaling: 'standard',
  fit: trainPerceptron,
  predict(model, x) {
    const width = Math.max(1, model.nClasses)
    const predicted = createMatrix(x.nRows, width)
    for (let start = 0; start < x.nRows; start += rowsPerBlock) {
      const rows = Int32Array.from({ length: Math.min(rowsPerBlock, x.nRows - start) }, (_, i) => start + i)
      const outputs = forward(model, x, rows).at(-1)
      if (!outputs) continue
      if (model.nClasses > 0) softmax(outputs)
      const { center, scale } = model
      predicted.data.set(
        model.nClasses > 0 ? outputs.data : outputs.data.map((value) => value * scale + center),
        start * width,
      )
    }
    return predicted
  },
}

/** How learning went. */
export interface NeuralNetworkOwn {
  epochsUsed: number
  lossCurve: number[]
  validationCurve: number[]
  nWeights: number
}

const numbers = z.array(z.number())

/** Predicts by a network of simple units that learns its own combinations of columns. */
export const neuralNetwork = definePredictive<typeof params, TrainedPerceptron, NeuralNetworkOwn>({
  estimator,
  params,
  primaryParams: ['hidden', 'learningRate', 'epochs'],
  space: {
    hidden: { kind: 'choice', values: [[8], [16], [32], [16, 8], [32, 16]] },
    learningRate: { kind: 'number', low: 0.0003, high: 0.01, scale: 'log' },
    l2: { kind: 'number', low: 0.0001, high: 1, scale: 'log' },
    epochs: { kind: 'choice', values: [20, 40, 80, 160] },
  },
  references: [
    {
      citation: 'Kingma, D. P. & Ba, J. (2015). Adam: a method for stochastic optimization. ICLR.',
      variant: 'β₁ = 0.9, β₂ = 0.999',
    },
    {
      citation:
        'Glorot, X. & Bengio, Y. (2010). Understanding the difficulty of training deep feedforward neural networks. AISTATS.',
      variant: 'uniform start; rectified linear units; early stopping on a tenth of the training rows',
    },
  ],
  own: {
    shape: { epochsUsed: z.int(), lossCurve: numbers, validationCurve: numbers, nWeights: z.int() },
    describe: ({ trained: { model } }) => ({
      epochsUsed: model.epochs,
      lossCurve: model.losses,
      validationCurve: model.validationLosses,
      nWeights: model.layers.reduce((sum, { weights, biases }) => sum + weights.data.length + biases.length, 0),
    }),
    present: (result) => [lossFigure(result)],
    convergence: (model) => ({ converged: null, iterations: model.epochs }),
  },
  secondsPerFit: (nRows, nColumns, { hidden, epochs }) =>
    nRows * epochs * (nColumns * (hidden[0] ?? 1) + hidden.reduce((sum, units) => sum + units * units, 0)) * 4e-9,
})

function lossFigure({ lossCurve, validationCurve }: NeuralNetworkOwn): FigureElement {
  const say = (key: string) => text(`methods.neural-network.result.${key}`)
  const line = (y: number[], name: string, color: string) => ({
    type: 'scatter',
    mode: 'lines',
    x: y.map((_, i) => i + 1),
    y,
    name: { $text: say(name) },
    line: { color: { $color: color } },
  })
  return {
    type: 'figure',
    id: 'loss',
    title: say('loss.title'),
    data: [
      line(lossCurve, 'loss.training', 'muted'),
      ...(validationCurve.length > 0 ? [line(validationCurve, 'loss.aside', 'accent')] : []),
    ],
    layout: {
      xaxis: { title: { text: { $text: say('loss.x') } } },
      yaxis: { title: { text: { $text: say('loss.y') } }, rangemode: 'tozero' },
      legend: { orientation: 'h', y: 1.12 },
    },
    height: 300,
  }
}
