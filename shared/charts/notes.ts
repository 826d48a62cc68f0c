import { type Text, text } from '../contract/text'

/** Rows whose place a map does not know: how many, and what they call it, the most frequent first. */
export interface Unplaced {
  rows: number
  names: { name: string; rows: number }[]
}

const mostNames = 8
/** Stands for no name. */
const none = '–'

/** Says which places are not on the map. */
export function unplacedNote({ rows, names }: Unplaced): Text {
  const listed = names
    .slice(0, mostNames)
    .map(({ name, rows: own }) =>
      text('charts.map.named', { name: name === none ? text('charts.missing') : name, rows: own }),
    )
  if (listed.length === 0) return text('charts.map.noCoordinates', { rows })
  const values = { rows, names: listed, more: names.length - listed.length }
  return text('charts.map.unknown', values)
}

/** What to know about a chart in one text; nothing when there is nothing to say. */
export function captionOf(notes: readonly Text[]): { caption?: Text } {
  const [first, ...rest] = notes
  if (first === undefined) return {}
  return { caption: rest.reduce((said, note) => text('charts.bothNotes', { first: said, second: note }), first) }
}

/** A name as it is written, or the sign of none. */
export function writtenName(name: Text): string {
  return 'literal' in name ? name.literal : none
}
