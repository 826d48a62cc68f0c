import { fieldAt, recordObjects, records, textAt, textList } from '@shared/dataset/records'
import { jsonResult } from '@shared/dataset/result-arrays'
import type { MethodInput } from '@shared/methods/define-method'
import { parseDay } from '@shared/transactions/calendar'
import { customerTotals } from '@shared/transactions/customer-totals'
import { moneyTotal } from '@shared/transactions/money'
import { purchaseSummary } from '@shared/transactions/purchase-summary'
import { readTransactions } from '@shared/transactions/read-transactions'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn } from '../contract/harness'
import { refused } from './refused'

interface Row {
  customer: string | null
  day: number | null
  cents: number | null
  order: string | null
}

const row: fc.Arbitrary<Row> = fc.record({
  customer: fc.option(fc.constantFrom('Ana', '李雷', 'b'), { freq: 8 }),
  day: fc.option(fc.integer({ min: -3, max: 40 }), { freq: 8 }),
  cents: fc.option(fc.integer({ min: -500, max: 90_000 }), { freq: 8 }),
  order: fc.option(fc.constantFrom('o1', 'o2', 'o3'), { freq: 3 }),
})
/** At least one purchase of a known customer. */
const rows = fc
  .array(row, { maxLength: 60 })
  .map((list) => [{ customer: 'Ana', day: 5, cents: 1999, order: null }, ...list] as Row[])

function inputFrom(list: readonly Row[], withOrders: boolean): MethodInput {
  return inputOf({
    customer: [
      categoricalColumn(
        'customer',
        list.map(({ customer }) => customer),
      ),
    ],
    date: [
      numericColumn(
        'date',
        list.map(({ day }) => (day === null ? Number.NaN : day * 86_400_000 + 3_600_000)),
        'time',
      ),
    ],
    amount: [
      numericColumn(
        'amount',
        list.map(({ cents }) => (cents === null ? Number.NaN : cents / 100)),
      ),
    ],
    ...(withOrders
      ? {
          order: [
            categoricalColumn(
              'order',
              list.map(({ order }) => order),
            ),
          ],
        }
      : {}),
  })
}

const read = (input: MethodInput, until: number | null = null) =>
  readTransactions(input, { methodId: 'rfm', amount: 'required', until })

