import { literal, text } from '@shared/contract/text'
import { translate } from '@shared/locales/translate'
import { describe, expect, test } from 'vitest'

const sumOf = (column: string) => text('charts.measure.sum', { column: literal(column) })

describe('words of a message and the names in it', () => {
  test('a Latin name in a Chinese message stands apart, a Chinese one does not', () => {
    expect(translate(sumOf('amount'), 'zh-CN')).toBe('amount 合计')
    expect(translate(sumOf('销售额'), 'zh-CN')).toBe('销售额合计')
    expect(translate(sumOf('unit_price 2'), 'zh-CN')).toBe('unit_price 2 合计')
  })

  test('a space that a message has is not doubled, and English has its own', () => {
    expect(translate(text('jobs.prepare', { dataset: 'customers' }), 'zh-CN')).toBe('整理 customers')
    expect(translate(sumOf('amount'), 'en')).toBe('Sum of amount')
  })

  test('the names of a list stand apart from the word between the last two', () => {
    const titled = text('charts.titles.by', { of: sumOf('amount'), by: [literal('city'), literal('channel')] })
    expect(translate(titled, 'zh-CN')).toBe('amount 合计（按 city 和 channel）')
  })

  test('numbers of a list stand apart from the word between the last two, months do not', () => {
    const edges = (...words: string[]) =>
      translate(text('charts.titles.by', { of: 'x', by: words.map((word) => literal(word)) }), 'zh-CN')
    expect(edges('18', '32', '81')).toBe('x（按18、32 和 81）')
    expect(edges('3月', '5月')).toBe('x（按3月和5月）')
  })

  test('what a value itself holds is never changed, nor what a message chooses by', () => {
    expect(translate(sumOf('T恤A类'), 'zh-CN')).toBe('T恤A类合计')
    const far = (side: string) => text('quality.findings.skewed', { column: 'x', side })
    expect(translate(far('large'), 'zh-CN')).not.toBe(translate(far('small'), 'zh-CN'))
  })
})
