/** A number as a person writes it: thousands separators, a currency sign, percent and full-width digits are understood; else NaN. */
export function numberIn(words: string): number {
  const plain = words
    .normalize('NFKC')
    .trim()
    .replace(/^([-+]?)[¥$€£]\s*/, '$1')
  const match = /^([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d+)?)\s*(%?)$/.exec(plain)
  if (!match?.[1] || !/^[-+]?\.?\d/.test(match[1])) return Number.NaN
  return Number(match[1].replaceAll(',', '')) / (match[2] ? 100 : 1)
}
