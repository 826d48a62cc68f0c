import type { CoxData } from './cox-likelihood'

/**
 * Harrell's concordance: how often, of two rows of which one's event came first, that one had the higher risk; equal risks
 * count half. Rows without event at the time of another's event lasted longer; two events at one time are not compared.
 * @returns null when no two rows can be compared
 * Cost: O(n log n), with a Fenwick tree over the ranks of risk.
 */
export function concordance(
  { ordered, happened, covariates, nColumns: d }: CoxData,
  beta: Float64Array,
): number | null {
  const n = happened.length
  const risk = Float64Array.from({ length: n }, (_, i) =>
    beta.reduce((sum, value, j) => sum + value * (covariates[i * d + j] as number), 0),
  )
  const distinct = [...new Set(risk)].sort((a, b) => a - b)
  const place = new Map(distinct.map((value, k) => [value, k + 1]))
  const tree = new Float64Array(distinct.length + 1)
  const add = (i: number) => {
    for (let k = place.get(risk[i] as number) as number; k < tree.length; k += k & -k) tree[k] = (tree[k] as number) + 1
  }
  const upTo = (k: number) => {
    let sum = 0
    for (let at = k; at > 0; at -= at & -at) sum += tree[at] as number
    return sum
  }
  const { order, starts, times } = ordered
  let [right, tied, compared, longer] = [0, 0, 0, 0]
  for (let k = times.length - 1; k >= 0; k--) {
    const rows = order.subarray(starts[k], starts[k + 1])
    const ended = rows.filter((i) => happened[i] === 1)
    const lasting = rows.filter((i) => happened[i] === 0)
    for (const i of lasting) add(i)
    longer += lasting.length
    for (const i of ended) {
      const at = place.get(risk[i] as number) as number
      const below = upTo(at - 1)
      right += below
      tied += upTo(at) - below
      compared += longer
    }
    for (const i of ended) add(i)
    longer += ended.length
  }
  return compared > 0 ? (right + tied / 2) / compared : null
}
