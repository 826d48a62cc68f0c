/** Squared Euclidean distance between two points of d coordinates inside flat arrays, by their offsets. */
export function squaredGap(a: Float64Array, startA: number, b: Float64Array, startB: number, d: number): number {
  let total = 0
  for (let j = 0; j < d; j++) {
    const difference = (a[startA + j] as number) - (b[startB + j] as number)
    total += difference * difference
  }
  return total
}
