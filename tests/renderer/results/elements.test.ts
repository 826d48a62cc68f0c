import type { ResultElement, TextElement } from '@shared/contract/result-elements'
import { literal, text } from '@shared/contract/text'
import { expect, test } from 'vitest'
import { groupElements, summaryLength } from '../../../renderer/src/results/group-elements'
import { segmentSizes } from '../../../renderer/src/results/segment-sizes'
import { suggestedName, withoutSuggestion } from '../../../renderer/src/results/suggested-name'

const headline: TextElement = { type: 'text', id: 'h', style: 'headline', text: literal('h') }
const metric = (id: string): ResultElement => ({ type: 'metric', id, label: literal(id), value: 1, unit: 'count' })
const card = (segment: number): TextElement => ({
  type: 'text',
  id: `s${segment}`,
  style: 'paragraph',
  segment,
  text: literal('s'),
})
const sizes: ResultElement = {
  type: 'table',
  id: 't',
  title: literal('t'),
  columns: [
    { id: 'segment', label: literal('segment') },
    { id: 'size', label: literal('size'), unit: 'count' },
  ],
  rows: [
    ['a', 30],
    ['b', 10],
  ],
}

test('every element is in exactly one group, in its order', () => {
  const elements = [headline, metric('a'), metric('b'), card(0), card(1), sizes, metric('c')]
  const groups = groupElements(elements)
  expect(groups.map(({ kind }) => kind)).toEqual(['single', 'metrics', 'segments', 'tables', 'metrics'])
  expect(groups.flatMap((group) => ('elements' in group ? group.elements : [group.element]))).toEqual(elements)
})

test('the summary ends before the first figure, table or segment', () => {
  expect(summaryLength(groupElements([headline, metric('a'), card(0)]))).toBe(2)
  expect(summaryLength(groupElements([headline, metric('a'), sizes]))).toBe(2)
  expect(summaryLength(groupElements([headline, metric('a')]))).toBe(2)
})

test('sizes of segments are those of the table that profiles them', () => {
  expect(segmentSizes([headline, sizes])).toEqual([30, 10])
  expect(segmentSizes([headline, metric('a')])).toEqual([])
})

test('a suggested name is found in a reading, and the reading can do without it', () => {
  const name = text('segments.name.high', { column: 'spend' })
  const reading = {
    ...card(0),
    text: text('segments.reading.paragraph', { name: text('segments.reading.name', { name }) }),
  }
  expect(suggestedName(reading)).toEqual(name)
  expect(withoutSuggestion(reading.text)).toEqual(text('segments.reading.paragraph', { name: literal('') }))
  expect(suggestedName(card(0))).toBeNull()
})
