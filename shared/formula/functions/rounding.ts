/** A number as the fifteen digits that a person sees, so that 1.005 × 100 is 100.5. */
const seen = (value: number): number => Number(value.toPrecision(15))

/**
 * Rounds to a number of digits, which may be below 0, as Excel does: `to` says where the absolute value goes, the sign stays.
 * A number that has no more digits is left as it is.
 */
const roundedBy =
  (to: (value: number) => number) =>
  (value: number, digits = 0): number => {
    const places = Math.trunc(digits)
    const factor = 10 ** Math.abs(places)
    const scaled = places < 0 ? Math.abs(value) / factor : Math.abs(value) * factor
    if (!Number.isFinite(factor * scaled)) return places < 0 && factor > Math.abs(value) ? 0 : value
    const whole = to(seen(scaled))
    const rounded = Math.sign(value) * (places < 0 ? whole * factor : whole / factor)
    return Number.isFinite(rounded) ? rounded : value
  }

/** Half away from zero: 1.005 becomes 1.01. */
export const round = roundedBy(Math.round)
/** Away from zero. */
export const roundUp = roundedBy(Math.ceil)
/** Towards zero. */
export const roundDown = roundedBy(Math.floor)

/** Next multiple of a unit; missing where a positive number has a negative unit, as in Excel. */
const multiple =
  (to: (value: number) => number, ofNothing: number) =>
  (value: number, unit = 1): number => {
    if (unit === 0) return value === 0 ? 0 : ofNothing
    if (value > 0 && unit < 0) return Number.NaN
    return seen(to(seen(value / unit)) * unit)
  }

export const floorTo = multiple(Math.floor, Number.NaN)
export const ceilingTo = multiple(Math.ceil, 0)

/** Nearest multiple, half away from zero; missing where the signs differ, as in Excel. */
export function roundTo(value: number, unit = 1): number {
  if (unit === 0 || value === 0) return 0
  return Math.sign(value) === Math.sign(unit) ? seen(Math.round(seen(value / unit)) * unit) : Number.NaN
}
