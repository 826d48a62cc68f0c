/** The visible part of a figure in data units. */
export interface Viewport {
  x: [number, number]
  y: [number, number]
}

/** A change of the visible part: another one, all of it again (null), or none (undefined: another kind of change). */
export function viewportOf(change: Readonly<Record<string, unknown>>): Viewport | null | undefined {
  if (change['xaxis.autorange'] || change['yaxis.autorange']) return null
  const x = rangeOf(change, 'xaxis')
  const y = rangeOf(change, 'yaxis')
  return x && y ? { x, y } : undefined
}

/** The range of an axis, from low to high, however Plotly writes it. */
function rangeOf(change: Readonly<Record<string, unknown>>, axis: string): [number, number] | undefined {
  const whole = change[`${axis}.range`]
  const ends = Array.isArray(whole) ? whole : [change[`${axis}.range[0]`], change[`${axis}.range[1]`]]
  const [low, high] = ends.map(placeOf)
  if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high)) return undefined
  return low <= high ? [low, high] : [high, low]
}

/** A place on an axis as a number; Plotly writes those on axes of dates as "2024-03-05 13:45", in UTC. */
function placeOf(written: unknown): number {
  const isDate = typeof written === 'string' && /^\d{4}-\d\d/.test(written)
  if (!isDate) return Number(written)
  const [day = '', time = '00:00'] = written.split(' ')
  return Date.parse(`${day.length === 7 ? `${day}-01` : day}T${time}Z`)
}
