import { z } from 'zod'
import type { ResultElement } from '../../contract/result-elements'
import type { Progress } from '../../contract/run-events'
import type {
  InputRole,
  Method,
  MethodContext,
  MethodInput,
  Outcome,
  PresentContext,
  Reference,
} from '../../methods/define-method'
import type { Estimator } from '../estimator'
import type { SearchSpace } from '../tuning/search-space'
import { computePredictive, type Predicted } from './compute-predictive'
import { splitColumns } from './make-split'
import { type PredictiveDefaults, type PredictiveParams, predictiveParams, withoutChoice } from './params'
import { presentPredictive } from './present-predictive'
import { type PredictiveResult, predictiveShape } from './result'
import { createScorer } from './score-rows'

/** How many fits of all training rows a run is worth. */
function fitsOf({
  folds: given,
  repeats,
  calibration,
  tune,
  nCandidates,
  tuneFolds,
  nested,
}: PredictiveParams): number {
  const folds = 0.8 * (Array.isArray(given) ? 5 : given * repeats)
  const once = calibration === 'none' ? 1 : 5
  const search = tune === 'none' ? 0 : nCandidates * tuneFolds * (tune === 'random' ? 0.7 : 0.25)
  return (once + search) * 1 + folds * (once + (nested ? search : 0))
}

/** A predictive method: its own parameters, its way to learn, and what it adds to the common result. */
export interface PredictiveSpec<P extends z.ZodRawShape, M, Own extends object> {
  estimator: Estimator<PredictiveParams & z.output<z.ZodObject<P>>, M>
  /** Own parameters; the common ones are added. */
  params: P
  defaults?: Omit<PredictiveDefaults, 'scaling' | 'handlesMissing' | 'canTune' | 'canCalibrate' | 'hasBoundary'> &
    Partial<Pick<PredictiveDefaults, 'scaling'>>
  /** What a search for settings may try; without it there is no search. */
  space?: SearchSpace
  /** False where there are no probabilities worth calibrating. */
  canCalibrate?: boolean
  /** Parameters shown above "More", before the common ones. */
  primaryParams: readonly (keyof P & string)[]
  references: readonly Reference[]
  /** False where a prediction takes long (many trees, many neighbours): importance is then measured on fewer rows. */
  isLight?: boolean
  /** Most rows that importance is measured on, for models that are slower still. */
  rowsExplained?: number
  /** What the method adds to the common result. */
  own: {
    shape: { readonly [K in keyof Own]: z.ZodType<Own[K]> }
    /** From the final fit; numbers that a table shows must be finite or null. */
    describe(predicted: Predicted<M>, params: PredictiveParams & z.output<z.ZodObject<P>>, input: MethodInput): Own
    /** Elements after the headline and the measures, before the common figures. */
    present?(
      result: PredictiveResult & Own,
      context: PresentContext<PredictiveParams & z.output<z.ZodObject<P>>>,
    ): ResultElement[]
    /** Whether the fit settled, and after how many steps. */
    convergence?(model: M): { converged: boolean | null; iterations: number | null }
  }
  /** Seconds of one fit for n rows and d columns on one core. */
  secondsPerFit(nRows: number, nColumns: number, params: PredictiveParams & z.output<z.ZodObject<P>>): number
}

/** What a method that predicts asks for. */
export function predictiveInputs(tasks: readonly string[]): Record<string, InputRole> {
  const kinds = ['nominal', 'ordinal'] as const
  return {
    target: {
      count: 'one',
      required: true,
      measureTypes: !tasks.includes('regression')
        ? kinds
        : tasks.includes('classification')
          ? [...kinds, 'continuous']
          : ['continuous', 'ordinal'],
      as: 'any',
      prefer: tasks.includes('classification') ? ['outcome'] : ['amount'],
    },
    features: { count: 'many', required: true, measureTypes: ['continuous', 'ordinal', 'nominal'], as: 'any' },
    time: {
      count: 'one',
      required: false,
      measureTypes: ['time', 'continuous', 'ordinal'],
      as: 'any',
      prefer: ['date'],
    },
    group: { count: 'one', required: false, measureTypes: ['id', 'nominal'], as: 'any', prefer: ['customer'] },
  }
}

/**
 * Makes a method of a way to learn. The maker brings target, split, folds, measures with intervals, comparison with the
 * baseline, threshold, importance, dependence, subgroups, reasons, leak alarm and presentation; the stored result holds
 * the fitted pipeline and model, so that other rows can be scored later.
 */
export function definePredictive<P extends z.ZodRawShape, M, Own extends object>(
  spec: PredictiveSpec<P, M, Own>,
): Method<z.ZodObject, PredictiveResult & Own> {
  type Params = PredictiveParams & z.output<z.ZodObject<P>>
  const { estimator, own } = spec
  const common = predictiveParams({
    scaling: estimator.defaultScaling,
    handlesMissing: estimator.handlesMissing,
    canTune: spec.space !== undefined,
    canCalibrate: spec.canCalibrate ?? estimator.tasks.includes('classification'),
    hasBoundary: estimator.boundary !== undefined,
    ...spec.defaults,
  })
  const params: z.ZodObject = z.object({ ...spec.params, ...common })
  const isClassifier = estimator.tasks.includes('classification')

  function* compute(
    input: MethodInput,
    given: z.output<z.ZodObject>,
    context: MethodContext,
  ): Generator<Progress, Outcome<PredictiveResult & Own>, void> {
    const typed = { ...withoutChoice, ...given } as Params
    const maker = {
      estimator,
      isLight: spec.isLight ?? true,
      rowsExplained: spec.rowsExplained ?? Number.POSITIVE_INFINITY,
      space: spec.space ?? {},
      secondsPerFit: spec.secondsPerFit,
    }
    const predicted = yield* computePredictive<Params, M>(maker, input, typed, context)
    const settled = own.convergence?.(predicted.trained.model) ?? {}
    return {
      result: { ...predicted.result, ...own.describe(predicted, predicted.params, input) },
      diagnostics: { ...predicted.diagnostics, ...settled },
    }
  }

  return {
    id: estimator.id,
    family: 'predict',
    inputs: predictiveInputs(estimator.tasks),
    params,
    result: z.object({ ...predictiveShape, ...own.shape }) as unknown as z.ZodType<PredictiveResult & Own>,
    perRow: ['rowScores'],
    unprinted: ['fitted', 'rowScores'],
    namedColumns: (given) => splitColumns(given as Pick<PredictiveParams, 'split'>),
    references: spec.references,
    primaryParams: [...spec.primaryParams, ...(isClassifier ? ['positive', 'capacity'] : []), 'split'],
    estimate: (nRows, nColumns, given) => {
      const typed = { ...withoutChoice, ...given } as Params
      return {
        seconds: 0.3 + spec.secondsPerFit(nRows, nColumns, typed) * fitsOf(typed) + nRows * nColumns * 4e-7,
        bytes: nRows * (nColumns * 24 + 60),
      }
    },
    compute,
    scorer: createScorer(estimator),
    present: (result, context) =>
      presentPredictive(
        estimator.id,
        result,
        context as PresentContext<Params>,
        own.present?.(result, context as PresentContext<Params>) ?? [],
      ),
  }
}
