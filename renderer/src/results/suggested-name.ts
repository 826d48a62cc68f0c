import type { TextElement } from '@shared/contract/result-elements'
import type { Text } from '@shared/contract/text'

/** The key of the sentence in which a reading of a segment says what it could be called; its value `name` is that name. */
const SUGGESTION = 'segments.reading.name'

/** The reading without that sentence, for where the name is offered beside it. */
export function withoutSuggestion(words: Text): Text {
  if (!('key' in words) || !words.values?.['name']) return words
  return { ...words, values: { ...words.values, name: { literal: '' } } }
}

/** The name that the reading of a segment suggests for it, if it does. */
export function suggestedName({ text }: TextElement): Text | null {
  const sentence = 'key' in text ? text.values?.['name'] : undefined
  if (typeof sentence !== 'object' || !('key' in sentence) || sentence.key !== SUGGESTION) return null
  const name = sentence.values?.['name']
  return typeof name === 'object' && ('key' in name || 'literal' in name) ? name : null
}
