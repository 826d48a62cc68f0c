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
  const [low, high] = ends.map(Number)
  if (low === undefined || high === undefined || !Number.isFinite(low) || !Number.isFinite(high)) return undefined
  return low <= high ? [low, high] : [high, low]
}
