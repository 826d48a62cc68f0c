import { type Text, text } from '@shared/contract/text'
import type { ParameterSchema } from '@shared/methods/describe-method'
import { describeConstraint } from '@shared/methods/parse-params'

function fitsNumber(schema: ParameterSchema, value: number): boolean {
  if (!Number.isFinite(value)) return false
  if (schema.type === 'integer' && !Number.isInteger(value)) return false
  return (
    value >= (schema.minimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (schema.maximum ?? Number.POSITIVE_INFINITY) &&
    value > (schema.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) &&
    value < (schema.exclusiveMaximum ?? Number.POSITIVE_INFINITY)
  )
}

function fitsWords({ pattern, minLength = 0 }: ParameterSchema, value: string): boolean {
  return value.length >= minLength && (pattern === undefined || new RegExp(pattern).test(value))
}

function fitsList(schema: ParameterSchema, value: readonly unknown[]): boolean {
  if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? Number.POSITIVE_INFINITY))
    return false
  return value.every((item) => fits(schema.items ?? {}, item))
}

function fitsObject(schema: ParameterSchema, value: object): boolean {
  const values = value as Record<string, unknown>
  const { additionalProperties } = schema
  if (additionalProperties && !Object.values(values).every((part) => fits(additionalProperties, part))) return false
  return Object.entries(schema.properties ?? {}).every(
    ([name, part]) => values[name] === undefined || fits(part, values[name]),
  )
}

/** Whether a value is one that the schema of a parameter allows, as far as a form can know. */
export function fits(schema: ParameterSchema, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((part) => fits(part, value))
  if (schema.enum) return schema.enum.includes(value as string)
  if (schema.const !== undefined) return schema.const === value
  if (schema.type === 'null') return value === null
  if (schema.type === 'integer' || schema.type === 'number')
    return typeof value === 'number' && fitsNumber(schema, value)
  if (schema.type === 'boolean') return typeof value === 'boolean'
  if (schema.type === 'string') return typeof value === 'string' && fitsWords(schema, value)
  if (schema.type === 'array') return Array.isArray(value) && fitsList(schema, value)
  if (schema.type === 'object') return typeof value === 'object' && value !== null && fitsObject(schema, value)
  return true
}

/** What is wrong with a parameter's value, or nothing. A value that is absent stands for the default. */
export function checkParam(schema: ParameterSchema, value: unknown): Text | null {
  if (value === undefined || fits(schema, value)) return null
  return text('forms.mustBe', { constraint: describeConstraint(schema) })
}
