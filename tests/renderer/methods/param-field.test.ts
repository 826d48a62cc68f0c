import { describeMethod, type ParameterSchema, parameterSchema } from '@shared/methods/describe-method'
import { parseParams } from '@shared/methods/parse-params'
import { methods } from '@shared/methods/registry'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkParam, fits } from '../../../renderer/src/methods/params/check-param'
import { paramField, paramFields } from '../../../renderer/src/methods/params/param-field'

const owner = (shape: z.ZodRawShape) => ({ id: 'k-means', params: z.object(shape) })
const fieldOf = (schema: z.ZodType) => {
  const properties = parameterSchema(owner({ p: schema })).properties as Record<string, ParameterSchema>
  return paramField('p', properties['p'] as ParameterSchema)
}

test('each kind of parameter has the control that fits it', () => {
  expect(fieldOf(z.int().min(2).max(50).default(5))).toMatchObject({
    control: 'number',
    isWhole: true,
    min: 2,
    max: 50,
  })
  expect(fieldOf(z.number().default(0.5))).toMatchObject({ control: 'number', isWhole: false })
  expect(fieldOf(z.boolean().default(true))).toMatchObject({ control: 'switch', default: true })
  expect(fieldOf(z.enum(['a', 'b']).default('a'))).toMatchObject({ control: 'choice', options: ['a', 'b'] })
  expect(fieldOf(z.int().min(1).nullable().default(null))).toMatchObject({ control: 'number', nullable: true, min: 1 })
  expect(fieldOf(z.union([z.int().min(2), z.literal('auto')]))).toMatchObject({
    control: 'choiceOrNumber',
    options: ['auto'],
    min: 2,
  })
  expect(fieldOf(z.array(z.number()))).toMatchObject({ control: 'numbers', isWhole: false })
  expect(fieldOf(z.array(z.string()))).toMatchObject({ control: 'words' })
  expect(fieldOf(z.record(z.string(), z.number().positive()).default({}))).toMatchObject({ control: 'columnWeights' })
  expect(fieldOf(z.string())).toMatchObject({ control: 'text' })
  expect(fieldOf(z.iso.date())).toMatchObject({ control: 'date' })
  expect(fieldOf(z.array(z.array(z.number())))).toMatchObject({ control: 'json' })
})

test("a whole number's own limits are not shown as a range", () => {
  const field = fieldOf(z.int())
  expect(field).not.toHaveProperty('min')
  expect(field).not.toHaveProperty('max')
})

describe.each([...methods.values()].map((method) => [method.id, method] as const))('%s', (_id, method) => {
  const descriptor = describeMethod(method)
  const { primary, more } = paramFields(descriptor.params, descriptor.primaryParams)

  test('every parameter has one field, the primary ones first and in their order', () => {
    const names = [...primary, ...more].map(({ name }) => name)
    expect([...names].sort()).toEqual(Object.keys(method.params.shape).sort())
    expect(primary.map(({ name }) => name)).toEqual(descriptor.primaryParams)
  })

  test('the default of every parameter passes the check', () => {
    for (const field of [...primary, ...more]) {
      expect(checkParam(field.schema, field.default), field.name).toBeNull()
    }
  })

  test('whatever number or word is typed, the form refuses what the method refuses', () => {
    const typed = fc.oneof(
      fc.integer({ min: -3, max: 200_000 }),
      fc.double({ noNaN: true }),
      fc.constantFrom('auto', '', '2024-02-29'),
    )
    for (const { name, schema } of [...primary, ...more]) {
      fc.assert(
        fc.property(typed, (value) => {
          const isTaken = accepts(() => parseParams(method, { [name]: value }))
          expect(fits(schema, value), `${name} = ${value}`).toBe(isTaken)
        }),
        { numRuns: 60, seed: 1 },
      )
    }
  })
})

function accepts(check: () => unknown): boolean {
  try {
    check()
    return true
  } catch {
    return false
  }
}
