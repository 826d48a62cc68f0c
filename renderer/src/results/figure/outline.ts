import type { SelectionEvent } from './load-plotly'

export interface Outline {
  x: number[]
  y: number[]
}

/** The line that was drawn around points, in data units of the first axes; null when there is none. */
export function outlineOf({ range, lassoPoints }: Pick<SelectionEvent, 'range' | 'lassoPoints'>): Outline | null {
  const drawn = lassoPoints ?? (range && corners(range))
  if (!drawn?.x || !drawn.y) return null
  const [x, y] = [drawn.x.map(asNumber), drawn.y.map(asNumber)]
  const isWhole = x.length >= 3 && x.length === y.length && [...x, ...y].every(Number.isFinite)
  return isWhole ? { x, y } : null
}

function corners({ x, y }: Readonly<Record<string, readonly unknown[]>>) {
  if (!x || !y) return null
  const [[left, right], [bottom, top]] = [x, y]
  return { x: [left, right, right, left], y: [bottom, bottom, top, top] }
}

/** A place on an axis; those of dates are written in words, in the time without zones that dates are kept in. */
function asNumber(place: unknown): number {
  return typeof place === 'string'
    ? Date.parse(`${place.replace(' ', 'T')}${place.length > 10 ? 'Z' : ''}`)
    : Number(place)
}
