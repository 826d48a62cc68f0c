/**
 * The number with the fewest digits that is above `low` and at most `high`: a limit that reads well.
 * @param low below `high`
 */
export function numberBetween(low: number, high: number): number {
  const gap = high - low
  if (!(gap > 0) || !Number.isFinite(gap)) return high
  const finest = Math.floor(Math.log10(gap))
  const coarsest = Math.max(finest, Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)))))
  for (let power = coarsest; power >= finest - 1; power--) {
    const found = Number((Math.floor(high / 10 ** power) * 10 ** power).toPrecision(15))
    if (found > low && found <= high) return found
  }
  return high
}
