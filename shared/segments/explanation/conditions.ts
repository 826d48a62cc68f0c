import { z } from 'zod'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { Column } from '../../dataset/column'
import { type MeasureType, measureTypeSchema } from '../../dataset/schema'

/** Part of a rule: a column's value lies between two limits, or is one of some levels. */
export interface Condition {
  column: string
  measureType: MeasureType
  /** Null when there is no lower limit, or no upper one. */
  min: number | null
  max: number | null
  /** The limit that the values may reach: [min, max) or (min, max]. */
  includes: 'min' | 'max'
  levels: string[] | null
}

export const conditionSchema: z.ZodType<Condition> = z.object({
  column: z.string(),
  measureType: measureTypeSchema,
  min: z.number().nullable(),
  max: z.number().nullable(),
  includes: z.enum(['min', 'max']),
  levels: z.array(z.string()).nullable(),
})

/** 1 for every row that meets all conditions; a missing value meets none. Cost: O(n) per condition. */
export function rowsMeeting(conditions: readonly Condition[], columns: readonly Column[], nRows: number): Uint8Array {
  const met = new Uint8Array(nRows).fill(1)
  for (const condition of conditions) {
    const column = columns.find(({ name }) => name === condition.column)
    if (column) keepMeeting(condition, column, met)
  }
  return met
}

function keepMeeting({ min, max, includes, levels }: Condition, column: Column, met: Uint8Array): void {
  if (column.kind === 'categorical') {
    const wanted = column.levels.map((level) => levels?.includes(level) ?? false)
    for (let i = 0; i < met.length; i++) if (!wanted[column.codes[i] as number]) met[i] = 0
    return
  }
  const low = min ?? Number.NEGATIVE_INFINITY
  const high = max ?? Number.POSITIVE_INFINITY
  for (let i = 0; i < met.length; i++) {
    const value = column.values[i] as number
    const isMet = includes === 'min' ? value >= low && value < high : value > low && value <= high
    if (!isMet || !Number.isFinite(value)) met[i] = 0
  }
}

/** "visits from 5 to below 12". */
export function conditionText({ column, measureType, min, max, includes, levels }: Condition): Text {
  const unit = measureType === 'time' ? 'date' : 'number'
  const name = literal(column)
  if (levels) {
    const key = levels.length === 1 ? 'explanation.condition.level' : 'explanation.condition.levels'
    return text(key, { column: name, level: literal(levels[0] ?? ''), levels: levels.map((level) => literal(level)) })
  }
  const values = { column: name, min: quantity(min, unit), max: quantity(max, unit) }
  if (includes === 'max') {
    if (min === null) return text('explanation.condition.atMost', values)
    return text(max === null ? 'explanation.condition.above' : 'explanation.condition.aboveToMost', values)
  }
  if (min === null) return text('explanation.condition.below', values)
  return text(max === null ? 'explanation.condition.atLeast' : 'explanation.condition.between', values)
}
