import { failure } from '../contract/app-error'
import type { Progress } from '../contract/run-events'
import { text } from '../contract/text'
import { createMatrix } from '../dataset/column'
import { type RecordField, records } from '../dataset/records'
import { quantile } from '../math/quantile'
import { mean, sum } from '../math/sum'
import type { MethodContext, MethodInput, Outcome } from '../methods/define-method'
import { formatDay, millisecondsPerDay } from '../transactions/calendar'
import { dayParam } from '../transactions/date-param'
import { moneyTotal } from '../transactions/money'
import type { PurchaseSummary } from '../transactions/purchase-summary'
import { calibrateCounts } from './calibrate-counts'
import { fitParameters } from './fit-parameters'
import { fewestRepeatBuyers, fitSpend, type SpendModel, spendParameters, spendRows } from './fit-spend'
import { namedValues } from './named-values'
import { discountedPurchases, overRows, spendOf, toCustomers } from './predict-customers'
import { type PurchaseRows, partOfRows, purchaseRows } from './purchase-rows'
import { type Purchases, readPurchases } from './read-purchases'
import type { RepeatModel } from './repeat-model'
import type { RepeatBuyingParams, RepeatBuyingResult } from './result'
import { trackPurchases } from './track-purchases'
import { validateHoldout } from './validate-holdout'

/** A year in time units: the horizon when none is given. */
const yearOf = { day: 365, week: 52, month: 12 } as const

/** A fitted model with all it is applied to. */
interface Fitted {
  model: RepeatModel
  parameters: Float64Array
  rows: PurchaseRows
  /** P(alive) per different history. */
  alive: Float64Array
  purchases: Purchases
  params: RepeatBuyingParams
  cancelled: () => boolean
}

/**
 * Fits a model of repeat buying and says of every customer how likely he is still alive and what he will buy.
 * @throws what `readPurchases` throws; tooFewRepeatBuyers
 * Cost: O(n) to summarise; about 100 likelihoods over the different histories, and a prediction for each.
 */
export function* computeRepeatBuying(
  methodId: string,
  model: RepeatModel,
  input: MethodInput,
  params: RepeatBuyingParams,
  { cancelled }: MethodContext,
): Generator<Progress, Outcome<RepeatBuyingResult>, void> {
  yield { stage: 'transactions', fraction: null }
  const calibrationEnd = dayParam('calibrationEnd', params.calibrationEnd)
  const { timeUnit } = params
  const summary = ['frequency', 'recency', 'T'] as const
  const purchases = readPurchases(input, { methodId, timeUnit, calibrationEnd, summary, amount: 'optional' })
  const { frequency, recency, T } = purchases.summary
  requireRepeatBuyers(methodId, frequency)
  const rows = purchaseRows(frequency, recency, T)
  const starts = model.starts(mean(frequency) / mean(T), mean(T))
  const likelihoodOf = (some: PurchaseRows) => (values: Float64Array, gradient: Float64Array) =>
    model.logLikelihood(some, values, gradient)
  const part = partOfRows(rows)
  const rough = part && { likelihood: likelihoodOf(part), n: part.total }
  const fit = yield* fitParameters(likelihoodOf(rows), { n: rows.total, penalty: params.penalty, starts, rough })
  const { parameters } = fit
  const alive = yield* overRows(rows, (x, tx, age) => model.pAlive(parameters, x, tx, age), cancelled)
  const fitted = { model, parameters, rows, alive, purchases, params, cancelled }
  const predictions = yield* predict(fitted)
  const result: RepeatBuyingResult = {
    parameters: namedValues(model.names, parameters) as Record<string, number>,
    standardErrors: namedValues(model.names, fit.standardErrors),
    logLikelihood: fit.logLikelihood,
    atBoundary: fit.atBoundary,
    nCustomers: rows.total,
    repeatBuyers: frequency.filter((x) => x > 0).length,
    repeatPurchases: sum(frequency),
    calibrationEnd: purchases.from ? formatDay(purchases.from.end) : null,
    ...predictions,
    holdout: yield* holdoutOf(fitted),
    tracking: trackingOf(fitted),
    calibration: calibrateCounts(purchases.summary, model, parameters),
    alive: aliveGrid(fitted),
    audit: purchases.from?.audit ?? null,
  }
  const rowsDropped = input.nRows - purchases.rowsUsed
  const { dropped, rowsUsed } = purchases
  const { converged, iterations } = fit
  return { result, diagnostics: { rowsUsed, rowsDropped, dropped, converged, iterations } }
}

