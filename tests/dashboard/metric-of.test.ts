import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateUnits } from '../../shared/charts/chart-spec'
import { metricOf } from '../../shared/dashboard/metric-of'
import { spanWords } from '../../shared/dashboard/span-words'
import type { Column } from '../../shared/dataset/column'
import { languages } from '../../shared/locales'
import { translate } from '../../shared/locales/translate'

const DAY = 86_400_000
const day = (written: string) => Date.parse(`${written}T00:00:00Z`)

function columnsOf(rows: readonly (readonly [string, number])[]): Column[] {
  const times = Float64Array.from(rows, ([written]) => day(written))
  const values = Float64Array.from(rows, ([, value]) => value)
  return [
    { kind: 'numeric', name: 'day', measureType: 'time', values: times },
    { kind: 'numeric', name: 'amount', measureType: 'continuous', values },
  ]
}
const sum = { column: 'amount', aggregate: 'sum' as const }
const rows: [string, number][] = [
  ['2024-01-05', 1],
  ['2024-01-14', 10],
  ['2024-01-15', 100],
  ['2024-02-01', 1000],
  ['2024-02-14', 10_000],
]

test('an unfinished month is compared with the same days of the month before', () => {
  const by = { column: 'day', unit: 'month' as const }
  const { value, before, span } = metricOf({ ...sum, by }, columnsOf(rows), rows.length)
  expect([value, before]).toEqual([11_000, 11])
  expect(span).toMatchObject({ isPartial: true, end: day('2024-02-14'), beforeEnd: day('2024-01-14') })
})

test('a month that is over is compared with the whole month before', () => {
  const by = { column: 'day', unit: 'month' as const }
  const until = day('2024-02-29')
  const { value, before, span } = metricOf({ ...sum, by }, columnsOf(rows), rows.length, until)
  expect([value, before, span?.isPartial]).toEqual([11_000, 111, false])
})

test('only months that are over: the running one is left out', () => {
  const by = { column: 'day', unit: 'month' as const, isWhole: true }
  const { value, before, span, series } = metricOf({ ...sum, by }, columnsOf(rows), rows.length)
  expect([value, before]).toEqual([111, null])
  expect(span).toMatchObject({ isPartial: false, start: day('2024-01-01'), end: day('2024-01-31') })
  expect(series).toEqual([111])
})

test('a month in which nothing was sold is a month of 0, not the month before it', () => {
  const by = { column: 'day', unit: 'month' as const }
  const { value, before, series } = metricOf({ ...sum, by }, columnsOf(rows), rows.length, day('2024-03-31'))
  expect([value, before, series]).toEqual([0, 11_000, [111, 11_000, 0]])
  const mean = metricOf({ column: 'amount', aggregate: 'mean', by }, columnsOf(rows), rows.length, day('2024-03-31'))
  expect(mean).toMatchObject({ value: null, before: 5500 })
})

test('31 days of a month stand against all of a shorter one before it', () => {
  const some: [string, number][] = [
    ['2023-02-28', 5],
    ['2023-03-30', 7],
  ]
  const by = { column: 'day', unit: 'month' as const }
  const { span, before } = metricOf({ ...sum, by }, columnsOf(some), some.length)
  expect(before).toBe(5)
  expect(span).toMatchObject({ isPartial: true, beforeEnd: day('2023-02-28') })
})

test('without rows there is no number and no comparison', () => {
  const by = { column: 'day', unit: 'month' as const }
  expect(metricOf({ ...sum, by }, columnsOf([]), 0)).toMatchObject({ value: null, before: null, span: null, rows: 0 })
})

test('number and comparison are the sums of the days that are named, and the stretches follow each other', () => {
  const written = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: -50, max: 50 }))
  fc.assert(
    fc.property(
      fc.array(written, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(...dateUnits),
      fc.boolean(),
      (some, unit, isWhole) => {
        const start = day('2022-01-01')
        const dated = some.map(([at, value]) => [start + at * DAY, value] as const)
        const columns: Column[] = [
          { kind: 'numeric', name: 'day', measureType: 'time', values: Float64Array.from(dated, ([time]) => time) },
          {
            kind: 'numeric',
            name: 'amount',
            measureType: 'continuous',
            values: Float64Array.from(dated, ([, v]) => v),
          },
        ]
        const by = { column: 'day', unit, ...(isWhole ? { isWhole } : {}) }
        const { value, before, span } = metricOf({ ...sum, by }, columns, some.length)
        if (!span) throw new Error('no span')
        const between = (from: number, to: number) =>
          dated.reduce((all, [time, amount]) => (time >= from && time <= to ? all + amount : all), 0)
        expect(value).toBe(between(span.start, span.end))
        if (before !== null) expect(before).toBe(between(span.beforeStart, span.beforeEnd))
        expect(span.beforeEnd).toBeLessThan(span.start)
        if (span.isPartial) expect(span.beforeEnd - span.beforeStart).toBeLessThanOrEqual(span.end - span.start)
        else expect(span.beforeEnd + DAY).toBe(span.start)
      },
    ),
  )
})

test('which days are compared is said in both languages, with their days in UTC', () => {
  const by = { column: 'day', unit: 'month' as const }
  const { span } = metricOf({ ...sum, by }, columnsOf(rows), rows.length)
  if (!span) throw new Error('no span')
  expect(translate(spanWords(span), 'en')).toBe('Feb 1–14 against Jan 1–14')
  expect(translate(spanWords(span), 'zh-CN')).toBe('2月1日–14日 对比 1月1日–14日')
  for (const unit of dateUnits) {
    for (const isPartial of [true, false]) {
      for (const language of languages)
        expect(translate(spanWords({ ...span, unit, isPartial }), language)).toMatch(/2月|Feb|2024/)
    }
  }
})
