import { IntlMessageFormat } from 'intl-messageformat'
import type { Quantity, Text, TextValue } from '../contract/text'
import { formatQuantity } from './format-quantity'
import { type Language, messages } from './index'
import { listSeams, spaced, withSeams } from './spaced'

/** Parts of dates that messages may ask for, `{start, date, day}`; all times are UTC. */
const dateFormats = {
  day: { timeZone: 'UTC', month: 'short', day: 'numeric' },
  dayOnly: { timeZone: 'UTC', day: 'numeric' },
  month: { timeZone: 'UTC', year: 'numeric', month: 'short' },
  year: { timeZone: 'UTC', year: 'numeric' },
} as const

/** An element of a parsed message: words are 0, a value is 1, and what follows formats it or chooses by it. */
interface MessageElement {
  type: number
  value: string
  options?: Record<string, { value: readonly MessageElement[] }>
}
const argumentType = 1
const shown = new WeakMap<IntlMessageFormat, readonly string[]>()

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

/** Values that stand in a message as they are: a value that something is chosen by must stay what it is. */
function shownNames(message: IntlMessageFormat): readonly string[] {
  const known = shown.get(message)
  if (known) return known
  const of = (elements: readonly MessageElement[]): readonly MessageElement[] =>
    elements.flatMap((one) => [one, ...Object.values(one.options ?? {}).flatMap((option) => of(option.value))])
  const all = of(message.getAst() as readonly MessageElement[])
  const chosenBy = new Set(all.flatMap(({ type, value }) => (type > argumentType ? [value] : [])))
  const names = all.flatMap(({ type, value }) => (type === argumentType && !chosenBy.has(value) ? [value] : []))
  shown.set(message, names)
  return names
}

function isQuantity(value: object): value is Quantity {
  return 'unit' in value && 'value' in value
}

function valueFor(value: TextValue, language: Language, currency: string): string | number {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (Array.isArray(value)) {
    const words = (value as readonly Text[]).map((part) => translate(part, language, currency))
    const list = new Intl.ListFormat(language, { type: 'conjunction' })
    return language === 'zh-CN' ? spaced(list.format(listSeams(words))) : list.format(words)
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
  if (language !== 'zh-CN') return String(message.format(values))
  for (const name of shownNames(message)) {
    const value = values[name]
    if (typeof value === 'string') values[name] = withSeams(value)
  }
  return spaced(String(message.format(values)))
}
