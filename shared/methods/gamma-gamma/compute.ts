import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { records } from '../../dataset/records'
import { mean } from '../../math/sum'
import { fewestRepeatBuyers, fitSpend, spendParameters, spendRows } from '../../repeat-buying/fit-spend'
import { expectedSpend } from '../../repeat-buying/gamma-gamma-model'
import { spendOf } from '../../repeat-buying/predict-customers'
import { readPurchases } from '../../repeat-buying/read-purchases'
import { formatDay } from '../../transactions/calendar'
import { dayParam } from '../../transactions/date-param'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import type { GammaGammaParams, GammaGammaResult } from './method'

/**
 * Fits the gamma-gamma model of spend per purchase and gives every customer's expected spend.
 * @throws what `readPurchases` throws; tooFewRepeatBuyers; spendConstant
 * Cost: O(n) to summarise, about 100 likelihoods.
 */
export function* compute(
  input: MethodInput,
  params: GammaGammaParams,
  _context: MethodContext,
): Generator<Progress, Outcome<GammaGammaResult>, void> {
  yield { stage: 'transactions', fraction: null }
  const calibrationEnd = dayParam('calibrationEnd', params.calibrationEnd)
  const summary = ['frequency', 'monetary'] as const
  const purchases = readPurchases(input, {
    methodId: 'gamma-gamma',
    timeUnit: 'day',
    calibrationEnd,
    summary,
    amount: 'required',
  })
  const { ids, frequency } = purchases.summary
  const monetary = purchases.summary.monetary ?? new Float64Array(frequency.length)
  const rows = spendRows(frequency, monetary)
  const model = yield* fitSpend(rows, params.penalty)
  if (!model) throw refusal(frequency.length, rows.x.length)
  const parameters = spendParameters(model)
  const expected = rows.x.map((x, i) => expectedSpend(parameters, x, rows.m[i] as number))
  const result: GammaGammaResult = {
    ...model,
    customers: records(frequency.length, {
      id: ids ?? Float64Array.from(frequency.keys()),
      frequency,
      monetary,
      expectedSpend: spendOf(parameters, frequency, monetary),
    }),
    meanSpend: mean(rows.m),
    meanExpectedSpend: mean(expected),
    calibrationEnd: purchases.from ? formatDay(purchases.from.end) : null,
    audit: purchases.from?.audit ?? null,
  }
  const { converged, iterations } = model
  const { rowsUsed, dropped } = purchases
  const rowsDropped = input.nRows - rowsUsed
  return { result, diagnostics: { rowsUsed, rowsDropped, dropped, converged, iterations } }
}

function refusal(customers: number, repeatBuyers: number) {
  const method = text('methods.gamma-gamma.name')
  if (repeatBuyers >= fewestRepeatBuyers) return failure('spendConstant', { method })
  return failure('tooFewRepeatBuyers', { method, customers, repeatBuyers, needed: fewestRepeatBuyers })
}
