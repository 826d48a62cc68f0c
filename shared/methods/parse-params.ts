import type { z } from 'zod'
import { type AppException, failure } from '../contract/app-error'
import { literal, type Text, text } from '../contract/text'
import { type ParameterOwner, type ParameterSchema, parameterSchema } from './describe-method'

/**
 * Checks the parameters a person or a program sent to a method and fills in the defaults.
 * @param given any JSON; `undefined` and `null` stand for "all defaults"
 * @returns the parameters as `compute` takes them
 * @throws parameterInvalid naming parameter, constraint and value; parameterUnknown naming the parameters there are
 */
export function parseParams<P extends z.ZodObject>(
  method: ParameterOwner & { readonly params: P },
  given: unknown,
): z.output<P> {
  const parsed = method.params.strict().safeParse(given ?? {})
  if (parsed.success) return parsed.data as z.output<P>
  const issue = parsed.error.issues[0]
  throw issue ? parameterFailure(method, issue, given) : failure('internal', { detail: method.id })
}

/** What the owner of the parameters is called. */
function nameOf({ id, words }: Omit<ParameterOwner, 'params'>): Text {
  return text(`${words ?? `methods.${id}`}.name`)
}

/**
 * The error of a parameter whose limit only the data knows, e.g. k greater than the number of rows.
 * @param constraint what the value must be, completing "must be …"
 */
export function parameterInvalid(
  methodId: string,
  parameter: string,
  constraint: Text,
  value: unknown,
  hint?: Text,
): AppException {
  return ownedParameterInvalid({ id: methodId }, parameter, constraint, value, hint)
}

function ownedParameterInvalid(
  owner: Omit<ParameterOwner, 'params'>,
  parameter: string,
  constraint: Text,
  value: unknown,
  hint?: Text,
): AppException {
  const values = { parameter, method: nameOf(owner), constraint, value: describeValue(value) }
  return failure('parameterInvalid', values, hint ? { parameter, hint } : { parameter })
}

function parameterFailure(method: ParameterOwner, issue: z.core.$ZodIssue, given: unknown): AppException {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) return unknownFailure(method, issue.keys[0] ?? '')
  if (issue.path.length === 0) return notAnObject(method, given)
  const parameter = issue.path.map(String).join('.')
  const root = parameterSchema(method)
  const schema = schemaAt(root, issue.path) ?? schemaAt(root, issue.path.slice(0, 1)) ?? {}
  return ownedParameterInvalid(method, parameter, describeConstraint(schema), valueAt(given, issue.path))
}

function unknownFailure(method: ParameterOwner, parameter: string): AppException {
  const names = Object.keys(method.params.shape).join(', ')
  const values = { parameter, method: nameOf(method), parameters: names || '–' }
  return failure('parameterUnknown', values, { parameter })
}

function notAnObject(method: ParameterOwner, given: unknown): AppException {
  return failure('parametersNotAnObject', { method: nameOf(method), value: describeValue(given) })
}

function schemaAt(schema: ParameterSchema, path: readonly PropertyKey[]): ParameterSchema | undefined {
  let here: ParameterSchema | undefined = schema
  for (const step of path)
    here = typeof step === 'number' ? here?.items : (here?.properties?.[String(step)] ?? here?.additionalProperties)
  return here
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  let here = given
  for (const step of path) here = (here as Record<PropertyKey, unknown> | null | undefined)?.[step]
  return here
}

/** Writes a value as JSON does, at most 60 characters; `NaN` and infinities by name; nothing is said to be nothing. */
export function describeValue(value: unknown): Text {
  if (value === undefined) return text('errors.value.nothing')
  const words = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return literal(words.length > 60 ? `${words.slice(0, 59)}…` : words)
}

/** Completes "must be …" from a parameter's JSON Schema. */
export function describeConstraint(schema: ParameterSchema): Text {
  if (schema.anyOf) {
    return schema.anyOf
      .map(describeConstraint)
      .reduce((first, second) => text('errors.constraint.or', { first, second }))
  }
  if (schema.enum) return text('errors.constraint.oneOf', { options: schema.enum.map(String).join(', ') })
  if (schema.const !== undefined) return text('errors.constraint.exactly', { value: String(schema.const) })
  if (schema.type === 'integer') return describeNumber('wholeNumber', schema)
  if (schema.type === 'number') return describeNumber('number', schema)
  if (schema.type === 'array') return describeList(schema)
  if (schema.format === 'date') return text('errors.constraint.date')
  const known = ['boolean', 'string', 'object', 'null'].includes(schema.type ?? '')
  return text(`errors.constraint.${known ? schema.type : 'other'}`)
}

function describeNumber(kind: 'number' | 'wholeNumber', schema: ParameterSchema): Text {
  const { low, high } = boundsOf(schema)
  if (low && high) return text(`errors.constraint.${kind}Between`, { low: low.literal, high: high.literal })
  const bound = low ?? high
  if (bound) return text(`errors.constraint.${kind}Bound`, { bound: bound.literal })
  return text(`errors.constraint.${kind}`)
}

/** The bounds as "≥ 2" or "< 1"; JSON Schema's limits of a safe integer are no limits to a reader. */
function boundsOf(schema: ParameterSchema): { low?: { literal: string }; high?: { literal: string } } {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema
  const low = exclusiveMinimum !== undefined ? `> ${exclusiveMinimum}` : isLimit(minimum) ? `≥ ${minimum}` : undefined
  const high = exclusiveMaximum !== undefined ? `< ${exclusiveMaximum}` : isLimit(maximum) ? `≤ ${maximum}` : undefined
  return { ...(low ? { low: { literal: low } } : {}), ...(high ? { high: { literal: high } } : {}) }
}

function isLimit(bound: number | undefined): boolean {
  return bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
}

function describeList(schema: ParameterSchema): Text {
  const items = describeConstraint(schema.items ?? {})
  const key = schema.minItems ? 'errors.constraint.listAtLeast' : 'errors.constraint.list'
  return text(key, schema.minItems ? { items, count: schema.minItems } : { items })
}
