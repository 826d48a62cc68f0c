import { type Condition, conditionSchema } from '@shared/conditions/condition'
import { columnsOf } from '@shared/conditions/condition-parts'
import type { ColumnInfo } from '@shared/dataset/schema'
import { z } from 'zod'
import type { Sort } from '../sort-order'

/** Which rows of a dataset a person looks at, in which order. */
export interface RowQuestion {
  order: readonly Sort[]
  search: string
  filter: Condition | null
}

export const rowQuestionSchema = z.object({
  order: z.array(z.object({ column: z.string(), descending: z.boolean() })),
  search: z.string(),
  filter: conditionSchema.nullable(),
})

export const plainQuestion: RowQuestion = { order: [], search: '', filter: null }

/**
 * The question without what cannot be asked of these columns any more: next month's file may lack some.
 * @returns the same object when all of it can
 */
export function askable(question: RowQuestion, columns: readonly Pick<ColumnInfo, 'name'>[]): RowQuestion {
  const names = new Set(columns.map(({ name }) => name))
  const order = question.order.filter(({ column }) => names.has(column))
  const filter = question.filter && askableFilter(question.filter, names)
  if (order.length === question.order.length && filter === question.filter) return question
  return { ...question, order, filter }
}

function askableFilter(filter: Condition, names: ReadonlySet<string>): Condition | null {
  const isAskable = (part: Condition) => columnsOf(part).every((column) => names.has(column))
  if (isAskable(filter)) return filter
  if (!('all' in filter)) return null
  const all = filter.all.filter(isAskable)
  return all.length > 0 ? { all } : null
}
