/** Different durations in ascending order, and the rows of each. */
export interface OrderedTimes {
  /** Ascending, each once. */
  times: Float64Array
  /** Rows in order of their duration. */
  order: Int32Array
  /** Rows of time k are `order[starts[k]]` up to `order[starts[k + 1] − 1]`. */
  starts: Int32Array
}

/** Orders rows by duration. Cost: O(n + k log k) for k different durations. */
export function orderedTimes(durations: Float64Array): OrderedTimes {
  const places = new Map<number, number>()
  for (const value of durations) places.set(value, 0)
  const times = Float64Array.from(places.keys()).sort()
  for (let k = 0; k < times.length; k++) places.set(times[k] as number, k)
  const starts = new Int32Array(times.length + 1)
  const place = new Int32Array(durations.length)
  for (let i = 0; i < durations.length; i++) {
    const k = places.get(durations[i] as number) as number
    place[i] = k
    starts[k + 1] = (starts[k + 1] as number) + 1
  }
  for (let k = 0; k < times.length; k++) starts[k + 1] = (starts[k + 1] as number) + (starts[k] as number)
  const next = starts.slice()
  const order = new Int32Array(durations.length)
  for (let i = 0; i < durations.length; i++) {
    const k = place[i] as number
    order[next[k] as number] = i
    next[k] = (next[k] as number) + 1
  }
  return { times, order, starts }
}
