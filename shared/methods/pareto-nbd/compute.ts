import { computeRepeatBuying } from '../../repeat-buying/compute-repeat-buying'
import { paretoNbdModel } from '../../repeat-buying/pareto-nbd'
import type { RepeatBuyingParams } from '../../repeat-buying/result'
import type { MethodContext, MethodInput } from '../define-method'

/** See `computeRepeatBuying`. */
export function compute(input: MethodInput, params: RepeatBuyingParams, context: MethodContext) {
  return computeRepeatBuying('pareto-nbd', paretoNbdModel, input, params, context)
}
