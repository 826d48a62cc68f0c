import { literal, type Text, text } from '../contract/text'

/**
 * Says segments as people know them: by the name they were given, else by the one the method has for them, else by number
 * from 1; −1 is noise.
 * @param names given names by label
 * @param own the method's names by label
 */
export function segmentNamer(
  names: Readonly<Record<string, string>>,
  own: readonly Text[] = [],
): (label: number) => Text {
  return (label) => {
    const given = Object.hasOwn(names, String(label)) ? names[String(label)] : undefined
    if (given !== undefined) return literal(given)
    return label < 0 ? text('figures.noise') : (own[label] ?? text('figures.segment', { number: label + 1 }))
  }
}
