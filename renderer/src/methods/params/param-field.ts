import type { ParameterSchema } from '@shared/methods/describe-method'

/** How a parameter is asked for. */
export type ParamField = {
  name: string
  schema: ParameterSchema
  /** True when "no value" is a choice. */
  nullable: boolean
  default: unknown
} & (
  | { control: 'number'; isWhole: boolean; min?: number; max?: number }
  | { control: 'choice'; options: readonly (string | number | boolean)[] }
  | { control: 'switch' }
  | { control: 'text' }
  | { control: 'date' }
  /** A named choice such as "auto", or a number. */
  | { control: 'choiceOrNumber'; options: readonly string[]; isWhole: boolean; min?: number; max?: number }
  | { control: 'numbers'; isWhole: boolean }
  | { control: 'words' }
  /** Segments by ranges of scores. */
  | { control: 'segmentRules' }
  /** Lists of numbers by name. */
  | { control: 'limits'; names: readonly string[] }
  /** A number for each chosen column. */
  | { control: 'columnWeights' }
  /** Whatever has no control of its own is written as JSON. */
  | { control: 'json' }
)

const isNumber = (schema: ParameterSchema) => schema.type === 'number' || schema.type === 'integer'

/** Ends of the permitted range, inclusive; JSON Schema's limits of a safe integer are none. */
function range(schema: ParameterSchema): { isWhole: boolean; min?: number; max?: number } {
  const isLimit = (bound: number | undefined) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER
  const low = schema.exclusiveMinimum ?? schema.minimum
  const high = schema.exclusiveMaximum ?? schema.maximum
  return {
    isWhole: schema.type === 'integer',
    ...(isLimit(low) ? { min: low as number } : {}),
    ...(isLimit(high) ? { max: high as number } : {}),
  }
}

function optionsOf(schema: ParameterSchema): (string | number | boolean)[] {
  return schema.enum ? [...schema.enum] : schema.const === undefined ? [] : [schema.const]
}

function isCompound({ type }: ParameterSchema): boolean {
  return type === 'object' || type === 'array'
}

/** A list of segments, each with ranges of recency and frequency scores. */
function isSegmentRules({ type, items }: ParameterSchema): boolean {
  const properties = items?.properties ?? {}
  return type === 'array' && ['segment', 'recency', 'frequency'].every((name) => properties[name] !== undefined)
}

/** Numbers by names that are free. */
function isColumnWeights({ type, properties, additionalProperties }: ParameterSchema): boolean {
  return type === 'object' && !properties && additionalProperties !== undefined && isNumber(additionalProperties)
}

/** Names of an object's properties when all of them are lists of numbers. */
function limitNames({ type, properties = {} }: ParameterSchema): string[] {
  const isList = (schema: ParameterSchema) => schema.type === 'array' && schema.items && isNumber(schema.items)
  return type === 'object' && Object.values(properties).every(isList) ? Object.keys(properties) : []
}

function listControl(schema: ParameterSchema): 'numbers' | 'words' | 'json' {
  if (schema.items && isNumber(schema.items)) return 'numbers'
  return schema.items?.type === 'string' && !schema.items.enum ? 'words' : 'json'
}

function unionField(base: FieldBase, parts: readonly ParameterSchema[]): ParamField {
  const options = parts.flatMap(optionsOf)
  const numeric = parts.find(isNumber)
  const isSimple = numeric !== undefined || options.length > 0
  // Lists and objects beside a simple choice are for programs.
  const others = parts.filter(
    (part) => part !== numeric && optionsOf(part).length === 0 && !(isSimple && isCompound(part)),
  )
  if (numeric && others.length === 1 && others[0]?.type === 'string') return { ...base, control: 'text' }
  if (others.length > 0) return { ...base, control: 'json' }
  if (numeric && options.length === 0) return { ...base, control: 'number', ...range(numeric) }
  if (numeric) return { ...base, control: 'choiceOrNumber', options: options.map(String), ...range(numeric) }
  return { ...base, control: 'choice', options }
}

type FieldBase = Pick<ParamField, 'name' | 'schema' | 'nullable' | 'default'>

/** The control for one parameter, from its JSON Schema. */
export function paramField(name: string, schema: ParameterSchema): ParamField {
  const all = schema.anyOf?.flatMap((part) => part.anyOf ?? [part])
  const parts = all?.filter((part) => part.type !== 'null')
  const nullable = parts !== undefined && parts.length !== all?.length
  const base = { name, schema, nullable, default: schema.default }
  if (parts && parts.length > 1) return unionField(base, parts)
  const only = parts?.[0] ?? schema
  if (optionsOf(only).length > 0) return { ...base, control: 'choice', options: optionsOf(only) }
  if (only.type === 'boolean') return { ...base, control: 'switch' }
  if (isNumber(only)) return { ...base, control: 'number', ...range(only) }
  if (isSegmentRules(only)) return { ...base, control: 'segmentRules' }
  if (isColumnWeights(only)) return { ...base, default: undefined, control: 'columnWeights' }
  const limits = limitNames(only)
  if (limits.length > 0) return { ...base, control: 'limits', names: limits }
  if (only.type === 'array') {
    const control = listControl(only)
    return control === 'numbers' ? { ...base, control, isWhole: only.items?.type === 'integer' } : { ...base, control }
  }
  if (only.type === 'string') return { ...base, control: only.format === 'date' ? 'date' : 'text' }
  return { ...base, control: 'json' }
}

/** The fields of a method, those that matter most first and apart from the rest. */
export function paramFields(
  params: Record<string, unknown>,
  primary: readonly string[],
): { primary: ParamField[]; more: ParamField[] } {
  const properties = (params as ParameterSchema).properties ?? {}
  const fields = Object.entries(properties).map(([name, schema]) => paramField(name, schema))
  const byName = new Map(fields.map((field) => [field.name, field]))
  return {
    primary: primary.flatMap((name) => byName.get(name) ?? []),
    more: fields.filter((field) => !primary.includes(field.name)),
  }
}
