import type { ResultElement, TableElement } from '@shared/contract/result-elements'
import type { RunSummary } from '@shared/contract/workspace'
import type { Assumptions } from '@shared/methods/what-if/campaign-value'
import { type Period, periodsPerYear } from '@shared/transactions/periods'

/**
 * What a run of the business figures says for what-if: customers, their revenue per year, and, when it counts by years, their
 * retention.
 */
export function measuredAssumptions(run: RunSummary, elements: readonly ResultElement[]): Partial<Assumptions> {
  const period = String(run.request.params['period'] ?? 'month') as Period
  const table = elements.find(
    (element): element is TableElement =>
      element.type === 'table' && ['newCustomers', 'revenue'].every((id) => columnOf(element, id) >= 0),
  )
  if (!table) return {}
  const customers = sumOf(table, 'newCustomers')
  const years = table.rows.length / periodsPerYear[period]
  const churn = elements.find((element) => element.type === 'metric' && element.id === 'churnRate')
  const isKnown = period === 'year' && churn?.type === 'metric' && churn.value !== null
  return {
    ...(customers > 0 && years > 0
      ? { customers, revenue: Math.round((sumOf(table, 'revenue') / customers / years) * 100) / 100 }
      : {}),
    ...(isKnown ? { retentionRate: Math.round((1 - (churn.value ?? 0)) * 1000) / 1000 } : {}),
  }
}

function columnOf(table: TableElement, id: string): number {
  return table.columns.findIndex((column) => column.id === id)
}

function sumOf(table: TableElement, id: string): number {
  const at = columnOf(table, id)
  return table.rows.reduce((sum, row) => sum + (typeof row[at] === 'number' ? (row[at] as number) : 0), 0)
}
