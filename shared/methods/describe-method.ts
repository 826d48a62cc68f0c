import { z } from 'zod'
import type { MethodDescriptor } from '../contract/workspace'
import type { Method } from './define-method'

/** What of a method is needed to speak of its parameters. */
export interface ParameterOwner {
  readonly id: string
  readonly params: z.ZodObject
  /** Where its words begin; `methods.<id>` when absent. */
  readonly words?: string
}

/** JSON Schema (2020-12) of one parameter, or of the object of all of them. */
export interface ParameterSchema {
  readonly type?: string
  readonly enum?: readonly (string | number | boolean)[]
  readonly const?: string | number | boolean
  /** `date` for a day such as 2024-03-31. */
  readonly format?: string
  readonly default?: unknown
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly exclusiveMaximum?: number
  readonly minLength?: number
  readonly pattern?: string
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: ParameterSchema
  readonly anyOf?: readonly ParameterSchema[]
  readonly properties?: Readonly<Record<string, ParameterSchema>>
  /** Of an object whose names are free. */
  readonly additionalProperties?: ParameterSchema
}

/** The JSON Schema of a method's parameters as a caller may send them: what has a default may be left out. */
export function parameterSchema(method: ParameterOwner): ParameterSchema {
  return z.toJSONSchema(method.params, { io: 'input' }) as ParameterSchema
}

/** A method as forms and the command line see it: its roles, and its parameters as JSON Schema with their defaults. */
export function describeMethod(method: Method): MethodDescriptor {
  const inputs = Object.entries(method.inputs).map(([role, input]) => [
    role,
    {
      count: input.count,
      required: input.required,
      measureTypes: [...input.measureTypes],
      as: input.as,
      ...(input.min === undefined ? {} : { min: input.min }),
      ...(input.prefer === undefined ? {} : { prefer: [...input.prefer] }),
    },
  ])
  return {
    id: method.id,
    family: method.family,
    inputs: Object.fromEntries(inputs),
    params: parameterSchema(method) as Record<string, unknown>,
    primaryParams: [...method.primaryParams],
    perRow: [...method.perRow],
    references: method.references.map((reference) => ({ ...reference })),
  }
}
