import { literal, quantity, type Text, text } from '../contract/text'
import type { MeasureType } from '../dataset/schema'
import type { SegmentProfile } from './segment-profile'

/** A column's difference below this is not worth a word. */
const WORTH_SAYING = 0.25
const MOST_TRAITS = 4
/** From these ratios to the average on it is the ratio that is said. */
const MANY_TIMES = 1.75
const A_PART = 0.5

/** What sets a segment apart in one numeric column. */
export interface Trait {
  column: string
  measureType: MeasureType
  /** (mean − overall) / sd. */
  difference: number
  mean: number
  overall: number
  /** How many times the average the segment has, where that says something. */
  ratio: number | null
}

/** The numeric columns in which a segment differs most from all rows, largest difference first. */
export function traitsOf(profile: SegmentProfile, segment: number, most = MOST_TRAITS): Trait[] {
  return profile.numeric
    .flatMap(({ name, measureType, overall, means, differences, isAmount }) => {
      const difference = differences[segment] ?? 0
      const mean = means[segment] ?? overall
      if (Math.abs(difference) < WORTH_SAYING) return []
      const ratio = isAmount && overall > 0 ? mean / overall : null
      return [{ column: name, measureType, difference, mean, overall, ratio }]
    })
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .slice(0, most)
}

/** "income far above average (86.5 against 60.6)", or "visits 3.1 times the average (12 against 3.9)". */
export function traitText({ column, measureType, difference, mean, overall, ratio }: Trait): Text {
  const size = Math.abs(difference)
  const degree = size >= 1 ? 'far' : size >= 0.5 ? 'clearly' : 'slightly'
  const unit = measureType === 'time' ? 'date' : 'number'
  const values = { column: literal(column), mean: quantity(mean, unit), overall: quantity(overall, unit) }
  if (ratio !== null && ratio >= MANY_TIMES) {
    return text('segments.trait.times', { ...values, ratio: quantity(ratio, 'number', 1) })
  }
  if (ratio !== null && ratio <= A_PART) {
    return text('segments.trait.partOf', { ...values, ratio: quantity(ratio, 'percent', 0) })
  }
  return text(`segments.trait.${degree}${difference > 0 ? 'Above' : 'Below'}`, values)
}

/**
 * A short description per segment to name it by, such as "high income, low score": its two strongest traits, and more where
 * two segments would be called the same; null for a segment without traits.
 */
export function suggestNames(profile: SegmentProfile, nClusters: number): (Text | null)[] {
  const traits = Array.from({ length: nClusters }, (_, segment) => traitsOf(profile, segment))
  return traits.map((own, segment) => {
    const others = traits.filter((_, other) => other !== segment)
    const lengths = [2, 3, MOST_TRAITS]
    const enough = lengths.find((length) =>
      others.every((other) => signature(other, length) !== signature(own, length)),
    )
    return own.length > 0 ? nameText(own.slice(0, enough ?? 2)) : null
  })
}

function signature(traits: readonly Trait[], length: number): string {
  return traits
    .slice(0, length)
    .map(({ column, difference }) => `${difference > 0 ? '+' : '-'}${column}`)
    .join('|')
}

function nameText(traits: readonly Trait[]): Text {
  const parts = traits.map(({ column, difference }) =>
    text(difference > 0 ? 'segments.name.high' : 'segments.name.low', { column: literal(column) }),
  )
  return parts.reduce((first, second) => text('segments.name.and', { first, second }))
}
