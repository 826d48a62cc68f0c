import type { Progress } from '../../contract/run-events'
import type { Matrix } from '../../dataset/column'
import type { MethodContext } from '../../methods/define-method'
import { chunksOf, sharedFloats, sharedIntegers } from '../chunks'
import { findRoot } from '../find-root'
import type { RawMerges } from '../hierarchical/merge-tree'
import type { KdTree } from '../kd-tree'
import type { OutsideBuffers } from '../kernels/nearest-outside'
import { runKernel } from '../run-kernel'

const ROWS_PER_SLICE = 1024
const SLICES_PER_STEP = 8

/**
 * Minimum spanning tree in mutual reachability, max(distance, both core distances): in each round every component
 * is joined with the nearest point outside it.
 * @param coreDistances per point in the order of the tree
 * @returns n − 1 edges between matrix rows
 * Cost: O(n·log² n) for few features; no n² memory. Source: Boruvka (1926); Campello, Moulavi & Sander (2013).
 */
export function* spanningTree(
  tree: KdTree,
  { nRows: n, nColumns: d }: Pick<Matrix, 'nRows' | 'nColumns'>,
  coreDistances: Float64Array,
  parallel: MethodContext['parallel'],
): Generator<Progress, RawMerges, void> {
  const buffers = createBuffers(tree, n, coreDistances)
  const edges: RawMerges = {
    left: new Int32Array(n - 1),
    right: new Int32Array(n - 1),
    heights: new Float64Array(n - 1),
  }
  const parents = Int32Array.from({ length: n }, (_, i) => i)
  const slices = chunksOf(n, ROWS_PER_SLICE)
  for (let done = 0; done < n - 1; ) {
    noteUniform(buffers)
    for (let at = 0; at < slices.length; at += SLICES_PER_STEP) {
      runKernel(parallel, 'nearest-outside', buffers, { nFeatures: d }, slices.slice(at, at + SLICES_PER_STEP))
      yield { stage: 'neighbours', fraction: done / (n - 1) }
    }
    done = joinComponents(buffers, parents, edges, done)
  }
  return edges
}

function createBuffers(tree: KdTree, n: number, coreDistances: Float64Array): OutsideBuffers {
  const nNodes = tree.starts.length
  const buffers: OutsideBuffers = {
    ...tree,
    cores: sharedFloats(n),
    leastCores: sharedFloats(nNodes).fill(Number.POSITIVE_INFINITY),
    components: sharedIntegers(n),
    uniform: sharedIntegers(nNodes),
    nearest: sharedIntegers(n).fill(-1),
    reach: sharedFloats(n),
  }
  for (let p = 0; p < n; p++) {
    buffers.cores[p] = (coreDistances[p] as number) ** 2
    buffers.components[p] = p
  }
  for (let node = 0; node < nNodes; node++) {
    for (let p = tree.starts[node] as number; p < (tree.ends[node] as number); p++) {
      buffers.leastCores[node] = Math.min(buffers.leastCores[node] as number, buffers.cores[p] as number)
    }
  }
  return buffers
}

/** Marks boxes whose points all belong to one component, from the smallest boxes up. */
function noteUniform({ starts, ends, components, uniform }: OutsideBuffers): void {
  for (let node = starts.length - 1; node >= 0; node--) {
    if (2 * node + 2 < starts.length) {
      const [a, b] = [uniform[2 * node + 1] as number, uniform[2 * node + 2] as number]
      uniform[node] = a === b ? a : -1
      continue
    }
    const first = starts[node] as number
    let component = components[first] as number
    for (let p = first + 1; p < (ends[node] as number); p++) if (components[p] !== component) component = -1
    uniform[node] = component
  }
}

/** Joins every component with its nearest neighbour outside; answers how many edges there are now. */
function joinComponents(buffers: OutsideBuffers, parents: Int32Array, edges: RawMerges, before: number): number {
  const { order, components, nearest, reach } = buffers
  const n = components.length
  const best = new Int32Array(n).fill(-1)
  for (let p = 0; p < n; p++) {
    const component = components[p] as number
    const other = best[component] as number
    if (other < 0 || (reach[p] as number) < (reach[other] as number)) best[component] = p
  }
  let done = before
  for (let component = 0; component < n; component++) {
    const from = best[component] as number
    if (from < 0) continue
    const to = nearest[from] as number
    const [a, b] = [findRoot(parents, from), findRoot(parents, to)]
    if (a === b) continue
    parents[Math.max(a, b)] = Math.min(a, b)
    edges.left[done] = order[from] as number
    edges.right[done] = order[to] as number
    edges.heights[done++] = Math.sqrt(reach[from] as number)
  }
  for (let p = 0; p < n; p++) components[p] = findRoot(parents, p)
  return done
}
