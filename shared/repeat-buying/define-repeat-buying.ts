import { defineMethod, type Reference } from '../methods/define-method'
import { repeatBuyingInputs } from './read-purchases'
import { repeatBuyingParams, repeatBuyingResultSchema } from './result'

/** The declaration shared by the models of repeat buying. */
export function defineRepeatBuying(id: string, references: readonly Reference[], secondsPerRow: number) {
  return defineMethod({
    id,
    family: 'value',
    inputs: repeatBuyingInputs,
    params: repeatBuyingParams,
    result: repeatBuyingResultSchema,
    perRow: [],
    references,
    primaryParams: ['timeUnit', 'calibrationEnd', 'horizon'],
    estimate: (nRows) => ({ seconds: 0.1 + nRows * secondsPerRow, bytes: nRows * 160 }),
  })
}
