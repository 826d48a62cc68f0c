import type { Condition } from '@shared/conditions/condition'
import { conditionSchema } from '@shared/conditions/condition'
import { describeCondition } from '@shared/conditions/describe-condition'
import { type Cell, evaluateCondition, type PlainTable } from '@shared/conditions/evaluate-condition'
import { periodDays } from '@shared/conditions/period-days'
import { AppException } from '@shared/contract/app-error'
import type { ColumnInfo } from '@shared/dataset/schema'
import { translate } from '@shared/locales/translate'
import { type Frame, numberColumn, textColumnOf } from '@shared/recipe/frame'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applied, step, values } from '../recipe/tables'
import { selectedBySql } from './select-by-sql'

const column = (name: string, storage: ColumnInfo['storage']): ColumnInfo => ({
  name,
  storage,
  measureType: 'nominal',
  role: null,
  missing: 0,
})

const customerColumns = [
  column('id', 'integer'),
  column('city', 'text'),
  column('spend', 'real'),
  column('joined', 'date'),
]
const eventColumns = [
  column('customer', 'text'),
  column('day', 'datetime'),
  column('amount', 'real'),
  column('order', 'integer'),
]

const city = fc.constantFrom('Beijing', 'beijing', '上海', "O'Hara", 'a%b_c', ' ')
const amount = fc.integer({ min: -5, max: 12 }).map((value) => value / 2)
const day = fc.integer({ min: 1, max: 28 }).map((date) => `2024-02-${String(date).padStart(2, '0')}`)
const orNull = <T extends Cell>(values: fc.Arbitrary<T>): fc.Arbitrary<Cell> => fc.option(values, { nil: null })
const id = fc.integer({ min: 1, max: 6 })

const customers = fc.array(fc.tuple(orNull(id), orNull(city), orNull(amount), orNull(day)), { maxLength: 12 })
const events = fc.array(
  fc.tuple(orNull(id.map(String)), orNull(day.map((date) => `${date} 13:45:00`)), orNull(amount), orNull(id)),
  { maxLength: 15 },
)

const order = fc.constantFrom('equals', 'differs', 'less', 'atMost', 'greater', 'atLeast')
const period = fc.record({
  last: fc.integer({ min: 1, max: 30 }),
  unit: fc.constantFrom('days', 'weeks', 'months', 'years'),
  before: fc.oneof(day, fc.constant('latest')),
})

