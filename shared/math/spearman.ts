import { pearson } from './pearson'
import { averageRanks } from './ranks'

/**
 * Spearman's rank correlation: Pearson's correlation of the average ranks.
 * @returns in [−1, 1]; NaN when either sample is constant
 * Cost: O(n log n). Source: Spearman (1904), with mid-ranks for ties.
 */
export function spearman(x: Float64Array, y: Float64Array): number {
  return pearson(averageRanks(x), averageRanks(y))
}
