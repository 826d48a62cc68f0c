import { z } from 'zod'
import type { ResultElement, TableElement } from '../../contract/result-elements'
import { text } from '../../contract/text'
import { candidateOf } from '../../learning/auto/candidates'
import { type ChosenModel, chooseCandidate, type Trial } from '../../learning/auto/choose-candidate'
import type { Estimator } from '../../learning/estimator'
import { definePredictive } from '../../learning/predictive/define-predictive'
import { methodWords } from '../../transactions/method-words'

const params = {
  /** What the computation may be expected to take on one core. */
  budgetSeconds: z.number().gt(0).max(86_400).default(60),
}

/** The run fits once for the answer and five times for its own test. */
const outerFits = 5

const estimator: Estimator<{ budgetSeconds: number }, ChosenModel> = {
  id: 'auto',
  tasks: ['classification', 'regression'],
  handlesMissing: false,
  defaultScaling: 'standard',
  fit: (data, { budgetSeconds }, context) => chooseCandidate(data, budgetSeconds / outerFits, context),
  predict: ({ id, nClasses, model }, x) => candidateOf(nClasses, id).predict(model, x),
  explain: ({ id, nClasses, model }, x, own) => candidateOf(nClasses, id).explain?.(model, x, own) ?? null,
}

/** Which way to learn was chosen, and how the others did. */
export interface AutoOwn {
  chosen: string
  trials: Trial[]
}

const { paragraph } = methodWords('auto')

/** Finds the best honest model within a time budget. */
export const auto = definePredictive<typeof params, ChosenModel, AutoOwn>({
  estimator,
  params,
  primaryParams: ['budgetSeconds'],
  isLight: false,
  references: [
    {
      citation:
        'Breiman, L., Friedman, J., Olshen, R. & Stone, C. (1984). Classification and Regression Trees. Wadsworth.',
      variant: 'of models within one standard error of the best, the easiest to read',
    },
    {
      citation:
        'Cawley, G. C. & Talbot, N. L. C. (2010). On over-fitting in model selection and subsequent selection bias in performance evaluation. JMLR, 11, 2079–2107.',
      variant: 'the choice is made anew inside every training fold',
    },
  ],
  own: {
    shape: {
      chosen: z.string(),
      trials: z.array(
        z.object({
          id: z.string(),
          loss: z.number().nullable(),
          standardError: z.number().nullable(),
          expectedSeconds: z.number(),
        }),
      ),
    },
    describe: ({ trained: { model } }) => ({ chosen: model.id, trials: model.trials }),
    present: ({ chosen, trials, task, baseline }) => [
      ...recommendation(chosen, trials, baseline.isBeaten),
      trialsTable(chosen, trials, task === 'regression'),
    ],
  },
  secondsPerFit: (_nRows, _nColumns, { budgetSeconds }) => budgetSeconds / outerFits,
})

const methodName = (id: string) => text(`methods.${id}.name`)

function recommendation(chosen: string, trials: readonly Trial[], isBeaten: boolean | null): ResultElement[] {
  const tried = trials.filter(({ loss }) => loss !== null)
  const best = tried.reduce((a, b) => ((b.loss as number) < (a.loss as number) ? b : a))
  const key = isBeaten === false ? 'none' : best.id === chosen ? 'best' : 'simpler'
  const left = trials.length - tried.length
  return [
    paragraph(
      'recommendation',
      { method: methodName(chosen), best: methodName(best.id), tried: tried.length },
      `recommendation.${key}`,
    ),
    ...(left > 0 ? [paragraph('left', { count: left }, 'recommendation.left')] : []),
  ]
}

function trialsTable(chosen: string, trials: readonly Trial[], isRegression: boolean): TableElement {
  const say = (key: string) => text(`methods.auto.result.trials.${key}`)
  return {
    type: 'table',
    id: 'trials',
    title: say('title'),
    caption: say('caption'),
    columns: [
      { id: 'method', label: say('method') },
      { id: 'loss', label: say(isRegression ? 'squaredError' : 'logLoss'), decimals: 4 },
      { id: 'error', label: say('standardError'), decimals: 4 },
      { id: 'chosen', label: say('chosen') },
    ],
    rows: trials.map(({ id, loss, standardError }) => [
      methodName(id),
      loss,
      standardError,
      id === chosen ? say('yes') : loss === null ? say('noTime') : null,
    ]),
  }
}
