import { AppException } from '@shared/contract/app-error'
import { createRandom } from '@shared/math/random'
import { applyRecipe } from '@shared/recipe/apply-recipe'
import { columnOf, type Frame, numberColumn, numbersOf, textColumnOf } from '@shared/recipe/frame'
import { recipeStepSchema } from '@shared/recipe/recipe'
import { millisecondsPerDay } from '@shared/transactions/calendar'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

function codeOf(action: () => unknown): string {
  try {
    action()
    return 'ok'
  } catch (thrown) {
    return thrown instanceof AppException ? thrown.error.code : String(thrown)
  }
}

interface Purchase {
  customer: string | null
  day: number
  cents: number
  order: number
  category: string | null
}

const services = {
  cancelled: () => false,
  dataset: () => {
    throw new Error('none')
  },
  runArray: () => {
    throw new Error('none')
  },
  score: () => {
    throw new Error('none')
  },
  progress: () => {},
}

function tableOf(purchases: readonly Purchase[]): Frame {
  const days = Float64Array.from(purchases, ({ day }) => day * millisecondsPerDay)
  return {
    nRows: purchases.length,
    columns: [
      textColumnOf(
        'who',
        purchases.map(({ customer }) => customer),
      ),
      numberColumn('when', 'date', days),
      numberColumn(
        'paid',
        'real',
        Float64Array.from(purchases, ({ cents }) => cents / 100),
      ),
      numberColumn(
        'invoice',
        'integer',
        Float64Array.from(purchases, ({ order }) => order),
      ),
      textColumnOf(
        'what',
        purchases.map(({ category }) => category),
      ),
    ],
  }
}

function rollUp(purchases: readonly Purchase[], more: object = {}) {
  const params = { customer: 'who', date: 'when', amount: 'paid', order: 'invoice', category: 'what', ...more }
  const step = recipeStepSchema.parse({ kind: 'roll-up-customers', params })
  return applyRecipe(tableOf(purchases), [step], services, { base: 'test', lenient: false })
}

const purchase = fc.record({
  customer: fc.constantFrom('a', 'b', 'c', 'd', null),
  day: fc.integer({ min: 19_000, max: 19_400 }),
  cents: fc.integer({ min: -5000, max: 20_000 }),
  order: fc.integer({ min: 1, max: 12 }),
  category: fc.constantFrom('tea', 'milk', 'rice', null),
})
const known = ({ customer }: Purchase) => customer !== null
const lists = fc
  .array(purchase, { minLength: 1, maxLength: 60 })
  .filter((list) => list.some((one) => known(one) && one.cents >= 0))

describe('purchases rolled up to customers', () => {
  test('are what a plain count over each customer says', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const { frame } = rollUp(list)
        const ids = columnOf(frame, 'who')
        const names = ids.kind === 'categorical' ? [...ids.codes].map((code) => ids.levels[code]) : []
        expect(names).toEqual([...new Set(list.filter(known).map(({ customer }) => customer))])
        const snapshot = Math.max(...list.filter(known).map(({ day }) => day)) + 1
        for (const [row, name] of names.entries()) {
          const own = list.filter(({ customer }) => customer === name)
          const bought = own.filter(({ cents }) => cents >= 0)
          const value = (column: string) => numbersOf(frame, column).values[row]
          expect(value('monetary')).toBe(own.reduce((sum, { cents }) => sum + cents, 0) / 100)
          expect(value('orders')).toBe(new Set(bought.map(({ order }) => order)).size)
          expect(value('refund_rows')).toBe(own.length - bought.length)
          const last = Math.max(...bought.map(({ day }) => day))
          const first = Math.min(...bought.map(({ day }) => day))
          expect(value('recency_days')).toBe(bought.length > 0 ? snapshot - last : Number.NaN)
          expect(value('tenure_days')).toBe(bought.length > 0 ? snapshot - first : Number.NaN)
          expect(value('last_purchase')).toBe(bought.length > 0 ? last * millisecondsPerDay : Number.NaN)
        }
      }),
    )
  })

  test('lose no money: monetary adds up to all rows with a customer', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const monetary = numbersOf(rollUp(list).frame, 'monetary').values
        const cents = [...monetary].reduce((sum, value) => sum + Math.round(value * 100), 0)
        expect(cents).toBe(list.filter(known).reduce((sum, one) => sum + one.cents, 0))
      }),
    )
  })

  test('have shares between 0 and 1 that add up to 1 wherever something was spent', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const { frame } = rollUp(list)
        const shares = frame.columns.filter(({ name }) => name.startsWith('share ')).map(({ name }) => name)
        for (let row = 0; row < frame.nRows; row++) {
          const values = shares.map((name) => numbersOf(frame, name).values[row] as number)
          if (values.some(Number.isNaN)) expect(values.every(Number.isNaN)).toBe(true)
          else expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12)
        }
      }),
    )
  })
})

