/** How much two partitions of the same rows agree; 1 means fully, for all but the mutual information (in nats). */
export interface PartitionAgreement {
  rand: number
  /** Corrected for chance: 0 is what random labels reach. */
  adjustedRand: number
  mutualInformation: number
  /** Mutual information over the arithmetic mean of the entropies. */
  nmi: number
  /** The same, corrected for chance. */
  ami: number
  /** How far each group of the second lies in one group of the first. */
  homogeneity: number
  /** How far each group of the first lies in one group of the second. */
  completeness: number
  vMeasure: number
  fowlkesMallows: number
  /** Share of rows in the largest overlap of their group of the second. */
  purity: number
}

/**
 * Indexes of agreement from the table of counts.
 * @param counts r × c: rows in group i of the first and group j of the second; no empty row or column
 * Cost: O(r·c·n) at worst, for the expected mutual information.
 * Source: Hubert & Arabie (1985); Vinh, Epps & Bailey (2010); Rosenberg & Hirschberg (2007); Fowlkes & Mallows (1983); degenerate
 * cases as scikit-learn decides them.
 */
export function partitionAgreement(counts: readonly (readonly number[])[]): PartitionAgreement {
  const a = counts.map((row) => total(row))
  const b = (counts[0] ?? []).map((_, j) => total(counts.map((row) => row[j] as number)))
  const n = total(a)
  const [entropyA, entropyB] = [entropyOf(a, n), entropyOf(b, n)]
  const mutualInformation = informationOf(counts, a, b, n)
  const trivial = a.length === 1 && b.length === 1
  const homogeneity = entropyA > 0 ? mutualInformation / entropyA : 1
  const completeness = entropyB > 0 ? mutualInformation / entropyB : 1
  const mean = (entropyA + entropyB) / 2
  return {
    ...pairIndexes(counts, a, b, n),
    mutualInformation,
    nmi: trivial ? 1 : mutualInformation > 0 ? mutualInformation / mean : 0,
    ami: trivial ? 1 : adjusted(mutualInformation, expectedInformation(a, b, n), mean),
    homogeneity,
    completeness,
    vMeasure: homogeneity + completeness > 0 ? (2 * homogeneity * completeness) / (homogeneity + completeness) : 0,
    purity: total(b.map((_, j) => Math.max(...counts.map((row) => row[j] as number)))) / n,
  }
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

function entropyOf(sizes: readonly number[], n: number): number {
  return sizes.length === 1 ? 0 : -total(sizes.map((size) => (size / n) * Math.log(size / n)))
}

function informationOf(
  counts: readonly (readonly number[])[],
  a: readonly number[],
  b: readonly number[],
  n: number,
): number {
  let information = 0
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      if (count > 0) information += (count / n) * Math.log((n * count) / ((a[i] as number) * (b[j] as number)))
    }
  }
  return information > 4 * Number.EPSILON ? information : 0
}

/** Indexes that count pairs of rows. */
function pairIndexes(counts: readonly (readonly number[])[], a: readonly number[], b: readonly number[], n: number) {
  const pairs = (values: readonly number[]) => total(values.map((value) => (value * (value - 1)) / 2))
  const all = (n * (n - 1)) / 2
  const [both, first, second] = [pairs(counts.flat()), pairs(a), pairs(b)]
  const chance = all > 0 ? (first * second) / all : 0
  const most = (first + second) / 2
  return {
    rand: all > 0 ? (all + 2 * both - first - second) / all : 1,
    adjustedRand: both === first && both === second ? 1 : (both - chance) / (most - chance),
    fowlkesMallows: both > 0 ? Math.sqrt(both / first) * Math.sqrt(both / second) : 0,
  }
}

/** 0 where chance alone explains everything, as when every row is a group of its own. */
function adjusted(information: number, expected: number, mean: number): number {
  if (Math.abs(information - expected) <= 8 * Number.EPSILON * mean) return 0
  const room = mean - expected
  const divisor = room < 0 ? Math.min(room, -Number.EPSILON) : Math.max(room, Number.EPSILON)
  return (information - expected) / divisor
}

/** Mutual information that random labels with these group sizes have on average (hypergeometric). */
function expectedInformation(a: readonly number[], b: readonly number[], n: number): number {
  const logFactorial = new Float64Array(n + 1)
  for (let i = 2; i <= n; i++) logFactorial[i] = (logFactorial[i - 1] as number) + Math.log(i)
  const f = (i: number) => logFactorial[i] as number
  let expected = 0
  for (const x of a) {
    for (const y of b) {
      const fixed = f(x) + f(y) + f(n - x) + f(n - y) - f(n)
      for (let both = Math.max(1, x + y - n); both <= Math.min(x, y); both++) {
        const term = (both / n) * Math.log((n * both) / (x * y))
        expected += term * Math.exp(fixed - f(both) - f(x - both) - f(y - both) - f(n - x - y + both))
      }
    }
  }
  return expected
}
