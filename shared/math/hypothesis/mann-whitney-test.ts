import { chiSquaredTail } from '../chi-squared'

export interface MannWhitneyTest {
  /** How many pairs the first group wins, ties counting half. */
  u: number
  /** Two-sided, normal approximation with continuity and tie correction. */
  p: number
}

/**
 * Whether the values of one group tend to be larger than those of another, from ranks of both together.
 * @param rankSum of the first group, equal values sharing their mean rank
 * @param tieSum Σ (t³ − t) over groups of t equal values
 * @returns null when a group is empty or all values are equal
 * Source: Mann & Whitney (1947).
 */
export function mannWhitneyTest(rankSum: number, n1: number, n2: number, tieSum: number): MannWhitneyTest | null {
  const n = n1 + n2
  const variance = ((n1 * n2) / 12) * (n + 1 - tieSum / (n * (n - 1)))
  if (n1 === 0 || n2 === 0 || !(variance > 0)) return null
  const u = rankSum - (n1 * (n1 + 1)) / 2
  const gap = Math.max(0, Math.abs(u - (n1 * n2) / 2) - 0.5)
  return { u, p: chiSquaredTail((gap * gap) / variance, 1) }
}
