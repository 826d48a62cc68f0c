import { NO_LABEL } from '../../dataset/column'
import { records } from '../../dataset/records'
import { sum } from '../../math/sum'
import type { CustomerValueParams, CustomerValueResult } from './method'
import { discountFactor, periodRates, retentionMultiple } from './rates'

/**
 * Value of one customer from cash flows, or from a margin per period: the calculator without columns.
 * @param flows money per period; empty when a margin alone is given
 * @param nRows rows of the dataset the calculation was called with, none of which it uses
 */
export function calculateFlows(
  flows: readonly number[],
  params: CustomerValueParams,
  nRows: number,
): CustomerValueResult {
  const rates = periodRates(params)
  const { variant, margin } = params
  const counted = variant === 'discounted' && params.periods !== null ? flows.slice(0, params.periods) : flows
  const undiscounted = sum(Float64Array.from(counted))
  const periodValues = counted.map((amount, i) => {
    const factor = variant === 'discounted' ? discountFactor(i, params) : 1
    const t = i + (params.timing === 'end' ? 1 : 0)
    return { t, amount, factor, value: amount * factor }
  })
  const perPeriod = margin ?? (flows.length > 0 ? undiscounted / flows.length : 0)
  const totals: Record<CustomerValueParams['variant'], () => number> = {
    margin: () => undiscounted,
    cumulative: () => undiscounted,
    single: () => (params.purchase === 'last' ? (flows.at(-1) ?? 0) : undiscounted / Math.max(1, flows.length)),
    growth: () => undiscounted * (1 + rates.growth) ** (params.periods ?? 1),
    discounted: () => sum(Float64Array.from(periodValues, ({ value }) => value)),
    retention: () => perPeriod * retentionMultiple(params, rates),
  }
  return {
    variant,
    total: totals[variant](),
    customers: records(0, { id: new Float64Array(0), value: new Float64Array(0) }),
    periodValues: flows.length > 0 ? periodValues : null,
    undiscounted,
    marginPerPeriod: variant === 'retention' ? perPeriod : null,
    rates,
    revenue: undiscounted,
    cost: 0,
    costFrom: 'none',
    grades: [],
    labels: new Int32Array(nRows).fill(NO_LABEL),
    concentration: null,
    negative: 0,
    audit: null,
  }
}
