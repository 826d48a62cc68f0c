/** What a scenario assumes; rates are annual fractions, money is per customer and year unless said otherwise. */
export interface Assumptions {
  customers: number
  revenue: number
  /** Share of revenue that is left. */
  margin: number
  discountRate: number
  retentionRate: number
  /** Once, per customer. */
  campaignCost: number
  /** Points by which the campaign raises retention: 0.05 takes 70 % to 75 %. */
  retentionLift: number
  /** Share by which the campaign raises revenue. */
  revenueLift: number
}

/** What follows from a scenario. */
export interface CampaignValue {
  /** Lifetime value of one customer, without and with the campaign. */
  clv: number
  clvAfter: number
  /** Of all customers; the campaign's cost is taken off the second. */
  value: number
  valueAfter: number
  cost: number
  /** Added value less cost. */
  gain: number
  /** Gain / cost; null for a campaign that costs nothing. */
  return: number | null
  /** Most that may be spent per customer. */
  breakEvenCost: number
  /** Rise of retention, in points, from which on the campaign pays at the revenue assumed; null where none is enough. */
  breakEvenLift: number | null
}

/** Retention with the campaign, never above 100 %. */
export function retentionAfter({ retentionRate, retentionLift }: Assumptions): number {
  return Math.min(1, retentionRate + retentionLift)
}

/** Whether lifetime value has a limit, with the campaign too: retention stays below 1 + discount rate. */
export function isBounded(assumptions: Assumptions): boolean {
  const highest = Math.max(assumptions.retentionRate, retentionAfter(assumptions))
  return 1 + assumptions.discountRate - highest > 0
}

/**
 * What a campaign is worth: lifetime value m · r / (1 + d − r) with and without it, its return, and where it breaks even.
 * @param assumptions for which `isBounded` holds
 * Source: Gupta & Lehmann (2003), Journal of Interactive Marketing 17(1).
 */
export function campaignValue(assumptions: Assumptions): CampaignValue {
  const { customers, revenue, margin, discountRate: d, retentionRate: r, campaignCost, revenueLift } = assumptions
  const lifetime = (money: number, retention: number) => (money * retention) / (1 + d - retention)
  const after = revenue * (1 + revenueLift) * margin
  const clv = lifetime(revenue * margin, r)
  const clvAfter = lifetime(after, retentionAfter(assumptions))
  const cost = customers * campaignCost
  const gain = customers * (clvAfter - clv) - cost
  const wanted = clv + campaignCost
  const needed = after + wanted > 0 ? (wanted * (1 + d)) / (after + wanted) - r : Number.NaN
  return {
    clv,
    clvAfter,
    value: customers * clv,
    valueAfter: customers * clvAfter - cost,
    cost,
    gain,
    return: cost > 0 ? gain / cost : null,
    breakEvenCost: clvAfter - clv,
    breakEvenLift: r + needed <= 1 ? needed : null,
  }
}
