import fc from 'fast-check'
import { expect, test } from 'vitest'
import { niceTicks, valueTicks } from '../../shared/charts/axis-ticks'
import type { Text } from '../../shared/contract/text'
import { translate } from '../../shared/locales/translate'

const said = (axis: Record<string, unknown>, language: 'en' | 'zh-CN') =>
  (axis['ticktext'] as { $text: Text }[]).map(({ $text }) => translate($text, language, 'CNY'))

test('ticks hold the range between them, at equal steps of 1, 2 or 5 times a power of ten', () => {
  const ends = fc.tuple(
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
  )
  fc.assert(
    fc.property(ends, ([low, width]) => {
      const ticks = niceTicks(low, low + width)
      const step = (ticks[1] as number) - (ticks[0] as number)
      const tolerance = 1e-6 * Math.max(step, Math.abs(low) * 1e-3)
      expect(ticks[0]).toBeLessThanOrEqual(low + tolerance)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + width - tolerance)
      expect(ticks.length).toBeLessThanOrEqual(8)
    }),
  )
})

test('long numbers are short in the reader’s own way: millions in English, 万 and 亿 in Chinese', () => {
  const axis = valueTicks(0, 400_000, 'number')
  expect(said(axis, 'en')).toEqual(['0', '100K', '200K', '300K', '400K'])
  expect(said(axis, 'zh-CN')).toEqual(['0', '10万', '20万', '30万', '40万'])
  expect(said(valueTicks(0, 3e9, 'number'), 'zh-CN').at(-1)).toBe('30亿')
})

test('money has its sign, short numbers stay as the axis writes them', () => {
  expect(said(valueTicks(0, 4000, 'currency'), 'en')[1]).toBe('¥1,000')
  expect(valueTicks(0, 4000, 'number')).toEqual({})
})
