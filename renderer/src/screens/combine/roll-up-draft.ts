import type { ColumnInfo, ColumnRole, Dataset } from '@shared/dataset/schema'
import type { Language } from '@shared/locales'
import type { RecipeStepInput } from '@shared/recipe/recipe'

/** What is chosen for a roll-up; names of columns, empty lists and null where nothing is. */
export interface RollUpDraft {
  customer: string | null
  date: string | null
  /** Money comes from one column, or from quantity × unit price. */
  money: 'amount' | 'product'
  amount: string | null
  quantity: string | null
  unitPrice: string | null
  order: string | null
  category: string | null
  keep: string[]
  /** 2024-03-31, or empty for the day after the last purchase. */
  snapshotDate: string
  trendDays: number
  outcome: 'none' | 'churn' | 'purchase' | 'spend'
  outcomeDays: number
}

/** What the columns' roles and types suggest. */
export function proposeRollUp({ columns }: Dataset): RollUpDraft {
  const byRole = (role: ColumnRole) => columns.find((column) => column.role === role)?.name ?? null
  const amount = byRole('amount')
  const [quantity, unitPrice] = [byRole('quantity'), byRole('unitPrice')]
  const describes = ({ role }: ColumnInfo) => role === 'name' || role === 'region'
  return {
    customer: byRole('customer'),
    date: byRole('date') ?? columns.find(({ measureType }) => measureType === 'time')?.name ?? null,
    money: amount === null && quantity !== null && unitPrice !== null ? 'product' : 'amount',
    amount,
    quantity,
    unitPrice,
    order: byRole('order'),
    category: byRole('category'),
    keep: columns.filter(describes).map(({ name }) => name),
    snapshotDate: '',
    trendDays: 90,
    outcome: 'none',
    outcomeDays: 90,
  }
}

/** True for a dataset that lists purchases of customers. */
export function listsPurchases({ columns, grain }: Dataset): boolean {
  const has = (role: ColumnRole) => columns.some((column) => column.role === role)
  return grain !== 'customer' && has('customer') && has('date') && (has('amount') || has('unitPrice'))
}

/** The step as it is sent, or null while something is missing. */
export function rollUpStep(draft: RollUpDraft, language: Language): RecipeStepInput | null {
  const { customer, date, money, amount, quantity, unitPrice, order, category, keep, snapshotDate, trendDays } = draft
  const { outcome, outcomeDays } = draft
  if (!customer || !date) return null
  const product = money === 'product'
  if (product && !(quantity && unitPrice)) return null
  const paid = product ? { quantity, unitPrice } : { amount }
  const kept = keep.filter((name) => name !== customer)
  const until = snapshotDate.trim() === '' ? null : snapshotDate.trim()
  const params = {
    customer,
    date,
    ...paid,
    order,
    category,
    keep: kept,
    snapshotDate: until,
    trendDays,
    outcome,
    outcomeDays,
    language,
  }
  return { kind: 'roll-up-customers', params }
}
