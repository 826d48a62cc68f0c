import { z } from 'zod'
import { createMatrix } from '../../dataset/column'
import type { Estimator } from '../../learning/estimator'
import { definePredictive } from '../../learning/predictive/define-predictive'
import { plattProbability } from '../../learning/vector-machine/platt-scaling'
import {
  fitVectorMachine,
  predictVectorMachine,
  type VectorMachine,
  type VectorMachineParams,
} from '../../learning/vector-machine/vector-machine'
import { methodWords } from '../../transactions/method-words'

const params = {
  kernel: z.enum(['linear', 'rbf']).default('rbf'),
  C: z.number().gt(0).default(1),
  gamma: z.union([z.number().gt(0), z.enum(['scale', 'auto'])]).default('scale'),
  tolerance: z.number().gt(0).max(0.1).default(1e-3),
}

const estimator: Estimator<VectorMachineParams, VectorMachine> = {
  id: 'svm',
  tasks: ['classification'],
  handlesMissing: false,
  defaultScaling: 'standard',
  fit: fitVectorMachine,
  predict: predictVectorMachine,
  boundary: ({ nClasses, separators: [separator] }) =>
    nClasses === 2 && separator ? plattProbability(separator.scaling, 0) : null,
  explain({ separators, nClasses }, x) {
    const [separator] = separators
    if (!separator?.coefficients || nClasses !== 2) return null
    const { coefficients, intercept, scaling } = separator
    const values = createMatrix(x.nRows, x.nColumns)
    for (let at = 0; at < values.data.length; at++)
      values.data[at] = -scaling.slope * (coefficients[at % x.nColumns] as number) * (x.data[at] as number)
    return { space: 'log-odds', base: -(scaling.slope * intercept + scaling.offset), values }
  },
}

/** What carries the decision. */
export interface SvmOwn {
  gamma: number | null
  /** Rows that carry the decision: of the class, and of the others; one pair per class where there are more than two. */
  nSupport: [number, number][]
  /** Of the linear kernel with two classes. */
  intercept: number | null
  coefficients: { term: string; estimate: number }[]
  nTrained: number
}

const shape = {
  gamma: z.number().nullable(),
  nSupport: z.array(z.tuple([z.int(), z.int()])),
  intercept: z.number().nullable(),
  coefficients: z.array(z.object({ term: z.string(), estimate: z.number() })),
  nTrained: z.int(),
}

const { metric, notice } = methodWords('svm')

/** Tells classes apart by the widest gap between them. */
export const svm = definePredictive<typeof params, VectorMachine, SvmOwn>({
  estimator,
  params,
  primaryParams: ['kernel', 'C', 'gamma'],
  space: {
    kernel: { kind: 'choice', values: ['linear', 'rbf'] },
    C: { kind: 'number', low: 0.03, high: 30, scale: 'log' },
    gamma: { kind: 'number', low: 0.001, high: 1, scale: 'log' },
  },
  isLight: false,
  rowsExplained: 150,
  references: [
    {
      citation: 'Cortes, C. & Vapnik, V. (1995). Support-vector networks. Machine Learning, 20, 273–297.',
      variant: 'hinge loss; one class against the others where there are more than two',
    },
    {
      citation:
        'Fan, R.-E., Chen, P.-H. & Lin, C.-J. (2005). Working set selection using second order information for training support vector machines. JMLR, 6, 1889–1918.',
    },
    {
      citation:
        'Lin, H.-T., Lin, C.-J. & Weng, R. (2007). A note on Platt’s probabilistic outputs for support vector machines. Machine Learning, 68, 267–276.',
      variant: 'on decisions of rows kept out in three folds',
    },
  ],
  own: {
    shape,
    describe: ({ trained: { model, data } }) => describe(model, data.featureNames),
    present: ({ nSupport, nTrained, nTrain }) => [
      metric(
        'nSupport',
        nSupport.flat().reduce((sum, count) => sum + count, 0),
        'count',
      ),
      ...(nTrained < nTrain ? [notice('sample', 'info', { rows: nTrained, of: nTrain })] : []),
    ],
    convergence: ({ separators }) => ({
      converged: separators.every(({ converged }) => converged),
      iterations: Math.max(...separators.map(({ iterations }) => iterations)),
    }),
  },
  secondsPerFit: (nRows, nColumns) => Math.min(nRows, 20_000) ** 2 * (nColumns + 10) * 3e-9,
})

function describe({ kernel, gamma, separators, nTrained }: VectorMachine, terms: readonly string[]): SvmOwn {
  const [first] = separators
  const linear = separators.length === 1 && first?.coefficients ? first : null
  return {
    gamma: kernel === 'rbf' ? gamma : null,
    nSupport: separators.map(({ nSupport }) => nSupport),
    intercept: linear ? linear.intercept : null,
    coefficients: terms.flatMap((term, j) =>
      linear?.coefficients ? [{ term, estimate: linear.coefficients[j] as number }] : [],
    ),
    nTrained,
  }
}
