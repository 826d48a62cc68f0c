/** Weight of the common beginning, and how much of it counts. */
const PREFIX_WEIGHT = 0.1
const PREFIX_LENGTH = 4

let taken = new Uint8Array(64)
let matched = new Uint16Array(64)

/**
 * Similarity of two texts in [0, 1]: 1 when equal, 0 when no character agrees. Characters agree within half the longer text's length;
 * what agrees in another order counts half, and a common beginning counts more.
 * @returns Jaro's similarity raised by Winkler's prefix, without Winkler's threshold for raising
 * Cost: the product of the lengths at worst, a few of them for most pairs.
 * Source: Winkler, String comparator metrics and enhanced decision rules (1990).
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1
  if (a.length === 0 || b.length === 0) return 0
  const jaro = jaroOf(a, b)
  let prefix = 0
  const longest = Math.min(PREFIX_LENGTH, a.length, b.length)
  while (prefix < longest && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * PREFIX_WEIGHT * (1 - jaro)
}

/** The most that texts of these lengths can reach: what cannot suffice need not be compared. */
export function bestSimilarity(a: number, b: number): number {
  const jaro = (Math.min(a, b) / Math.max(a, b) + 2) / 3
  return jaro + PREFIX_LENGTH * PREFIX_WEIGHT * (1 - jaro)
}

function jaroOf(a: string, b: string): number {
  if (b.length > taken.length || a.length > matched.length) {
    taken = new Uint8Array(2 * Math.max(a.length, b.length))
    matched = new Uint16Array(taken.length)
  }
  taken.fill(0, 0, b.length)
  const reach = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1)
  let count = 0
  for (let i = 0; i < a.length; i++) {
    const code = a.charCodeAt(i)
    const end = Math.min(b.length, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (taken[j] === 1 || b.charCodeAt(j) !== code) continue
      taken[j] = 1
      matched[count++] = code
      break
    }
  }
  if (count === 0) return 0
  let [moved, place] = [0, 0]
  for (let j = 0; j < b.length; j++) {
    if (taken[j] === 1 && matched[place++] !== b.charCodeAt(j)) moved++
  }
  return (count / a.length + count / b.length + (count - moved / 2) / count) / 3
}
