import type { TextElement } from '../contract/result-elements'
import { literal, quantity, type Text, text } from '../contract/text'
import type { SegmentRule } from './explanation/find-rules'
import { ruleSentence } from './explanation/present-explanation'
import type { NominalProfile, SegmentProfile } from './segment-profile'
import { suggestNames, traitsOf, traitText } from './segment-traits'

const MOST_LEVELS = 2
/** From this share on most of a segment has the value. */
const MOSTLY = 0.6

/**
 * One paragraph per segment: how large it is, what sets it apart in numbers and in categories, and what it could be called.
 * @param sizes rows per segment
 * @param total rows that shares refer to
 * @param rules short rules, for the segments that have one
 */
export function readSegments(
  profile: SegmentProfile,
  sizes: readonly number[],
  total: number,
  rules: readonly SegmentRule[] = [],
): TextElement[] {
  const names = suggestNames(profile, sizes.length)
  return sizes.map((size, segment) => {
    const values = {
      size: quantity(size, 'count'),
      share: quantity(size / total, 'percent'),
      traits: traitsSentence(profile, segment),
      levels: levelsSentence(profile, segment),
      rule: ruleSentence(rules.find((rule) => rule.segment === segment)),
      name: names[segment] ? text('segments.reading.name', { name: names[segment] as Text }) : literal(''),
    }
    return {
      type: 'text',
      id: `segment-${segment}`,
      style: 'paragraph',
      segment,
      text: text('segments.reading.paragraph', values),
    }
  })
}

function traitsSentence(profile: SegmentProfile, segment: number): Text {
  const traits = traitsOf(profile, segment).map(traitText)
  if (profile.numeric.length === 0) return literal('')
  return traits.length > 0 ? text('segments.reading.traits', { traits }) : text('segments.reading.average')
}

/** Values of nominal columns that are clearly more frequent in the segment than elsewhere. */
function levelsSentence(profile: SegmentProfile, segment: number): Text {
  const levels = profile.nominal
    .flatMap((column) => strongestLevel(column, segment))
    .sort((a, b) => b.difference - a.difference)
    .slice(0, MOST_LEVELS)
    .map(({ text: words }) => words)
  return levels.length > 0 ? text('segments.reading.levels', { levels }) : literal('')
}

function strongestLevel(column: NominalProfile, segment: number): { difference: number; text: Text }[] {
  const differences = column.differences[segment] ?? []
  const at = differences.indexOf(Math.max(...differences))
  const difference = differences[at] ?? 0
  if (difference < 0.25) return []
  const values = {
    column: literal(column.name),
    level: literal(column.levels[at] ?? ''),
    share: quantity(column.shares[segment]?.[at] ?? 0, 'percent'),
    overall: quantity(column.overall[at] ?? 0, 'percent'),
  }
  const key = (column.shares[segment]?.[at] ?? 0) >= MOSTLY ? 'segments.trait.mostly' : 'segments.trait.level'
  return [{ difference, text: text(key, values) }]
}
