import { quantity, type Text, text, type Unit } from '../contract/text'

/** From here on an axis counts in thousands and millions, or in 万 and 亿, as its reader does. */
const compactFrom = 100_000
const usualTicks = 6

/**
 * Round places from at or below `low` to at or above `high`: steps of 1, 2 or 5 times a power of ten.
 * @param most about so many
 * @returns ascending; none where there is no range
 */
export function niceTicks(low: number, high: number, most = usualTicks): number[] {
  const step = niceStep((high - low) / most)
  if (!(step > 0) || !Number.isFinite(step)) return []
  const first = Math.floor(low / step + 1e-9)
  const last = Math.ceil(high / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => exact((first + i) * step))
}

/** The least of 1, 2 and 5 times a power of ten that is not below a width. */
export function niceStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width))
  const times = [1, 2, 5, 10].find((factor) => factor * power >= width * (1 - 1e-9)) ?? 10
  return times * power
}

/** Without what binary fractions leave behind: 0.30000000000000004 is 0.3. */
const exact = (value: number) => Number(value.toPrecision(12))

/** A number on an axis or in a legend, short where it is long. */
export function shortNumber(value: number, unit: Unit): Text {
  const isShort = Math.abs(value) >= compactFrom / 10
  const decimals = unit === 'currency' && !isShort && Number.isInteger(value) ? { decimals: 0 } : {}
  return text('charts.number', {
    value: { ...quantity(value, unit), ...decimals, ...(isShort ? { compact: true } : {}) },
  })
}

/**
 * Words of an axis of numbers where plain digits do not serve: amounts of money, and numbers of many digits.
 * @returns nothing where plain digits serve; `$ticksIn` lets a viewer that zooms make ticks anew
 */
export function valueTicks(low: number, high: number, unit: Unit): Record<string, unknown> {
  const isLong = Math.max(Math.abs(low), Math.abs(high)) >= compactFrom
  if (!(low <= high) || (unit !== 'currency' && !isLong)) return {}
  const places = niceTicks(low, high > low ? high : low + 1)
  if (places.length === 0) return {}
  return { tickvals: places, ticktext: places.map((place) => ({ $text: shortNumber(place, unit) })), $ticksIn: unit }
}

/** An axis whose `$unit` says what its numbers are read in, with words where they need some. @param extent what is drawn along it */
export function withTicks(
  axis: Record<string, unknown>,
  extent: readonly [number, number] | null,
): Record<string, unknown> {
  const { $unit: unit, ...own } = axis
  if (typeof unit !== 'string' || extent === null || own['type'] === 'log') return own
  const [low, high] = extent
  const first = own['rangemode'] === 'tozero' ? Math.min(0, low) : low
  return { ...(unit === 'count' && high <= 5 ? { dtick: 1 } : {}), ...valueTicks(first, high, unit as Unit), ...own }
}
