/** Stages of a customer's life, in the order in which they are usually passed. */
export const stages = ['introduction', 'confirmation', 'growth', 'maintenance', 'leaving'] as const
export type Stage = (typeof stages)[number]

export interface StageRules {
  leavingAfter: number
  confirmationOrders: number
  growthPace: number
}

/** What the rules look at: purchase days so far. */
export interface Rhythm {
  purchases: number
  /** Days since the last purchase. */
  recency: number
  /** Mean days between purchases: the customer's own, or that of all for a customer who bought on one day. */
  interval: number
  /** Days between the last two purchases, and the mean of the gaps before; NaN below three purchases. */
  lastGap: number
  earlierGap: number
}

/**
 * Position of the stage in `stages`; the first rule that applies counts:
 * leaving: no purchase for more than `leavingAfter` times the rhythm; introduction: one purchase; confirmation: up to
 * `confirmationOrders`; growth: the last gap at most `growthPace` times the mean of those before; else maintenance.
 */
export function stageOf(rhythm: Rhythm, { leavingAfter, confirmationOrders, growthPace }: StageRules): number {
  if (rhythm.recency > leavingAfter * rhythm.interval) return 4
  if (rhythm.purchases === 1) return 0
  if (rhythm.purchases <= confirmationOrders) return 1
  return rhythm.lastGap <= growthPace * rhythm.earlierGap ? 2 : 3
}
