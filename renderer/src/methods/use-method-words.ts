import { messages } from '@shared/locales'
import { useMemo } from 'react'
import { useFormat, useText } from '../app/locale/locale-provider'

export interface MethodWords {
  name: string
  summary: string
  formula: string | null
  caveats: string | null
  role(role: string): { label: string; help: string | null }
  param(name: string): { label: string; help: string | null; unit: string | null }
  /** A parameter's value as the reader expects it: an option's own words, or a number. */
  value(name: string, value: unknown): string
}

/**
 * Everything a method says of itself, in the reader's language.
 * @param base where its words begin, for what is not a method but has parameters like one
 */
export function useMethodWords(methodId: string, base = `methods.${methodId}`): MethodWords {
  const t = useText()
  const format = useFormat()
  return useMemo(() => {
    const optional = (key: string) => (messages.en.has(`${base}.${key}`) ? t(`${base}.${key}`) : null)
    const value = (name: string, given: unknown): string => {
      if (given === null || given === undefined) return optional(`params.${name}.none`) ?? t('forms.none')
      const option = optional(`params.${name}.options.${String(given)}`)
      if (option !== null) return option
      if (typeof given === 'boolean') return t(given ? 'results.yes' : 'results.no')
      if (typeof given === 'number') return format.number(given)
      if (Array.isArray(given)) return given.map((item) => value(name, item)).join(', ')
      return typeof given === 'string' ? given : JSON.stringify(given)
    }
    return {
      name: t(`${base}.name`),
      summary: optional('summary') ?? '',
      formula: optional('formula'),
      caveats: optional('caveats'),
      role: (role) => ({ label: t(`${base}.inputs.${role}.label`), help: optional(`inputs.${role}.help`) }),
      param: (name) => ({
        label: t(`${base}.params.${name}.label`),
        help: optional(`params.${name}.help`),
        unit: optional(`params.${name}.unit`),
      }),
      value,
    }
  }, [base, t, format])
}
