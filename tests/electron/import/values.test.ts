import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainNumber } from '../../../electron/import/rows/converters'
import { parseDate } from '../../../electron/import/types/parse-date'
import { type DecimalMark, parseNumber } from '../../../electron/import/types/parse-number'

describe('parseNumber', () => {
  it.each<[string, DecimalMark, number]>([
    ['12', '.', 12],
    [' 1,234.50 ', '.', 1234.5],
    ['1.234,50', ',', 1234.5],
    ['1 234 567', '.', 1234567],
    ["1'234.5", '.', 1234.5],
    ['¥1,200', '.', 1200],
    ['￥１，２００．５', '.', 1200.5],
    ['$-3.25', '.', -3.25],
    ['-£3.25', '.', -3.25],
    ['12.5%', '.', 0.125],
    ['12,5 %', ',', 0.125],
    ['(1,234)', '.', -1234],
    ['99-', '.', -99],
    ['3.5万', '.', 35000],
    ['1.2亿', '.', 120000000],
    ['300元', '.', 300],
    ['USD 20', '.', 20],
    ['1e3', '.', 1000],
    ['.5', '.', 0.5],
    ['0.10', '.', 0.1],
  ])('reads %j with decimal %j as %d', (text, decimal, value) => {
    expect(parseNumber(text, decimal)).toBe(value)
  })

  it.each([
    ['007', '.'],
    ['1,23', '.'],
    ['12,34,567', '.'],
    ['1.2.3', '.'],
    ['1234567890123456', '.'],
    ['--1', '.'],
    ['(-1)', '.'],
    ['12a', '.'],
    ['', '.'],
    ['-', '.'],
    ['2024-03-05', '.'],
    ['1,234.5', ','],
  ] as [string, DecimalMark][])(
    'does not read %j with decimal %j: it is no number, or would lose something as one',
    (text, decimal) => {
      expect(parseNumber(text, decimal)).toBeNaN()
    },
  )

  it('reads from bytes what it reads from text, to the last bit', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    )
    const text = fc.oneof(
      number.map(String),
      number.map((value) => value.toFixed(2)),
    )
    fc.assert(
      fc.property(text, (said) => {
        const bytes = Buffer.from(said)
        const value = plainNumber(bytes, 0, bytes.length, '.')
        if (!Number.isNaN(value)) expect(value).toBe(Number(said))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('parseDate', () => {
  it.each([
    ['2024-03-05', '2024-03-05'],
    ['2024/3/5', '2024-03-05'],
    ['2024.3.5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['２０２４年３月５日', '2024-03-05'],
    ['24年3月5日 星期二', '2024-03-05'],
    ['2024-03-05T13:45:00Z', '2024-03-05 13:45:00'],
    ['2024-03-05 13:45', '2024-03-05 13:45:00'],
    ['2024年3月5日 下午1:45', '2024-03-05 13:45:00'],
    ['2024/3/5 1:45:09 PM', '2024-03-05 13:45:09'],
    ['2024-03-05 13:45:00.250', '2024-03-05 13:45:00.250'],
    ['5 Mar 2024', '2024-03-05'],
    ['March 5, 2024', '2024-03-05'],
    ['5-Mar-24', '2024-03-05'],
  ])('reads %j as %j in every order', (text, date) => {
    for (const order of ['ymd', 'dmy', 'mdy'] as const) expect(parseDate(text, order)).toBe(date)
  })

  it('takes the order where the text does not say', () => {
    expect(parseDate('05/03/2024', 'dmy')).toBe('2024-03-05')
    expect(parseDate('05/03/2024', 'mdy')).toBe('2024-05-03')
    expect(parseDate('05/03/2024', 'ymd')).toBeNull()
    expect(parseDate('20240305', 'ymd')).toBeNull()
    expect(parseDate('20240305', 'ymd', true)).toBe('2024-03-05')
  })

  it.each([
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '31/04/2024',
    '2024-03-05 25:00',
    '12.5',
    '1/2',
    'May',
    '2024-03',
    '5/13/2024',
  ])('does not read %j day first: it is no day', (text) => {
    expect(parseDate(text, 'dmy')).toBeNull()
  })

  it('reads every day back as it is written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), (day) => {
        const date = day.toISOString().slice(0, 10)
        const [year, month, dayOfMonth] = date.split('-')
        expect(parseDate(date, 'ymd')).toBe(date)
        expect(parseDate(`${dayOfMonth}/${month}/${year}`, 'dmy')).toBe(date)
        expect(parseDate(`${month}.${dayOfMonth}.${year}`, 'mdy')).toBe(date)
      }),
    )
  })
})
