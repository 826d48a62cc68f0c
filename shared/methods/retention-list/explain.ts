import type { ResultElement } from '../../contract/result-elements'
import { quantity } from '../../contract/text'
import { numberAt, whyFormula, whySentence } from '../../transactions/why'
import type { PresentContext } from '../define-method'
import type { RetentionListParams, RetentionListResult } from './method'

/** Why a contact is worth so much, and why the customer is on the list or not. */
export function explain(
  { customers }: RetentionListResult,
  row: number,
  { params }: PresentContext<RetentionListParams>,
): ResultElement[] {
  const number = (name: string) => numberAt(customers, name, row)
  const gain = number('gain')
  const reason = number('contact') === 1 ? 'on' : gain > 0 ? 'budget' : 'loss'
  return [
    whyFormula('contact.gain', {
      alive: quantity(number('pAlive'), 'percent', 2),
      rate: quantity(params.winBackRate, 'percent'),
      value: quantity(number('valueIfActive'), 'currency'),
      cost: quantity(params.contactCost, 'currency'),
      gain: quantity(gain, 'currency'),
    }),
    whySentence(`contact.${reason}`, { rank: number('rank') }),
  ]
}
