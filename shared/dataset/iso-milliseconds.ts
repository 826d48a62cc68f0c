const msPerDay = 86_400_000

/**
 * Reads a date as the workspace writes it (`2024-03-05`, `2024-03-05 13:45:00`, also with fractions of a second) by position.
 * @returns milliseconds since 1970-01-01, the written time taken as UTC; NaN for anything else
 */
export function isoMilliseconds(text: string): number {
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const day = digits(text, 8, 2)
  const days = daysSince1970(year, month, day)
  if (text.length === 10) return days * msPerDay
  if (text.length < 19) return Number.NaN
  const seconds = digits(text, 11, 2) * 3600 + digits(text, 14, 2) * 60 + digits(text, 17, 2)
  const fraction = text.length > 20 ? Number(`0.${text.slice(20, 23)}`) : 0
  return days * msPerDay + seconds * 1000 + Math.round(fraction * 1000)
}

/** A number of `length` decimal digits; NaN when one is not a digit. */
function digits(text: string, start: number, length: number): number {
  let value = 0
  for (let i = start; i < start + length; i++) {
    const digit = text.charCodeAt(i) - 48
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN
  }
  return value
}

/** Proleptic Gregorian calendar. Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
