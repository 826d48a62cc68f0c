import { parameterSchema } from '@shared/methods/describe-method'
import { ownerOf, stepKindOf } from '@shared/recipe/registry'
import { expect, test } from 'vitest'
import type { StepSchema } from '../../renderer/src/screens/prepare/fields/step-schema'
import { withOtherColumn } from '../../renderer/src/screens/prepare/with-other-column'

function repaired(kind: string, params: Record<string, unknown>, missing = 'mean'): Record<string, unknown> {
  const schema = parameterSchema(ownerOf(stepKindOf(kind))) as unknown as StepSchema
  return withOtherColumn(params, schema, missing, 'new name')
}

test('another column takes the place of a missing one in lists and fields that pick columns, and nowhere else', () => {
  expect(repaired('impute', { columns: ['a', 'mean'], method: 'mean' })).toEqual({
    columns: ['a', 'new name'],
    method: 'mean',
  })
  expect(repaired('bin', { column: 'mean', method: 'tree', target: 'mean', name: 'mean' })).toEqual({
    column: 'new name',
    method: 'tree',
    target: 'new name',
    name: 'mean',
  })
  expect(repaired('rename-columns', { columns: [{ from: 'mean', to: 'mean' }] })).toEqual({
    columns: [{ from: 'new name', to: 'mean' }],
  })
})

test('in formulas and conditions, too', () => {
  const { formula } = repaired('derive-column', { name: 'x', formula: 'ROUND(mean * 2, 1) & "mean"' })
  expect(formula).toBe('ROUND([new name] * 2, 1) & "mean"')
  const conditions = {
    all: [{ column: 'mean', is: 'contains', value: 'mean' }, { not: { column: 'b', is: 'missing' } }],
  }
  expect(repaired('filter-rows', { conditions })).toEqual({
    conditions: {
      all: [{ column: 'new name', is: 'contains', value: 'mean' }, { not: { column: 'b', is: 'missing' } }],
    },
  })
})

test('a formula that cannot be read stays as it is', () => {
  expect(repaired('derive-column', { name: 'x', formula: 'mean +' })).toEqual({ name: 'x', formula: 'mean +' })
})
