import { z } from 'zod'
import { createMatrix } from '../../dataset/column'
import type { Estimator } from '../../learning/estimator'
import { definePredictive } from '../../learning/predictive/define-predictive'

const params = {
  /** What is always answered: the shares of the classes or the mean, or what the last training row had. */
  kind: z.enum(['mean', 'last']).default('mean'),
}

/** One answer for every row. */
interface Constant {
  answer: Float64Array
}

const estimator: Estimator<{ kind: 'mean' | 'last' }, Constant> = {
  id: 'baseline',
  tasks: ['classification', 'regression'],
  handlesMissing: true,
  defaultScaling: 'none',
  *fit({ y, nClasses }, { kind }) {
    yield { stage: 'fit', fraction: 0.5 }
    const from = kind === 'last' ? y.subarray(y.length - 1) : y
    const answer = new Float64Array(Math.max(1, nClasses))
    for (const own of from) {
      const at = nClasses === 0 ? 0 : own
      answer[at] = (answer[at] as number) + (nClasses === 0 ? own : 1) / from.length
    }
    return { answer }
  },
  predict({ answer }, x) {
    const predicted = createMatrix(x.nRows, answer.length)
    for (let at = 0; at < predicted.data.length; at++) predicted.data[at] = answer[at % answer.length] as number
    return predicted
  },
  toSql: ({ answer }) => Array.from(answer, String),
}

/** What one gets without looking at any column: what every model is shown against. */
export const baseline = definePredictive<typeof params, Constant, Record<never, never>>({
  estimator,
  params,
  primaryParams: ['kind'],
  canCalibrate: false,
  references: [
    {
      citation:
        'Provost, F. & Fawcett, T. (2013). Data Science for Business. O’Reilly. Chapter 7: Decision analytic thinking.',
      variant: 'shares of the classes, mean, or last value',
    },
  ],
  own: { shape: {}, describe: () => ({}) },
  secondsPerFit: (nRows) => nRows * 1e-8,
})
