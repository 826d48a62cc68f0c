import type { SelectionEvent } from './load-plotly'

export interface Outline {
  x: number[]
  y: number[]
  /** The pair of axes it is drawn on, as traces name them. */
  axes: [string, string]
}

type Places = Readonly<Record<string, readonly unknown[]>>

/** The line that was drawn around points, in data units; null when there is none. */
export function outlineOf({ range, lassoPoints }: Pick<SelectionEvent, 'range' | 'lassoPoints'>): Outline | null {
  const drawn = lassoPoints ?? range ?? {}
  const axes = (['x', 'y'] as const).map((letter) => Object.keys(drawn).find((name) => name.startsWith(letter)))
  const [first, second] = axes
  if (!first || !second) return null
  const { x, y } = lassoPoints ? placesOf(drawn, first, second) : corners(placesOf(drawn, first, second))
  const isWhole = x.length >= 3 && x.length === y.length && [...x, ...y].every(Number.isFinite)
  return isWhole ? { x, y, axes: [first, second] } : null
}

function placesOf(drawn: Places, first: string, second: string) {
  return { x: (drawn[first] ?? []).map(asNumber), y: (drawn[second] ?? []).map(asNumber) }
}

function corners({ x, y }: { x: number[]; y: number[] }) {
  const [[left, right], [bottom, top]] = [x as [number, number], y as [number, number]]
  return { x: [left, right, right, left], y: [bottom, bottom, top, top] }
}

/** A place on an axis; those of dates are written in words, in the time without zones that dates are kept in. */
function asNumber(place: unknown): number {
  return typeof place === 'string'
    ? Date.parse(`${place.replace(' ', 'T')}${place.length > 10 ? 'Z' : ''}`)
    : Number(place)
}
