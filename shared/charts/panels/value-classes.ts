import { type Text, text, type Unit } from '../../contract/text'
import { quantile } from '../../math/quantile'
import { shortNumber } from '../axis-ticks'

/** Values that are drawn in one colour. */
export interface ValueClass {
  color: string
  name: Text
  holds(value: number): boolean
}

const mostClasses = 5

/**
 * Classes of about as many values each, from the smallest up; values below 0 and above 0 are never in one class.
 * @param values finite
 * @param unit what they are read in
 * @returns at most 5 of one sign; fewer where there are fewer different values
 * Source: quantiles R-7.
 */
export function valueClasses(values: readonly number[], unit: Unit = 'number'): ValueClass[] {
  const below = Float64Array.from(values.filter((value) => value < 0)).sort()
  const others = Float64Array.from(values.filter((value) => value >= 0)).sort()
  if (below.length === 0)
    return classesOf(others).map((ends, i, all) => valueClass(ends, `sequential-${shade(i, all.length)}`, unit))
  const negative = classesOf(below, 3).map((ends, i, all) =>
    valueClass(ends, `diverging-${50 - half(all.length - 1 - i, all.length)}`, unit),
  )
  const positive = classesOf(others, 3).map((ends, i, all) =>
    valueClass(ends, `diverging-${50 + half(i, all.length)}`, unit),
  )
  return [...negative, ...positive]
}

/** Percent of the way from the palest colour to the strongest. */
const shade = (i: number, n: number) => (n === 1 ? 70 : Math.round(18 + (82 * i) / (n - 1)))
const half = (i: number, n: number) => (n === 1 ? 35 : Math.round(18 + (32 * i) / (n - 1)))

/** The smallest and the largest value of each class; ascending. */
function classesOf(sorted: Float64Array, most = mostClasses): [number, number][] {
  const different = Float64Array.from(new Set(sorted))
  const n = Math.min(most, different.length)
  const breaks = Array.from({ length: n - 1 }, (_, i) => quantile(sorted, (i + 1) / n))
  const members = Array.from({ length: Math.max(n, 0) }, (): number[] => [])
  for (const value of different) members[breaks.filter((edge) => value > edge).length]?.push(value)
  return members.flatMap((own): [number, number][] => {
    const [first, last] = [own[0], own.at(-1)]
    return first === undefined || last === undefined ? [] : [[first, last]]
  })
}

function valueClass([low, high]: [number, number], color: string, unit: Unit): ValueClass {
  const said = (value: number) => shortNumber(rounded(value), unit)
  const name =
    low === high
      ? text('charts.map.one', { value: said(low) })
      : text('charts.map.range', { low: said(low), high: said(high) })
  return { color, name, holds: (value) => value >= low && value <= high }
}

/** Three significant digits are enough in a legend; whole numbers below a million stay whole. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
