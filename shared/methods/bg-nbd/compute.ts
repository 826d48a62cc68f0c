import { betaGeometric } from '../../repeat-buying/beta-geometric'
import { computeRepeatBuying } from '../../repeat-buying/compute-repeat-buying'
import type { RepeatBuyingParams } from '../../repeat-buying/result'
import type { MethodContext, MethodInput } from '../define-method'

/** See `computeRepeatBuying`. */
export function compute(input: MethodInput, params: RepeatBuyingParams, context: MethodContext) {
  return computeRepeatBuying('bg-nbd', betaGeometric(false), input, params, context)
}
