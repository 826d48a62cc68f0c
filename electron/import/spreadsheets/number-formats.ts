/** How a number format shows a number; from `padded` on it is filled with zeros to so many digits more than `padded`. */
export const Shown = { number: 0, date: 1, time: 2, duration: 3, padded: 4 } as const

/** Formats that are built in: dates 14–17, 22, 27–31, 36, 50–58 (East Asian), times 18–21, 32–35, 45, 47, durations 46. */
const builtInDates = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58])
const builtInTimes = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 47])

/**
 * What a cell's number format makes of a number.
 * @param id of the format; below 164 it is built in
 * @param code the format's code, where the workbook gives one
 */
export function shownBy(id: number, code: string | undefined): number {
  if (code !== undefined) return shownByCode(code)
  if (builtInDates.has(id)) return Shown.date
  if (builtInTimes.has(id)) return Shown.time
  return id === 46 ? Shown.duration : Shown.number
}

/** Quoted words, colours, conditions and locales say nothing about dates; what is left does. */
function shownByCode(code: string): number {
  const first = code.split(';')[0] ?? ''
  // 00000: customer numbers that were typed with their zeros.
  if (/^0{2,20}$/.test(first)) return Shown.padded + first.length
  const bare = first
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
  if (/\[(h+|m+|s+)\]/i.test(bare)) return Shown.duration
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/am\/pm|a\/p|上午\/下午/gi, 'h')
  if (/general|标准/i.test(letters)) return Shown.number
  if (/[yd年月日eg]/i.test(letters) || /m{3,}/i.test(letters))
    return /^[^a-z]*e[+-]/i.test(letters) || isScientific(letters) ? Shown.number : Shown.date
  if (/[hs时分秒]/i.test(letters)) return Shown.time
  return /^[^0#?]*m+[^0#?]*$/i.test(letters) ? Shown.date : Shown.number
}

function isScientific(letters: string): boolean {
  return /[0#?]\s*e[+-]/i.test(letters)
}

/** The digits of a number with zeros before them, as its format shows it; null where the format does not. */
export function paddedText(value: number, shown: number): string | null {
  if (shown <= Shown.padded || !Number.isSafeInteger(value) || value < 0) return null
  return String(value).padStart(shown - Shown.padded, '0')
}
