export type DecimalMark = '.' | ','

/** What surrounds a number, e.g. `-¥1,234.5万` or `(12 %)`. */
export interface NumberTraits {
  percent: boolean
  currency: string | null
  grouped: boolean
}

const currencies = '[¥￥$€£₩₹]|CNY|RMB|USD|EUR|GBP|HKD|TWD|JPY|US\\$|HK\\$|NT\\$'
const shape = new RegExp(
  `^([+-]?)\\s*(${currencies})?\\s*([+-]?)([0-9][0-9.,'’ \\u00a0\\u202f]*|[.,][0-9]+)([eE][+-]?\\d{1,3})?\\s*(万|萬|亿|億|千)?\\s*(${currencies}|元|円|块)?\\s*(%)?\\s*(-?)$`,
)
const powers: Record<string, number> = { 千: 3, 万: 4, 萬: 4, 亿: 8, 億: 8 }
const plain = /^[+-]?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/

/** Digits, signs and brackets of full width, as Chinese and Japanese keyboards write them, made plain. */
export function toHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000\u2212\u2013]/g, (character) => {
    if (character === '\u3000') return ' '
    if (character === '\u2212' || character === '\u2013') return '-'
    return String.fromCharCode(character.charCodeAt(0) - 0xfee0)
  })
}

/**
 * Reads a number as people write it: thousands separators, currency signs, per cent (as a fraction), accounting brackets,
 * 万 and 亿, full-width digits.
 * @param text the cell, blanks around it allowed
 * @param decimal which mark is the decimal one; the other may group thousands
 * @param traits told what surrounded the number
 * @returns NaN for what is not a number, and for what would lose something as one: leading zeros, more than 15 digits of a whole number
 */
export function parseNumber(text: string, decimal: DecimalMark, traits?: NumberTraits): number {
  if (decimal === '.' && plain.test(text)) return Number(text)
  let rest = toHalfWidth(text.trim())
  let negative = false
  if (rest.startsWith('(') && rest.endsWith(')')) {
    negative = true
    rest = rest.slice(1, -1).trim()
  }
  const match = shape.exec(rest)
  if (!match) return Number.NaN
  const [, signBefore, before, signInside, digits = '', exponent = '', unit, after, percent, signAfter] = match
  const signs = [signBefore, signInside, signAfter].filter(Boolean)
  if (signs.length > (negative ? 0 : 1)) return Number.NaN
  const number = ungroup(digits.trim(), decimal)
  if (number === null) return Number.NaN
  if (traits) {
    traits.percent = Boolean(percent)
    traits.currency = before ?? after ?? null
    traits.grouped = number.length < digits.trim().length
  }
  const shift = Number(exponent.slice(1) || 0) + (unit ? (powers[unit] as number) : 0) - (percent ? 2 : 0)
  const value = Number(shift === 0 ? number : `${number}e${shift}`)
  return negative || signs.includes('-') ? -value : value
}

/** Takes out thousands separators that stand where they should; null when the digits are not a number without loss. */
function ungroup(digits: string, decimal: DecimalMark): string | null {
  const [whole = '', fraction, more] = digits.split(decimal)
  if (more !== undefined || (fraction !== undefined && !/^\d*$/.test(fraction))) return null
  const separator = /[^\d]/.exec(whole)?.[0]
  const groups = separator === undefined ? [whole] : whole.split(separator)
  const [first = '', ...others] = groups
  if (
    groups.length > 1 &&
    (!/^\d{1,3}$/.test(first) || first === '0' || !others.every((group) => /^\d{3}$/.test(group)))
  ) {
    return null
  }
  const joined = groups.join('')
  if (!/^\d*$/.test(joined) || (joined.length > 1 && joined.startsWith('0'))) return null
  if (fraction === undefined && joined.length > 15) return null
  return fraction ? `${joined || '0'}.${fraction}` : joined
}
