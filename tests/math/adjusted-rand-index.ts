/** Agreement of two labellings, 1 when they are the same up to renaming. Source: Hubert & Arabie (1985). */
export function adjustedRandIndex(first: readonly number[], second: readonly number[]): number {
  const pairs = (counts: Iterable<number>) => [...counts].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  const count = (keys: readonly (string | number)[]) => {
    const counts = new Map<string | number, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts.values()
  }
  const both = pairs(count(first.map((label, i) => `${label}|${second[i]}`)))
  const [a, b] = [pairs(count(first)), pairs(count(second))]
  const chance = (a * b) / ((first.length * (first.length - 1)) / 2)
  const most = (a + b) / 2
  return most === chance ? 1 : (both - chance) / (most - chance)
}
