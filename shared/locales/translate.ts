import { IntlMessageFormat } from 'intl-messageformat'
import type { Quantity, Text, TextValue } from '../contract/text'
import { formatQuantity } from './format-quantity'
import { type Language, messages } from './index'

/** Parts of dates that messages may ask for, `{start, date, day}`; all times are UTC. */
const dateFormats = {
  day: { timeZone: 'UTC', month: 'short', day: 'numeric' },
  dayOnly: { timeZone: 'UTC', day: 'numeric' },
  month: { timeZone: 'UTC', year: 'numeric', month: 'short' },
  year: { timeZone: 'UTC', year: 'numeric' },
} as const

const compiled = new Map<string, IntlMessageFormat>()

function messageOf(language: Language, key: string): IntlMessageFormat | undefined {
  const cacheKey = `${language}|${key}`
  const known = compiled.get(cacheKey)
  if (known) return known
  const message = messages[language].get(key) ?? messages.en.get(key)
  if (message === undefined) return undefined
  const made = new IntlMessageFormat(message, language, { date: dateFormats }, { ignoreTag: true })
  compiled.set(cacheKey, made)
  return made
}

function isQuantity(value: object): value is Quantity {
  return 'unit' in value && 'value' in value
}

function valueFor(value: TextValue, language: Language, currency: string): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) {
    const words = (value as readonly Text[]).map((part) => translate(part, language, currency))
    return new Intl.ListFormat(language, { type: 'conjunction' }).format(words)
  }
  return isQuantity(value as object)
    ? formatQuantity(value as Quantity, language, currency)
    : translate(value as Text, language, currency)
}

/**
 * Says a text in a language. A key that has no message reads as the key itself, which the locale test forbids.
 * @param currency ISO 4217 code for amounts inside the text
 */
export function translate(said: Text, language: Language, currency = 'CNY'): string {
  if ('literal' in said) return said.literal
  const message = messageOf(language, said.key)
  if (!message) return said.key
  const values = Object.fromEntries(
    Object.entries(said.values ?? {}).map(([name, value]) => [name, valueFor(value, language, currency)]),
  )
  return String(message.format(values))
}