test('at a snapshot, what came later is not seen', () => {
  const list = [
    { customer: 'a', day: 19_000, cents: 1000, order: 1, category: 'tea' },
    { customer: 'a', day: 19_100, cents: 9000, order: 2, category: 'milk' },
  ]
  const { frame } = rollUp(list, { snapshotDate: '2022-01-31' })
  expect(numbersOf(frame, 'monetary').values).toEqual(Float64Array.of(10))
  expect(frame.columns.some(({ name }) => name === 'share milk')).toBe(false)
})

describe('with an outcome to predict', () => {
  const params = { category: null, snapshotDate: '2022-04-01', outcomeDays: 60 }
  const start = 19_083

  test('the figures are those of the snapshot: what comes after changes nothing in them', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const ending = { customer: 'z', day: 19_400, cents: 100, order: 99, category: null }
        const first = { customer: 'z', day: 19_000, cents: 100, order: 98, category: null }
        const whole = [first, ...list, ending]
        const plain = rollUp(whole, { category: null, snapshotDate: '2022-04-01' }).frame
        for (const outcome of ['churn', 'purchase', 'spend']) {
          const { frame } = rollUp(whole, { ...params, outcome })
          expect(frame.columns.slice(0, -1)).toEqual(plain.columns)
        }
      }),
      { numRuns: 30 },
    )
  })

  test('who leaves, who buys and what they spend agree with a plain count', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const ending = { customer: 'z', day: 19_400, cents: 100, order: 99, category: null }
        const first = { customer: 'z', day: 19_000, cents: 100, order: 98, category: null }
        const whole = [first, ...list, ending]
        const last = (outcome: string) => rollUp(whole, { ...params, outcome }).frame
        const ids = columnOf(last('spend'), 'who')
        const names = ids.kind === 'categorical' ? [...ids.codes].map((code) => ids.levels[code]) : []
        const later = (name: string | undefined) =>
          whole.filter(({ customer, day }) => customer === name && day >= start && day < start + 60)
        const codes = (outcome: string) => {
          const column = last(outcome).columns.at(-1)
          return column?.kind === 'categorical' ? [...column.codes] : []
        }
        const buys = names.map((name) => (later(name).some(({ cents }) => cents >= 0) ? 1 : 0))
        expect(codes('purchase')).toEqual(buys)
        expect(codes('churn')).toEqual(buys.map((value) => 1 - value))
        const spend = last('spend').columns.at(-1)
        for (const [row, name] of names.entries())
          expect(spend?.kind === 'numeric' && spend.values[row]).toBe(
            later(name).reduce((sum, { cents }) => sum + cents, 0) / 100,
          )
      }),
      { numRuns: 30 },
    )
  })

  test('days that are not in the data are refused', () => {
    const list = [{ customer: 'a', day: 19_000, cents: 1000, order: 1, category: null }]
    expect(codeOf(() => rollUp(list, { ...params, outcome: 'churn' }))).toBe('stepFailed')
  })
})

test('the trend compares two equal periods: stopped is −1, new is 1, steady is 0', () => {
  const of = (customer: string, day: number) => ({ customer, day, cents: 500, order: day, category: null })
  const list = [of('stopped', 19_000), of('new', 19_099), of('steady', 19_000), of('steady', 19_099)]
  const { frame } = rollUp(list, { trendDays: 50 })
  expect(numbersOf(frame, 'trend').values).toEqual(Float64Array.of(-1, 1, 0))
})

test('of a column that describes the customer the latest value is kept, in the language chosen', () => {
  const list = [
    { customer: 'a', day: 19_010, cents: 1000, order: 1, category: 'new' },
    { customer: 'a', day: 19_000, cents: 1000, order: 2, category: 'old' },
    { customer: 'a', day: 19_020, cents: 1000, order: 3, category: null },
  ]
  const { frame } = rollUp(list, { keep: ['what'], category: null, language: 'zh-CN' })
  const kept = columnOf(frame, 'what')
  expect(kept.kind === 'categorical' && kept.levels[kept.codes[0] as number]).toBe('new')
  expect(frame.columns.map(({ name }) => name)).toContain('消费金额')
})

test('more categories than columns are taken together, and the largest stay', () => {
  const random = createRandom(5)
  const list = Array.from({ length: 400 }, (_, i) => ({
    customer: `c${i % 20}`,
    day: 19_000 + (i % 90),
    cents: Math.floor(random.next() * 1000) + (i % 30) * 1000,
    order: i,
    category: `k${String(i % 30).padStart(2, '0')}`,
  }))
  const shares = rollUp(list).frame.columns.filter(({ name }) => name.startsWith('share '))
  expect(shares).toHaveLength(13)
  expect(shares[0]?.name).toBe('share k29')
  expect(shares.at(-1)?.name).toBe('share other')
})