function requireRepeatBuyers(methodId: string, frequency: Float64Array): void {
  const repeatBuyers = frequency.filter((x) => x > 0).length
  if (repeatBuyers >= fewestRepeatBuyers) return
  const values = { method: text(`methods.${methodId}.name`), customers: frequency.length, repeatBuyers }
  throw failure('tooFewRepeatBuyers', { ...values, needed: fewestRepeatBuyers })
}

/** What every customer will do: alive or not, purchases, and with amounts the spend and the value. */
function* predict(
  fitted: Fitted,
): Generator<Progress, Pick<RepeatBuyingResult, 'horizon' | 'customers' | 'total' | 'spend'>, void> {
  const { rows, alive, params } = fitted
  const { ids, frequency, recency, T, monetary } = fitted.purchases.summary
  const horizon = params.horizon ?? yearOf[params.timeUnit]
  const ahead = yield* purchasesAhead(fitted, horizon)
  const [pAlive, expectedPurchases] = [toCustomers(rows, alive), toCustomers(rows, ahead)]
  const fields: Record<string, RecordField> = {
    id: ids ?? Float64Array.from(frequency.keys()),
    frequency,
    recency,
    T,
    pAlive,
    expectedPurchases,
  }
  const spend = monetary ? yield* fitSpend(spendRows(frequency, monetary), params.penalty) : null
  if (monetary) fields['monetary'] = monetary
  const value = monetary && spend ? yield* addValues(fitted, fields, spend, monetary) : null
  const total = { alive: sum(pAlive), expectedPurchases: sum(expectedPurchases), value }
  return { horizon, customers: records(rows.total, fields), total, spend }
}

/** Adds expected spend and lifetime value per customer; answers their sum, null where the mean spend is infinite. */
function* addValues(
  { model, parameters, rows, alive, params, cancelled, purchases }: Fitted,
  fields: Record<string, RecordField>,
  spend: SpendModel,
  monetary: Float64Array,
): Generator<Progress, number | null, void> {
  const discounted = yield* discountedPurchases(model, parameters, rows, alive, params, cancelled)
  const amounts = spendOf(spendParameters(spend), purchases.summary.frequency, monetary)
  const values = toCustomers(rows, discounted).map((count, i) => count * (amounts[i] as number) * params.margin)
  fields['expectedSpend'] = amounts
  fields['value'] = values
  const total = moneyTotal(values)
  return Number.isFinite(total) ? total : null
}

/** Expected purchases in the time ahead, per different history. */
function purchasesAhead({ model, parameters, rows, alive, cancelled }: Fitted, time: number) {
  const expected = (x: number, _tx: number, T: number, row: number) =>
    (alive[row] as number) * model.whileAlive(parameters, x, T, time)
  return overRows(rows, expected, cancelled)
}

function* holdoutOf(fitted: Fitted): Generator<Progress, RepeatBuyingResult['holdout'], void> {
  const { summary } = fitted.purchases
  if (!summary.holdout) return null
  const ahead = yield* purchasesAhead(fitted, summary.holdout.length)
  return validateHoldout(summary, summary.holdout, toCustomers(fitted.rows, ahead))
}

function trackingOf({ model, parameters, purchases, params }: Fitted): RepeatBuyingResult['tracking'] {
  if (!purchases.from) return null
  const dataEnd = Math.max(purchases.from.end, purchases.from.audit.lastDate / millisecondsPerDay)
  return trackPurchases(purchases.from, model, parameters, params.timeUnit, dataEnd)
}

/** P(alive) on a grid of histories: up to the 95 % quantile of frequencies, and all times since the last purchase. */
function aliveGrid({ model, parameters, purchases }: Fitted): RepeatBuyingResult['alive'] {
  const { frequency, T } = purchases.summary as PurchaseSummary
  const most = Math.max(4, Math.ceil(quantile(frequency.slice().sort(), 0.95)))
  const frequencies = Array.from({ length: 9 }, (_, i) => Math.round((most * i) / 8)).filter(
    (x, i, all) => x !== all[i - 1],
  )
  const age = mean(T)
  const since = Array.from({ length: 11 }, (_, i) => (age * i) / 10)
  const values = createMatrix(frequencies.length, since.length)
  for (const [i, x] of frequencies.entries()) {
    for (const [j, time] of since.entries()) {
      const tx = x === 0 ? 0 : Math.max(0, age - time)
      values.data[i * since.length + j] = model.pAlive(parameters, x, tx, age)
    }
  }
  return { frequency: frequencies, since, values }
}
