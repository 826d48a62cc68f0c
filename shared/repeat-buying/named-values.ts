/** Values by name; null for what is not finite. */
export function namedValues<N extends string>(names: readonly N[], values: Float64Array): Record<N, number | null> {
  const entries = names.map((name, i) => {
    const value = values[i] as number
    return [name, Number.isFinite(value) ? value : null]
  })
  return Object.fromEntries(entries) as Record<N, number | null>
}
