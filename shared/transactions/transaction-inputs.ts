import type { InputRole } from '../methods/define-method'

const one = { count: 'one', required: false } as const

/**
 * The column roles of a list of transactions. All are optional in the form, because they have alternatives (an amount, or
 * quantity and unit price; a summary per customer; no data at all); `readTransactions` refuses what is incomplete.
 */
export const transactionInputs = {
  customer: { ...one, measureTypes: ['id', 'nominal', 'text'], as: 'any', prefer: ['customer'] },
  date: { ...one, measureTypes: ['time'], as: 'any', prefer: ['date'] },
  amount: { ...one, measureTypes: ['continuous', 'ordinal'], as: 'numeric', prefer: ['amount'] },
  quantity: { ...one, measureTypes: ['continuous', 'ordinal'], as: 'numeric', prefer: ['quantity'] },
  unitPrice: { ...one, measureTypes: ['continuous', 'ordinal'], as: 'numeric', prefer: ['unitPrice'] },
  order: { ...one, measureTypes: ['id', 'nominal', 'text'], as: 'any', prefer: ['order'] },
  cost: { ...one, measureTypes: ['continuous', 'ordinal'], as: 'numeric', prefer: ['cost'] },
} as const satisfies Record<string, InputRole>

const { cost, ...withoutCost } = transactionInputs
/** The roles of methods to which costs mean nothing. */
export const revenueInputs = withoutCost
