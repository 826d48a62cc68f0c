import type { Progress } from '../../contract/run-events'
import type { RowSpace } from '../row-space'
import type { RawMerges } from './merge-tree'

const STEPS_PER_YIELD = 128

/**
 * Single linkage from the minimum spanning tree, which grows point by point.
 * @param space m ≥ 2 points
 * @param coreDistances per point a least distance to everything, for HDBSCAN's mutual reachability; none when absent
 * Cost: O(m²·d) time, O(m) memory. Source: Prim (1957); Gower & Ross (1969).
 */
export function* singleTree(space: RowSpace, coreDistances?: Float64Array): Generator<Progress, RawMerges, void> {
  const m = space.nRows
  const left = new Int32Array(m - 1)
  const right = new Int32Array(m - 1)
  const heights = new Float64Array(m - 1)
  const outside = Int32Array.from({ length: m - 1 }, (_, i) => i + 1)
  const nearest = new Int32Array(m)
  const reach = new Float64Array(m).fill(Number.POSITIVE_INFINITY)
  let here = 0
  for (let done = 0; done < m - 1; done++) {
    const rest = m - 1 - done
    const core = coreDistances?.[here] ?? 0
    let closest = 0
    let least = Number.POSITIVE_INFINITY
    for (let p = 0; p < rest; p++) {
      const i = outside[p] as number
      const distance = Math.max(space.distance(here, i), core, coreDistances?.[i] ?? 0)
      if (distance < (reach[i] as number)) {
        reach[i] = distance
        nearest[i] = here
      }
      if ((reach[i] as number) < least) {
        least = reach[i] as number
        closest = p
      }
    }
    here = outside[closest] as number
    left[done] = nearest[here] as number
    right[done] = here
    heights[done] = least
    outside.copyWithin(closest, closest + 1, rest)
    if (done % STEPS_PER_YIELD === 0) yield { stage: 'hierarchy', fraction: done / (m - 1) }
  }
  return { left, right, heights }
}
