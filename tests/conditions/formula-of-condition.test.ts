import type { Condition } from '@shared/conditions/condition'
import { evaluateCondition } from '@shared/conditions/evaluate-condition'
import { formulaOfCondition } from '@shared/conditions/formula-of-condition'
import type { ColumnInfo } from '@shared/dataset/schema'
import { rowsWhere } from '@shared/formula/evaluate-formula'
import { numberColumn, textColumnOf } from '@shared/recipe/frame'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const column = (name: string, storage: ColumnInfo['storage']): ColumnInfo => ({
  name,
  storage,
  measureType: storage === 'text' ? 'nominal' : storage === 'real' ? 'continuous' : 'time',
  role: null,
  missing: 0,
})
const columns = [
  column('spent so far', 'real'),
  column('day', 'date'),
  column('at', 'datetime'),
  column('city', 'text'),
]
const amounts = [3, null, -2.5, 0, 1e6, 3]
const days = ['2024-03-05', '2024-03-06', null, '2023-12-31', '2024-02-29', '2024-03-05']
const moments = ['2024-03-05 00:00:00', '2024-03-05 23:59:59', '2024-03-06 00:00:00', null, '2023-12-31 12:00:00', null]
const cities = ['Beijing', 'He said "go"', null, '北京', 'beijing south', 'Chengdu']
const rows = amounts.map((amount, i) => [amount, days[i] ?? null, moments[i] ?? null, cities[i] ?? null])
const milliseconds = (written: (string | null)[]) =>
  Float64Array.from(written, (at) =>
    at === null ? Number.NaN : Date.parse(`${at.replace(' ', 'T')}${at.length > 10 ? 'Z' : ''}`),
  )
const frame = {
  nRows: rows.length,
  columns: [
    numberColumn(
      'spent so far',
      'real',
      Float64Array.from(amounts, (value) => value ?? Number.NaN),
    ),
    numberColumn('day', 'date', milliseconds(days)),
    numberColumn('at', 'datetime', milliseconds(moments)),
    textColumnOf('city', cities),
  ],
}
const table = { name: 'shop', columns, customerKey: null, rows }

const order = fc.constantFrom('equals', 'differs', 'less', 'atMost', 'greater', 'atLeast')
const day = fc.constantFrom('2024-03-05', '2024-03-06', '2023-12-31', '2024-02-28')
const words = fc.constantFrom('Beijing', 'bei', '京', 'g', 'Chengdu', '"', 'nowhere')
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ column: fc.constant('spent so far'), is: order, value: fc.constantFrom(3, -2.5, 0, 10) }),
  fc.record({ column: fc.constantFrom('day', 'at'), is: order, value: day }),
  fc.record({ column: fc.constantFrom('day', 'at'), is: fc.constant('between' as const), from: day, to: day }),
  fc.record({
    column: fc.constant('city'),
    is: fc.constantFrom('oneOf' as const, 'noneOf' as const),
    values: fc.array(words, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    column: fc.constant('city'),
    is: fc.constantFrom('contains' as const, 'containsNot' as const, 'begins' as const, 'ends' as const),
    value: words,
  }),
  fc.record({
    column: fc.constantFrom('city', 'at', 'spent so far'),
    is: fc.constantFrom('missing' as const, 'present' as const),
  }),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

test('the formula of a condition holds for the rows for which the condition holds', () => {
  const noEvents = () => {
    throw new Error('no other dataset is asked for')
  }
  fc.assert(
    fc.property(condition, (tree) => {
      const wanted = rows.flatMap((_, row) => (evaluateCondition(tree, table, row, noEvents) ? [row] : []))
      const formula = formulaOfCondition(tree, columns)
      expect([...rowsWhere(formula ?? '', frame)]).toEqual(wanted)
    }),
    { numRuns: 400 },
  )
})

test('what formulas cannot say is not written, also inside a group', () => {
  const recent: Condition = { column: 'day', is: 'within', period: { last: 3, unit: 'months', before: 'latest' } }
  expect(formulaOfCondition(recent, columns)).toBeNull()
  expect(formulaOfCondition({ all: [{ column: 'city', is: 'present' }, { not: recent }] }, columns)).toBeNull()
  expect(formulaOfCondition({ column: 'gone', is: 'missing' }, columns)).toBeNull()
})
