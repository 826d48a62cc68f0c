import { literal, type Text, text } from '../contract/text'

/**
 * Says segments as people know them: by the name they were given, else by number from 1; −1 is noise.
 * @param names given names by label
 */
export function segmentNamer(names: Readonly<Record<string, string>>): (label: number) => Text {
  return (label) => {
    const given = Object.hasOwn(names, String(label)) ? names[String(label)] : undefined
    if (given !== undefined) return literal(given)
    return label < 0 ? text('figures.noise') : text('figures.segment', { number: label + 1 })
  }
}