function leaves(number: string, date: string, words: string | null): fc.Arbitrary<unknown>[] {
  const anyColumn = fc.constantFrom(...[number, date, words].filter((name) => name !== null))
  const textual =
    words === null
      ? []
      : [
          fc.record({
            column: fc.constant(words),
            is: fc.constantFrom('contains', 'containsNot', 'begins', 'ends'),
            value: fc.oneof(city, fc.constantFrom('b', 'B', '%', '_', '上', 'g')),
          }),
          fc.record({
            column: fc.constant(words),
            is: fc.constantFrom('oneOf', 'noneOf'),
            values: fc.array(city, { minLength: 1, maxLength: 3 }),
          }),
        ]
  return [
    fc.record({ column: fc.constant(number), is: order, value: amount }),
    fc.record({ column: fc.constant(number), is: fc.constant('between'), from: amount, to: amount }),
    fc.record({
      column: fc.constant(number),
      is: fc.constantFrom('oneOf', 'noneOf'),
      values: fc.array(amount, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ column: fc.constant(date), is: order, value: day }),
    fc.record({ column: fc.constant(date), is: fc.constant('between'), from: day, to: day }),
    fc.record({ column: fc.constant(date), is: fc.constantFrom('within', 'notWithin'), period }),
    fc.record({ column: anyColumn, is: fc.constantFrom('missing', 'present') }),
    ...textual,
  ]
}

const eventCondition = fc.oneof(...leaves('amount', 'day', null))
const rollUp = fc
  .record({
    dataset: fc.constant('events'),
    measure: fc.constantFrom(
      { summary: 'count' },
      { summary: 'distinct', column: 'order' },
      { summary: 'sum', column: 'amount' },
      { summary: 'mean', column: 'amount' },
      { summary: 'min', column: 'amount' },
      { summary: 'max', column: 'amount' },
    ),
    during: fc.option(fc.record({ column: fc.constant('day'), period }), { nil: undefined }),
    perMonth: fc.boolean(),
    where: fc.option(eventCondition, { nil: undefined }),
    is: order,
    value: amount,
  })
  .map(({ measure, during, perMonth, where, ...rest }) => ({
    rollUp: { ...rest, ...measure, ...(during ? { during, perMonth } : {}), ...(where ? { where } : {}) },
  }))

const { condition } = fc.letrec<{ condition: unknown }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ...leaves('spend', 'joined', 'city'),
    rollUp,
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

const tables = (rows: Cell[][], eventRows: Cell[][]): [PlainTable, PlainTable] => [
  { name: 'customers', columns: customerColumns, customerKey: 'id', rows },
  { name: 'events', columns: eventColumns, customerKey: 'customer', rows: eventRows },
]

function selectedPlainly(wanted: Condition, table: PlainTable, linked: PlainTable): number[] {
  return table.rows.flatMap((_, row) => (evaluateCondition(wanted, table, row, () => linked) ? [row] : []))
}

describe('a condition', () => {
  test('in SQL and in plain evaluation selects the same rows, missing values and roll-ups included', () => {
    fc.assert(
      fc.property(condition, customers, events, (written, rows, eventRows) => {
        const wanted = conditionSchema.parse(written)
        const [table, linked] = tables(rows, eventRows)
        expect(selectedBySql(wanted, table, linked)).toEqual(selectedPlainly(wanted, table, linked))
      }),
      { numRuns: 600 },
    )
  })

  test('and its opposite share no row and together hold for every row', () => {
    fc.assert(
      fc.property(condition, customers, events, (written, rows, eventRows) => {
        const wanted = conditionSchema.parse(written)
        const [table, linked] = tables(rows, eventRows)
        const both = [...selectedBySql(wanted, table, linked), ...selectedBySql({ not: wanted }, table, linked)]
        expect(both.sort((a, b) => a - b)).toEqual(rows.map((_, row) => row))
      }),
      { numRuns: 200 },
    )
  })

  test('as a formula holds on the same rows, unless it looks at another dataset', () => {
    const { own } = fc.letrec<{ own: unknown }>((tie) => ({
      own: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        ...leaves('spend', 'joined', 'city'),
        fc.record({ all: fc.array(tie('own'), { maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('own'), { maxLength: 3 }) }),
        fc.record({ not: tie('own') }),
      ),
    }))
    fc.assert(
      fc.property(own, customers, (conditions, rows) => {
        const [table, linked] = tables(rows, [])
        const frame: Frame = {
          nRows: rows.length,
          columns: [
            numberColumn(
              'id',
              'integer',
              Float64Array.from(rows, ([value]) => Number(value ?? Number.NaN)),
            ),
            textColumnOf(
              'city',
              rows.map((row) => row[1] as string | null),
            ),
            numberColumn(
              'spend',
              'real',
              Float64Array.from(rows, (row) => Number(row[2] ?? Number.NaN)),
            ),
            numberColumn(
              'joined',
              'date',
              Float64Array.from(rows, (row) => Date.parse(String(row[3]))),
            ),
            numberColumn(
              '_place',
              'integer',
              Float64Array.from(rows, (_, place) => place),
            ),
          ],
        }
        const kept = applied(frame, [step('filter-rows', { conditions })]).frame
        expect(values(kept, '_place')).toEqual(selectedPlainly(conditionSchema.parse(conditions), table, linked))
      }),
      { numRuns: 400 },
    )
  })

  test('reads in words in both languages, with no key left', () => {
    fc.assert(
      fc.property(condition, (written) => {
        const said = describeCondition(conditionSchema.parse(written))
        for (const language of ['en', 'zh-CN'] as const) {
          expect(translate(said, language)).not.toMatch(/conditions\.|\{|undefined/)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('usual segments', () => {
  const shop: Cell[][] = [
    [1, 'Beijing', 10, '2024-02-01'],
    [2, '上海', null, null],
    [3, null, 30, '2024-02-20'],
  ]
  const bought: Cell[][] = [
    ['1', '2024-02-28 10:00:00', 900, 1],
    ['1', '2024-02-28 11:00:00', 300, 1],
    ['2', '2023-10-01 09:00:00', 5, 2],
    [null, '2024-02-28 10:00:00', 99, 3],
  ]
  const select = (written: unknown) => {
    const [table, linked] = tables(shop, bought)
    const wanted = conditionSchema.parse(written)
    const rows = selectedBySql(wanted, table, linked)
    expect(rows).toEqual(selectedPlainly(wanted, table, linked))
    return rows
  }
  const during = (last: number, unit: string) => ({ column: 'day', period: { last, unit, before: '2024-02-28' } })

  test('sum of amount in the last 12 months of at least 1000', () => {
    const rollUp = { dataset: 'events', summary: 'sum', column: 'amount', during: during(12, 'months') }
    expect(select({ rollUp: { ...rollUp, is: 'atLeast', value: 1000 } })).toEqual([0])
  })

  test('no order in 90 days holds for those who never ordered too', () => {
    const rollUp = { dataset: 'events', summary: 'count', during: during(90, 'days'), is: 'equals', value: 0 }
    expect(select({ rollUp })).toEqual([1, 2])
  })

  test('a monthly average divides by the months of the period', () => {
    const rollUp = { dataset: 'events', summary: 'sum', column: 'amount', perMonth: true, during: during(1, 'years') }
    expect(select({ rollUp: { ...rollUp, is: 'equals', value: 100 } })).toEqual([0])
  })

  test('lines of one order count once', () => {
    const rollUp = { dataset: 'events', summary: 'distinct', column: 'order', is: 'equals', value: 1 }
    expect(select({ rollUp })).toEqual([0, 1])
  })

  test('the days of a period: 90 days up to 9 December 2011, a month up to 31 March of a leap year', () => {
    expect(periodDays({ last: 90, unit: 'days', before: '2011-12-09' }, () => null)).toEqual([
      '2011-09-11',
      '2011-12-09',
    ])
    expect(periodDays({ last: 1, unit: 'months', before: '2024-03-31' }, () => null)).toEqual([
      '2024-03-01',
      '2024-03-31',
    ])
    expect(periodDays({ last: 1, unit: 'days', before: 'latest' }, () => null)).toBeNull()
  })
})

describe('what is refused', () => {
  const [table, linked] = tables([], [])
  const codeOf = (written: unknown, own = table) => {
    try {
      selectedBySql(conditionSchema.parse(written), own, linked)
    } catch (thrown) {
      return thrown instanceof AppException ? thrown.error.code : 'not ours'
    }
    return null
  }

  test.each([
    ['a column that is not there', { column: 'age', is: 'atLeast', value: 3 }, 'conditionColumnUnknown'],
    ['a number against text', { column: 'city', is: 'atLeast', value: 3 }, 'conditionNotApplicable'],
    ['text in a number', { column: 'spend', is: 'contains', value: '3' }, 'conditionNotApplicable'],
    [
      'a period of no date',
      { column: 'spend', is: 'within', period: { last: 1, unit: 'days' } },
      'conditionNotApplicable',
    ],
  ])('%s', (_, written, code) => {
    expect(codeOf(written)).toBe(code)
  })

  test('a roll-up from a dataset without customer key', () => {
    const rollUp = { dataset: 'events', summary: 'count', is: 'equals', value: 0 }
    expect(codeOf({ rollUp }, { ...table, customerKey: null })).toBe('customerKeyNeeded')
  })

  test('a sum of nothing, a day that does not exist, a key nobody knows', () => {
    const bad = [
      { rollUp: { dataset: 'events', summary: 'sum', is: 'equals', value: 0 } },
      { column: 'joined', is: 'less', value: '2024-02-30' },
      { column: 'spend', is: 'atLeast', value: 1, and: 2 },
    ]
    for (const written of bad) expect(conditionSchema.safeParse(written).success).toBe(false)
  })
})
