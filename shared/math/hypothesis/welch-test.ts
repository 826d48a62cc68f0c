import { studentTwoSided } from '../student-tail'

/** Size, mean and sum of squared deviations of a group. */
export interface GroupMoments {
  n: number
  mean: number
  squares: number
}

export interface WelchTest {
  t: number
  degrees: number
  p: number
  /** (first − second) / pooled standard deviation. */
  cohenD: number
}

/**
 * Whether two groups have the same mean, without assuming that they vary alike, and how far apart they are.
 * @returns null when a group has fewer than two values or nothing varies
 * Source: Welch (1947); Cohen (1988) with the pooled standard deviation, divisor n₁ + n₂ − 2.
 */
export function welchTest(first: GroupMoments, second: GroupMoments): WelchTest | null {
  if (first.n < 2 || second.n < 2) return null
  const [v1, v2] = [first, second].map(({ n, squares }) => squares / (n - 1) / n) as [number, number]
  const pooled = Math.sqrt((first.squares + second.squares) / (first.n + second.n - 2))
  if (!(v1 + v2 > 0)) return null
  const t = (first.mean - second.mean) / Math.sqrt(v1 + v2)
  const degrees = (v1 + v2) ** 2 / (v1 ** 2 / (first.n - 1) + v2 ** 2 / (second.n - 1))
  return { t, degrees, p: studentTwoSided(t, degrees), cohenD: (first.mean - second.mean) / pooled }
}
