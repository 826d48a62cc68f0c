import type { ResultElement } from '@shared/contract/result-elements'
import type { Quantity, TextValue } from '@shared/contract/text'
import { type Records, recordObjects } from '@shared/dataset/records'
import { translate } from '@shared/locales/translate'
import type { Method, MethodInput, PresentContext } from '@shared/methods/define-method'
import { methods } from '@shared/methods/registry'
import { parseDay } from '@shared/transactions/calendar'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, presentContext, runMethod } from '../contract/harness'

/** A method by its id, with whatever it answers. */
function named(id: string): Method {
  const method = methods.get(id)
  if (!method) throw new Error(id)
  return method
}

const [customerValue, lifecycle, retentionList, rfm] = ['customer-value', 'lifecycle', 'retention-list', 'rfm'].map(
  named,
) as [Method, Method, Method, Method]

interface ListResult {
  customers: Records
}

type Line = [customer: string, day: number, amount: number]

const start = parseDay('2023-01-01') as number

/** Forty customers with rhythms of their own, some refunds and many equal values. */
const lines: Line[] = Array.from({ length: 40 }, (_, c) =>
  Array.from(
    { length: 1 + (c % 7) },
    (_unused, k): Line => [`c${c}`, start + c + k * (9 + (c % 5) * 8), (c % 6) * 10 + k + 1],
  ),
)
  .flat()
  .concat([
    ['c3', start + 80, -2],
    ['c9', start + 81, -4.5],
  ])

function shop(some: readonly Line[] = lines): MethodInput {
  const days = some.map(([, day]) => day * 86_400_000)
  return inputOf({
    customer: [
      categoricalColumn(
        'customer',
        some.map(([customer]) => customer),
      ),
    ],
    date: [numericColumn('date', days, 'time')],
    amount: [
      numericColumn(
        'amount',
        some.map(([, , amount]) => amount),
      ),
    ],
  })
}

function valuesOf(elements: readonly ResultElement[], id: string): Record<string, TextValue> {
  const found = elements.find((element) => element.id === id)
  if (found?.type !== 'text' || !('key' in found.text)) throw new Error(`There is no ${id}`)
  return found.text.values ?? {}
}

function why(
  method: Method,
  result: unknown,
  row: number,
  context: PresentContext<Record<string, unknown>>,
  own: MethodInput | null,
): ResultElement[] {
  return method.explain?.(result, row, context, own) ?? []
}

const numberOf = (value: TextValue | undefined) => (value as Quantity).value as number

describe('why a row has its numbers', () => {
  test.each(['appearance', 'average', 'customer'] as const)(
    'RFM: ceil(levels · rank / n) of the rank that is shown is the score, ties by %s',
    (ties) => {
      const outcome = runMethod(rfm, shop(), { ties })
      const result = outcome.result as ListResult
      const context = presentContext(rfm, shop(), { ties }, outcome)
      const n = result.customers.nRows
      recordObjects(result.customers).forEach(({ r, f, recency }, row) => {
        const elements = why(rfm, result, row, context, null)
        const rank = (id: string) => numberOf(valuesOf(elements, id)['rank'])
        expect(5 + 1 - Math.ceil((5 * rank('rfm.rankDown')) / n)).toBe(r)
        expect(Math.ceil((5 * rank('rfm.rank')) / n)).toBe(f)
        expect(numberOf(valuesOf(elements, 'rfm.recency')['days'])).toBe(recency)
      })
    },
  )

  test.each(['discounted', 'margin', 'growth', 'retention', 'single', 'cumulative'] as const)(
    'customer value: the formula of one customer, from his rows alone, ends at his value (%s)',
    (variant) => {
      const params = { variant, period: 'month', discountRate: 0.2 }
      const outcome = runMethod(customerValue, shop(), params)
      const result = outcome.result as ListResult
      const context = presentContext(customerValue, shop(), params, outcome)
      recordObjects(result.customers).forEach(({ id, value }, row) => {
        const own = shop(lines.filter(([customer]) => customer === id))
        const elements = why(customerValue, result, row, context, own)
        const formula = elements.find((element) => element.type === 'text' && element.style === 'formula')
        if (formula?.type !== 'text' || !('key' in formula.text)) throw new Error('no formula')
        const { total, value: single } = formula.text.values ?? {}
        expect(numberOf(variant === 'single' ? single : total)).toBeCloseTo(value as number, 9)
        const table = elements.find((element) => element.id === 'period-values')
        if (table?.type === 'table') expect(table.totals?.at(-1)).toBeCloseTo(value as number, 9)
      })
    },
  )

  test('lifecycle: who is leaving is beyond the limit that is shown, and nobody else is', () => {
    const outcome = runMethod(lifecycle, shop())
    const result = outcome.result as ListResult
    const context = presentContext(lifecycle, shop(), {}, outcome)
    recordObjects(result.customers).forEach(({ stage, recency }, row) => {
      const elements = why(lifecycle, result, row, context, null)
      const values = valuesOf(elements, stage === 'leaving' ? 'stage.beyond' : 'stage.within')
      expect((recency as number) > numberOf(values['limit'])).toBe(stage === 'leaving')
    })
  })

  test('retention list: the gain that is shown follows from the numbers beside it', () => {
    const outcome = runMethod(retentionList, shop())
    const result = outcome.result as ListResult
    const context = presentContext(retentionList, shop(), {}, outcome)
    for (let row = 0; row < result.customers.nRows; row++) {
      const values = valuesOf(why(retentionList, result, row, context, null), 'contact.gain')
      const number = (name: string) => numberOf(values[name])
      expect((1 - number('alive')) * number('rate') * number('value') - number('cost')).toBeCloseTo(number('gain'), 9)
    }
  })

  test.each(['rfm', 'customer-value', 'bg-nbd', 'mbg-nbd', 'pareto-nbd', 'gamma-gamma', 'lifecycle', 'retention-list'])(
    '%s: every word is there in both languages, and no number is missing',
    (id) => {
      const method = named(id)
      const outcome = runMethod(method, shop())
      const result = outcome.result as ListResult
      const context = presentContext(method, shop(), {}, outcome)
      for (const row of [0, 3, 13]) {
        for (const element of why(method, result, row, context, null)) {
          const texts = element.type === 'text' ? [element.text] : []
          for (const language of ['en', 'zh-CN'] as const) {
            for (const one of texts) expect(translate(one, language)).not.toMatch(/why\.|NaN|undefined|\{/)
          }
        }
      }
      expect(why(method, result, 0, context, null).length).toBeGreaterThan(0)
    },
  )
})
