/** Whole numbers 0 … n − 1. */
export function positions(n: number): Int32Array {
  const all = new Int32Array(n)
  for (let i = 0; i < n; i++) all[i] = i
  return all
}

/** Values at some positions, as Float64Array. Plain loops: `from` with a function costs ten times as much. */
export function pickFloats(values: Float64Array, at: Int32Array): Float64Array {
  const picked = new Float64Array(at.length)
  for (let i = 0; i < at.length; i++) picked[i] = values[at[i] as number] as number
  return picked
}

/** Values at some positions, as Int32Array. */
export function pickIntegers(values: Int32Array, at: Int32Array): Int32Array {
  const picked = new Int32Array(at.length)
  for (let i = 0; i < at.length; i++) picked[i] = values[at[i] as number] as number
  return picked
}

/** Values at some positions, as Uint8Array. */
export function pickBytes(values: Uint8Array, at: Int32Array): Uint8Array {
  const picked = new Uint8Array(at.length)
  for (let i = 0; i < at.length; i++) picked[i] = values[at[i] as number] as number
  return picked
}

/** Positions of the flags that are 1, ascending. */
export function flagged(flags: Uint8Array): Int32Array {
  const found = new Int32Array(flags.length)
  let count = 0
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) found[count++] = i
  return found.slice(0, count)
}
