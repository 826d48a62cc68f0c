import type { Quantity } from '../contract/text'
import type { Language } from './index'

const formats = new Map<string, Intl.NumberFormat>()

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language}|${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, options)
    formats.set(key, format)
  }
  return format
}

/** Digits that suit a number's size: 3.14159 → 3.14, 1234.5 → 1,234.5, 0.00123 → 0.00123. */
function habitualDigits(value: number): Intl.NumberFormatOptions {
  const size = Math.abs(value)
  if (Number.isInteger(value)) return { maximumFractionDigits: 0 }
  if (size >= 1000) return { minimumFractionDigits: 1, maximumFractionDigits: 1 }
  if (size >= 1) return { maximumFractionDigits: 2 }
  return { maximumSignificantDigits: 3 }
}

function fixed(decimals: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
}

function formatDate(value: number, language: Language, withTime: boolean): string {
  const time = withTime ? ({ hour: '2-digit', minute: '2-digit' } as const) : {}
  return new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...time,
  }).format(value)
}

function formatBytes(value: number, language: Language): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
  const power = Math.min(3, Math.floor(Math.log10(Math.max(1, value)) / 3))
  const unit = units[power] ?? 'byte'
  return numberFormat(language, { style: 'unit', unit, maximumFractionDigits: power > 1 ? 1 : 0 }).format(
    value / 1000 ** power,
  )
}

function formatDuration(value: number, language: Language): string {
  if (value < 1000)
    return numberFormat(language, { style: 'unit', unit: 'millisecond', maximumFractionDigits: 0 }).format(value)
  if (value < 120_000)
    return numberFormat(language, { style: 'unit', unit: 'second', maximumFractionDigits: 1 }).format(value / 1000)
  return numberFormat(language, { style: 'unit', unit: 'minute', maximumFractionDigits: 0 }).format(value / 60_000)
}

/**
 * Writes a number as its reader expects it; an absent or non-finite one is an en dash.
 * @param currency ISO 4217 code for unit `currency`
 */
export function formatQuantity(
  { value, unit, decimals, compact }: Quantity,
  language: Language,
  currency: string,
): string {
  if (value === null || !Number.isFinite(value)) return '–'
  const short = compact ? ({ notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 2 } as const) : null
  const digits = short ?? (decimals === undefined ? undefined : fixed(decimals))
  switch (unit) {
    case 'count':
      return numberFormat(language, digits ?? { maximumFractionDigits: 0 }).format(value)
    case 'percent':
      return numberFormat(language, { style: 'percent', ...(digits ?? fixed(1)) }).format(value)
    case 'currency':
      return numberFormat(language, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...(digits ?? fixed(2)),
      }).format(value)
    case 'days':
      return numberFormat(language, {
        style: 'unit',
        unit: 'day',
        unitDisplay: 'long',
        ...(digits ?? { maximumFractionDigits: 1 }),
      }).format(value)
    case 'date':
      return formatDate(value, language, false)
    case 'datetime':
      return formatDate(value, language, true)
    case 'milliseconds':
      return formatDuration(value, language)
    case 'bytes':
      return formatBytes(value, language)
    default:
      return numberFormat(language, digits ?? habitualDigits(value)).format(value)
  }
}
