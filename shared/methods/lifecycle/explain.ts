import type { TextElement } from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import { numberAt, whyFormula, whySentence } from '../../transactions/why'
import type { PresentContext } from '../define-method'
import type { LifecycleParams, LifecycleResult } from './method'
import { stages } from './stages'

/** Why a customer stands in his stage: the first rule that applies, with his own rhythm. */
export function explain(
  { customers }: LifecycleResult,
  row: number,
  { params }: PresentContext<LifecycleParams>,
): TextElement[] {
  const field = customers.fields['stage']
  const stage = stages[field && 'codes' in field ? (field.codes[row] as number) : 0] ?? 'introduction'
  const [recency, interval] = [numberAt(customers, 'recency', row), numberAt(customers, 'interval', row)]
  const limit = params.leavingAfter * interval
  const purchases = numberAt(customers, 'purchases', row)
  const values = {
    recency: quantity(recency, 'days', 0),
    interval: quantity(interval, 'days', 1),
    times: quantity(params.leavingAfter, 'number'),
    limit: quantity(limit, 'days', 1),
  }
  return [
    whySentence(purchases > 1 ? 'stage.rhythm' : 'stage.rhythmOfAll', { ...values, purchases }),
    whyFormula(stage === 'leaving' ? 'stage.beyond' : 'stage.within', values),
    whySentence(`stage.${stage}`, {
      purchases,
      confirmation: params.confirmationOrders,
      pace: quantity(params.growthPace, 'percent', 0),
      stage: text(`methods.lifecycle.result.stage.${stage}`),
    }),
  ]
}
