import { text } from '../../contract/text'
import { periodsPerYear } from '../../transactions/periods'
import { parameterInvalid } from '../parse-params'
import type { CustomerValueParams, CustomerValueResult } from './method'

/** Rates per period from annual ones: (1 + rate)^(1 / periods per year) − 1, and retention^(1 / periods per year). */
export function periodRates({ discountRate, growthRate, retentionRate, period }: CustomerValueParams) {
  const n = periodsPerYear[period]
  const perPeriod = (annual: number) => (n === 1 ? annual : (1 + annual) ** (1 / n) - 1)
  const retention = n === 1 ? retentionRate : retentionRate ** (1 / n)
  return { discount: perPeriod(discountRate), growth: perPeriod(growthRate), retention }
}

/** What 1 paid in period t, counted from 0, is worth today; at the end of a period it waits one period longer. */
export function discountFactor(t: number, { discountRate, timing, period }: CustomerValueParams): number {
  return 1 / (1 + discountRate) ** ((t + (timing === 'end' ? 1 : 0)) / periodsPerYear[period])
}

/** Whether value with retention has a limit: retention stays below one plus the discount rate, per period. */
export function isBoundedRetention(params: CustomerValueParams): boolean {
  const { discount, retention } = periodRates(params)
  return 1 + discount - retention > 0
}

/**
 * What a margin of 1 per period is worth today when customers stay: r / (1 + d − r) received at the ends of periods, or
 * (1 + d) / (1 + d − r) when the first one comes at once.
 * @throws parameterInvalid when the sum has no limit
 */
export function retentionMultiple(params: CustomerValueParams, rates: CustomerValueResult['rates']): number {
  const { discount, retention } = rates
  const gap = 1 + discount - retention
  if (!(gap > 0)) {
    const constraint = text('errors.constraint.belowDiscount', { limit: 1 + params.discountRate })
    throw parameterInvalid('customer-value', 'retentionRate', constraint, params.retentionRate)
  }
  return (params.timing === 'end' ? retention : 1 + discount) / gap
}
