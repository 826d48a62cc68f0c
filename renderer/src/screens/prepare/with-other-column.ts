import { renameColumn } from '@shared/formula/rename-column'
import { picksOf, type StepSchema } from './fields/step-schema'

type Params = Readonly<Record<string, unknown>>

/**
 * A step's parameters with another column in place of one that is not there any more: wherever its schema picks columns, in
 * conditions and in formulas.
 */
export function withOtherColumn(
  params: Params,
  schema: StepSchema,
  missing: string,
  other: string,
): Record<string, unknown> {
  const replaced = (value: unknown, part: StepSchema | undefined): unknown => {
    const picks = part && picksOf(part)
    if (picks === 'conditions') return inConditions(value, missing, other)
    if (picks === 'formula') return typeof value === 'string' ? renameColumn(value, missing, other) : value
    if (picks === 'time-or-day' || (picks !== 'other-column' && picks?.endsWith('column')))
      return value === missing ? other : value
    if (Array.isArray(value)) return value.map((item) => replaced(item, part?.items))
    if (typeof value !== 'object' || value === null) return value
    return inProperties(value as Params, part)
  }
  const inProperties = (values: Params, part: StepSchema | undefined) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, replaced(value, part?.properties?.[name])]))
  return inProperties(params, schema)
}

/** Conditions name columns in `column`, however deep. */
function inConditions(value: unknown, missing: string, other: string): unknown {
  if (Array.isArray(value)) return value.map((part) => inConditions(part, missing, other))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      name === 'column' && part === missing ? other : inConditions(part, missing, other),
    ]),
  )
}
