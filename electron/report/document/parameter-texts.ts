import { literal, type Text, text } from '@shared/contract/text'
import type { Language } from '@shared/locales'
import { hasWords } from './report-words'

/** A parameter's value in words: an option by its name, truth as yes or no, a number as itself. */
function valueText(methodId: string, name: string, value: unknown, language: Language): Text {
  const option = `methods.${methodId}.params.${name}.options.${String(value)}`
  if (typeof value === 'string') return hasWords(language, option) ? text(option) : literal(value)
  if (typeof value === 'boolean') return text(value ? 'report.yes' : 'report.no')
  if (value === null || value === undefined) return literal('–')
  if (typeof value === 'number') return literal(String(value))
  return literal(Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value))
}

/** Parameters with their labels, in the order of the request. */
export function parameterTexts(
  methodId: string,
  params: Readonly<Record<string, unknown>>,
  language: Language,
): { label: Text; value: Text }[] {
  return Object.entries(params).map(([name, value]) => {
    const key = `methods.${methodId}.params.${name}.label`
    const label = hasWords(language, key) ? text(key) : literal(name)
    return { label, value: valueText(methodId, name, value, language) }
  })
}
