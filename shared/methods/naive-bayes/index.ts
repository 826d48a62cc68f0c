import { z } from 'zod'
import { fitGaussianBayes, type GaussianBayes, gaussianLogs } from '../../learning/bayes/gaussian-bayes'
import { probabilitiesOf } from '../../learning/bayes/log-probabilities'
import { fitTreeBayes, type TreeBayes, treeLogs } from '../../learning/bayes/tree-bayes'
import type { Estimator } from '../../learning/estimator'
import { definePredictive } from '../../learning/predictive/define-predictive'
import { networkElements } from './present'

const params = {
  kind: z.enum(['gaussian', 'multinomial', 'tree']).default('gaussian'),
  /** Of the gaussian kind the share of the largest variance that is added; of the others the count. */
  smoothing: z.number().min(0).nullable().default(null),
}
interface BayesParams {
  kind: 'gaussian' | 'multinomial' | 'tree'
  smoothing: number | null
}
type BayesModel = GaussianBayes | TreeBayes

const estimator: Estimator<BayesParams, BayesModel> = {
  id: 'naive-bayes',
  tasks: ['classification'],
  handlesMissing: false,
  defaultScaling: 'standard',
  *fit(data, { kind, smoothing }) {
    yield { stage: 'fit', fraction: 0.1 }
    if (kind === 'gaussian') return fitGaussianBayes(data, smoothing ?? 1e-9)
    return fitTreeBayes(data, kind, smoothing ?? 1)
  },
  predict: (model, x) => probabilitiesOf(model.kind === 'gaussian' ? gaussianLogs(model, x) : treeLogs(model, x)),
}

/** What the method adds: the arrows of the network, or the averages of each class. */
export interface NaiveBayesOwn {
  classPrior: number[]
  /** Arrows between features of the tree kind; empty for the others. */
  network: { from: string; to: string; information: number }[]
}

/** Predicts by how usual a row would be in each class. */
export const naiveBayes = definePredictive<typeof params, BayesModel, NaiveBayesOwn>({
  estimator,
  params,
  primaryParams: ['kind', 'smoothing'],
  space: {
    kind: { kind: 'choice', values: ['gaussian', 'multinomial', 'tree'] },
    smoothing: { kind: 'choice', values: [null, 0.01, 0.1, 1, 10] },
  },
  references: [
    {
      citation: 'Zhang, H. (2004). The optimality of naive Bayes. Proceedings of the 17th FLAIRS Conference, 562–567.',
      variant: 'gaussian: variances with divisor n',
    },
    {
      citation:
        'Friedman, N., Geiger, D. & Goldszmidt, M. (1997). Bayesian network classifiers. Machine Learning, 29, 131–163.',
      variant: 'tree: tree-augmented naive Bayes by Chow & Liu, numbers in five bins of equal counts',
    },
  ],
  own: {
    shape: {
      classPrior: z.array(z.number()),
      network: z.array(z.object({ from: z.string(), to: z.string(), information: z.number() })),
    },
    describe: ({ trained: { model } }) => ({ classPrior: Array.from(model.prior), network: arrowsOf(model) }),
    present: ({ network }) => networkElements(network),
  },
  secondsPerFit: (nRows, nColumns, { kind }) => nRows * nColumns * (kind === 'tree' ? nColumns * 2e-8 : 4e-8),
})

function arrowsOf(model: BayesModel): NaiveBayesOwn['network'] {
  if (model.kind !== 'tree') return []
  return Array.from(model.parents).flatMap((parent, j) => {
    const [from, to] = [model.features[parent]?.name, model.features[j]?.name]
    return from && to ? [{ from, to, information: model.strengths[j] as number }] : []
  })
}
