import { failure } from '../contract/app-error'
import { parseParams } from '../methods/parse-params'
import type { StepKind } from './define-step'
import type { RecipeStep } from './recipe'
import * as modules from './steps'

/** Every kind of step by its name. */
export const stepKinds: ReadonlyMap<string, StepKind> = new Map(
  (Object.values(modules) as unknown as StepKind[]).map((step) => [step.kind, step]),
)

/** @throws stepUnknown, with the kinds that exist */
export function stepKindOf(kind: string): StepKind {
  const found = stepKinds.get(kind)
  if (!found) throw failure('stepUnknown', { kind, kinds: [...stepKinds.keys()].join(', ') })
  return found
}

/** What a kind of step is to those that speak of parameters. */
export function ownerOf({ kind, params }: StepKind) {
  return { id: kind, params, words: `steps.${kind}` }
}

/** The step's parameters with their defaults. @throws stepUnknown, parameterInvalid, parameterUnknown */
export function stepParams(step: Pick<RecipeStep, 'kind' | 'params'>) {
  return parseParams(ownerOf(stepKindOf(step.kind)), step.params)
}
