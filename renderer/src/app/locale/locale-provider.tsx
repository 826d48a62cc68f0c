/**
 * Words and numbers in the reader's language; switching it repaints everything at once.
 *
 *   const t = useText()            t('data.title')   t('data.rows', { count: 12 })   t(text)   // text: Text of the contract
 *   const format = useFormat()     format.number(0.123, 'percent')   format.date(iso)   format.moment(iso)
 *   <Said text={...} values={...} />   where only an element will do (notifications), it follows the language too
 */
import type { Text, TextValue, Unit } from '@shared/contract/text'
import type { Language } from '@shared/locales'
import { formatQuantity } from '@shared/locales/format-quantity'
import { translate } from '@shared/locales/translate'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { useWorkbenchStore } from '../store/workbench-store'

export type Say = (said: Text | string, values?: Record<string, TextValue>) => string

export interface Format {
  /** A number in its unit (`number` when absent); null and non-finite read as an en dash. */
  number(value: number | null | undefined, unit?: Unit, decimals?: number): string
  /** The day of an ISO date, in the reader's time zone. */
  date(iso: string): string
  /** Day and time of an ISO date, in the reader's time zone. */
  moment(iso: string): string
}

interface Locale {
  language: Language
  currency: string
  t: Say
  format: Format
}

/** Says a text in a language; `useText` and the palette, which searches both languages, are made of it. */
export function sayIn(language: Language, currency: string): Say {
  return (said, values) => translate(typeof said === 'string' ? { key: said, values } : said, language, currency)
}

function formatIn(language: Language, currency: string): Format {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium' })
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return {
    number: (value, unit = 'number', decimals) =>
      formatQuantity({ value: value ?? null, unit, decimals }, language, currency),
    date: (iso) => day.format(new Date(iso)),
    moment: (iso) => moment.format(new Date(iso)),
  }
}

function localeOf(language: Language, currency: string): Locale {
  return { language, currency, t: sayIn(language, currency), format: formatIn(language, currency) }
}

const LocaleContext = createContext<Locale>(localeOf('en', 'CNY'))

/** Gives every screen below it the language of the settings and the currency of the workspace. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const chosen = useWorkbenchStore((state) => state.settings.language)
  const system = useWorkbenchStore((state) => state.info?.systemLanguage ?? 'en')
  const currency = useWorkbenchStore((state) => state.workspace?.settings.currency ?? 'CNY')
  const language = chosen === 'system' ? system : chosen
  const locale = useMemo(() => localeOf(language, currency), [language, currency])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>
}

/** Everything below it speaks another language: the preview of a report. */
export function LanguageScope({ language, children }: { language: Language; children: ReactNode }) {
  const currency = useCurrency()
  const locale = useMemo(() => localeOf(language, currency), [language, currency])
  return (
    <LocaleContext.Provider value={locale}>
      <div lang={language} style={{ display: 'contents' }}>
        {children}
      </div>
    </LocaleContext.Provider>
  )
}

export function useText(): Say {
  return useContext(LocaleContext).t
}

export function useFormat(): Format {
  return useContext(LocaleContext).format
}

export function useLanguage(): Language {
  return useContext(LocaleContext).language
}

/** The workspace's currency, ISO 4217. */
export function useCurrency(): string {
  return useContext(LocaleContext).currency
}

export function Said({ text, values }: { text: Text | string; values?: Record<string, TextValue> }) {
  return <>{useText()(text, values)}</>
}
