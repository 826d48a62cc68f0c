import type { TableCell, TableColumn } from '@shared/contract/result-elements'
import type { Quantity, Text, Unit } from '@shared/contract/text'
import { text } from '@shared/contract/text'
import { type Language, messages } from '@shared/locales'
import { formatQuantity } from '@shared/locales/format-quantity'
import { translate } from '@shared/locales/translate'

/** Says a document's texts and numbers in its language. */
export interface ReportWords {
  say(words: Text): string
  /** A word of the report's own: `report.<key>`. */
  own(key: string, values?: Parameters<typeof text>[1]): string
  number(value: number | null, unit: Unit, decimals?: number): string
  /** A moment of this computer's clock: 5 Jan 2026, 17:42. */
  moment(time: number): string
  cell(value: TableCell | undefined, column: TableColumn): string
}

/** Whether a language has words for a key. */
export function hasWords(language: Language, key: string): boolean {
  return messages[language].has(key) || messages.en.has(key)
}

/** @param currency ISO 4217 code for amounts */
export function reportWords(language: Language, currency: string): ReportWords {
  const say = (words: Text) => translate(words, language, currency)
  const number = (value: number | null, unit: Unit, decimals?: number) => {
    const quantity: Quantity = decimals === undefined ? { value, unit } : { value, unit, decimals }
    return formatQuantity(quantity, language, currency)
  }
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  const own = (key: string, values?: Parameters<typeof text>[1]) => say(text(`report.${key}`, values))
  return {
    say,
    own,
    number,
    moment: (time) => moments.format(time),
    cell(value, { unit = 'number', decimals }) {
      if (value === null || value === undefined) return '–'
      if (typeof value === 'number') return number(value, unit, decimals)
      if (typeof value === 'boolean') return own(value ? 'yes' : 'no')
      return typeof value === 'string' ? value : say(value)
    },
  }
}
