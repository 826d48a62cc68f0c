import type { ParameterSchema } from '@shared/methods/describe-method'

/** Values that a parameter's JSON Schema forbids, one per rule it states. */
export function invalidValues(schema: ParameterSchema): unknown[] {
  if (schema.anyOf) return intersection(schema.anyOf.map(invalidValues))
  if (schema.enum || schema.const !== undefined) return ['no such option', 17.5, null]
  if (schema.type === 'integer' || schema.type === 'number') return invalidNumbers(schema)
  if (schema.type === 'array') return ['no list', ...(schema.minItems ? [[]] : [])]
  if (schema.type === 'boolean') return ['yes', 1]
  if (schema.type === 'string') return [5, null]
  return ['no object']
}

function invalidNumbers({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: ParameterSchema): unknown[] {
  const isSafe = (bound: number | undefined): bound is number =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  return [
    'three',
    null,
    Number.NaN,
    ...(type === 'integer' ? [2.5] : []),
    ...(isSafe(minimum) ? [minimum - 1] : []),
    ...(isSafe(maximum) ? [maximum + 1] : []),
    ...(exclusiveMinimum !== undefined ? [exclusiveMinimum] : []),
    ...(exclusiveMaximum !== undefined ? [exclusiveMaximum] : []),
  ]
}

/** Values that every alternative forbids. */
function intersection(lists: readonly unknown[][]): unknown[] {
  const has = (list: readonly unknown[], value: unknown) => list.some((entry) => Object.is(entry, value))
  return ['no such option', null, ...lists.flat()].filter(
    (value, i, all) =>
      all.findIndex((other) => Object.is(other, value)) === i &&
      (typeof value !== 'number' || lists.some((list) => has(list, value))),
  )
}
