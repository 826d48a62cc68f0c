import type { RepeatModel } from './repeat-model'

/** Frequencies from here on are counted together. */
const mostCounts = 8
/** Different lengths of observation that are told apart. */
const mostAges = 300

/** How many customers made 0, 1, … repeat purchases, and how many the model expects. */
export interface CountCalibration {
  /** The last one is "this many or more". */
  frequency: number
  actual: number
  expected: number
}

/**
 * Compares how often customers bought again with what the model expects of customers observed for as long.
 * Cost: O(n), and one distribution per different length of observation, at most 300.
 */
export function calibrateCounts(
  { frequency, T }: { frequency: Float64Array; T: Float64Array },
  model: RepeatModel,
  parameters: Float64Array,
): CountCalibration[] {
  const actual = new Float64Array(mostCounts)
  const ages = new Map<number, number>()
  const longest = T.reduce((most, age) => Math.max(most, age), 0)
  const distinct = new Set(T).size
  const step = distinct > mostAges ? longest / mostAges : 0
  for (let i = 0; i < frequency.length; i++) {
    const x = Math.min(mostCounts - 1, frequency[i] as number)
    actual[x] = (actual[x] as number) + 1
    const age = step > 0 ? Math.round((T[i] as number) / step) * step : (T[i] as number)
    ages.set(age, (ages.get(age) ?? 0) + 1)
  }
  const expected = new Float64Array(mostCounts)
  for (const [age, customers] of ages) {
    const counts = model.counts(parameters, age, mostCounts - 1)
    let rest = 1
    for (const [x, probability] of counts.entries()) {
      expected[x] = (expected[x] as number) + customers * probability
      rest -= probability
    }
    expected[mostCounts - 1] = (expected[mostCounts - 1] as number) + customers * Math.max(0, rest)
  }
  return Array.from(actual, (count, x) => ({ frequency: x, actual: count, expected: expected[x] as number }))
}
