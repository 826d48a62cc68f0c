import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { type RecordField, records } from '../../dataset/records'
import { betaGeometric } from '../../repeat-buying/beta-geometric'
import { computeRepeatBuying } from '../../repeat-buying/compute-repeat-buying'
import { paretoNbdModel } from '../../repeat-buying/pareto-nbd'
import type { RepeatModel } from '../../repeat-buying/repeat-model'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { chooseContacts } from './choose-contacts'
import type { RetentionListParams, RetentionListResult } from './method'

const models: Readonly<Record<RetentionListParams['model'], () => RepeatModel>> = {
  'bg-nbd': () => betaGeometric(false),
  'mbg-nbd': () => betaGeometric(true),
  'pareto-nbd': () => paretoNbdModel,
}

/**
 * Whom to contact so that customers who may be lost come back: expected gain of a contact =
 * (1 − P(alive)) · win-back rate · value if active − cost of the contact.
 * @throws what `computeRepeatBuying` throws; spendNeeded when no spend can be estimated
 * Cost: that of the model, and O(n log n).
 */
export function* compute(
  input: MethodInput,
  params: RetentionListParams,
  context: MethodContext,
): Generator<Progress, Outcome<RetentionListResult>, void> {
  const { timeUnit, horizon, margin } = params
  const model = models[params.model]()
  const shared = { timeUnit, horizon, margin, calibrationEnd: null, discountRate: 0, valueMonths: 1, penalty: 0 }
  const outcome = yield* computeRepeatBuying('retention-list', model, input, shared, context)
  const { customers, parameters, logLikelihood, audit } = outcome.result
  const field = (name: string) => customers.fields[name]
  const [alive, purchases, spend] = [field('pAlive'), field('expectedPurchases'), field('expectedSpend')]
  if (!(alive instanceof Float64Array && purchases instanceof Float64Array && spend instanceof Float64Array)) {
    throw failure('spendNeeded', { method: text('methods.retention-list.name') })
  }
  const valueIfActive = purchases.map(
    (count, i) => orZero((count / (alive[i] as number)) * (spend[i] as number)) * margin,
  )
  const gain = valueIfActive.map(
    (value, i) => (1 - (alive[i] as number)) * params.winBackRate * value - params.contactCost,
  )
  const { rank, contact, ...sums } = chooseContacts(gain, params.contactCost, params.budget)
  const result: RetentionListResult = {
    customers: records(customers.nRows, {
      id: field('id') as RecordField,
      pAlive: alive,
      valueIfActive,
      gain,
      rank,
      contact,
    }),
    ...sums,
    parameters,
    logLikelihood,
    horizon: outcome.result.horizon,
    audit,
  }
  return { result, diagnostics: outcome.diagnostics }
}

/** Nothing is expected where nothing can be said. */
function orZero(value: number): number {
  return Number.isFinite(value) ? value : 0
}