describe('readTransactions', () => {
  test('every row and every cent is accounted for, and customers add up to the total', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 5, max: 45 }), (list, until) => {
        const transactions = read(inputFrom(list, false), until)
        const { audit, dropped } = transactions
        const parts = [audit.purchases, audit.refunds, audit.unattributed, audit.later]
        const cents = (amount: number) => Math.round(amount * 100)
        const all = list.reduce((sum, { cents: value }) => sum + (value ?? 0), 0)
        expect(cents(audit.all.amount)).toBe(all)
        expect(parts.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(all)
        expect(parts.reduce((sum, part) => sum + part.rows, audit.missingAmounts)).toBe(list.length)
        expect(transactions.rows.length + dropped.reduce((sum, { rows: count }) => sum + count, 0)).toBe(list.length)
        const { monetary } = customerTotals(transactions)
        expect(cents(moneyTotal(monetary))).toBe(cents(audit.purchases.amount) + cents(audit.refunds.amount))
      }),
    )
  })

  test('customers keep the order in which they appear', () => {
    const list: Row[] = ['b', 'Ana', 'b', '李雷'].map((customer) => ({ customer, day: 1, cents: 100, order: null }))
    const { ids } = read(inputFrom(list, false))
    expect([0, 1, 2].map((c) => fieldAt(ids, c))).toEqual(['b', 'Ana', '李雷'])
  })

  test('numbers as customers keep their order and value, close together or far apart', () => {
    for (const ids of [
      [7, 3, 7, 5],
      [5.5, 1e12, 5.5, -3],
    ]) {
      const amount = [
        numericColumn(
          'amount',
          ids.map((_, i) => i + 1),
        ),
      ]
      const date = [
        numericColumn(
          'date',
          ids.map(() => 0),
          'time',
        ),
      ]
      const transactions = read(inputOf({ customer: [numericColumn('id', ids)], date, amount }))
      expect(transactions.ids).toEqual(Float64Array.from(new Set(ids)))
      expect(Array.from(customerTotals(transactions).monetary)).toEqual([4, 2, 4])
    }
  })

  test('purchases, orders and purchase days of each customer are those that a plain count finds', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (list, withOrders) => {
        const transactions = read(inputFrom(list, withOrders))
        const totals = customerTotals(transactions)
        const summary = purchaseSummary(transactions, 20, 40, 'day')
        for (let c = 0; c < transactions.nCustomers; c++) {
          const id = fieldAt(transactions.ids, c)
          const bought = list.filter((r) => r.customer === id && r.day !== null && r.cents !== null && r.cents >= 0)
          const named = new Set(bought.flatMap(({ order }) => order ?? []))
          const unnamed = bought.filter(({ order }) => order === null).length
          expect(totals.frequency[c]).toBe(withOrders ? named.size + unnamed : bought.length)
          const days = [...new Set(bought.map(({ day }) => day as number))].sort((a, b) => a - b)
          const inside = days.filter((date) => date <= 20)
          const place = summary.customers.indexOf(c)
          expect(place >= 0).toBe(inside.length > 0)
          if (place < 0) continue
          const [first, last] = [inside[0] as number, inside.at(-1) as number]
          expect(summary.frequency[place]).toBe(inside.length - 1)
          expect(summary.recency[place]).toBe(last - first)
          expect(summary.T[place]).toBe(20 - first)
          expect(summary.holdout?.purchases[place]).toBe(days.filter((date) => date > 20).length)
        }
      }),
    )
  })

  test('dates written 20240229 are dates; other numbers and text are refused by name', () => {
    const base = { customer: [categoricalColumn('who', ['a', 'b'])], amount: [numericColumn('sum', [1, 2])] }
    const compact = inputOf({ ...base, date: [numericColumn('when', [20240229, 20240301])] })
    expect(Array.from(read(compact).day)).toEqual([parseDay('2024-02-29'), parseDay('2024-03-01')])
    const noDates = refused('dateColumnNotDates', { column: 'when' })
    const numbers = inputOf({ ...base, date: [numericColumn('when', [20240230, 5])] })
    expect(() => read(numbers)).toThrow(noDates)
    const words = inputOf({ ...base, date: [categoricalColumn('when', ['2024-02-29', 'soon'])] })
    expect(() => read(words)).toThrow(noDates)
  })

  test('what is missing is named', () => {
    const customer = [categoricalColumn('who', ['a'])]
    const date = [numericColumn('when', [0], 'time')]
    const codeOf = (columns: Record<string, never>) => () => read(inputOf(columns))
    const missing = (parameter: string) => refused('transactionColumnsMissing', { parameter })
    expect(codeOf({} as never)).toThrow(missing('customer'))
    expect(codeOf({ customer, date } as never)).toThrow(missing('amount'))
    const quantity = [numericColumn('n', [2])]
    expect(codeOf({ customer, date, quantity } as never)).toThrow(missing('unitPrice'))
    const unitPrice = [numericColumn('price', [2.5])]
    expect(Array.from(read(inputOf({ customer, date, quantity, unitPrice })).amount)).toEqual([5])
  })

  test('refunds alone, and rows that are all too late, are refused', () => {
    const one = (cents: number): Row => ({ customer: 'a', day: 9, cents, order: null })
    expect(() => read(inputFrom([one(-5)], false))).toThrow(refused('purchasesNone'))
    expect(() => read(inputFrom([one(5)], false), 8)).toThrow(refused('transactionsLater'))
    expect(() => read(inputFrom([], false))).toThrow(refused('transactionsNone'))
  })
})

describe('records', () => {
  test('words come back as they were, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (words) => {
        const list = textList(words)
        expect(words.map((_, i) => textAt(list, i))).toEqual(words)
      }),
    )
  })

  test('the command line writes records as a list of objects, NaN and no category as null', () => {
    const cell = { kind: 'code-list' as const, codes: Int32Array.of(0, -1), levels: ['555'] }
    const table = records(2, { id: textList(['a', '乙']), value: Float64Array.of(1.5, Number.NaN), cell })
    const expected = [
      { id: 'a', value: 1.5, cell: '555' },
      { id: '乙', value: null, cell: null },
    ]
    expect(jsonResult({ customers: table })).toEqual({ customers: expected })
    expect(recordObjects(table, [1])).toEqual([expected[1]])
  })
})
