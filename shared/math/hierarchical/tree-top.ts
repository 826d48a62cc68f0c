import { z } from 'zod'
import type { MergeTree } from './merge-tree'
import { cutTree } from './merge-tree'

/** The last merges of a tree, small enough to draw. */
export interface TreeTop {
  /** Groups at the bottom, from left to right as they are drawn: rows, and the segment they belong to. */
  leaves: { size: number; segment: number }[]
  /** The joins above, lowest first: node i < leaves is a leaf, leaves + i what join i made. */
  joins: { left: number; right: number; height: number }[]
}

export const treeTopSchema: z.ZodType<TreeTop> = z.object({
  leaves: z.array(z.object({ size: z.number(), segment: z.int() })),
  joins: z.array(z.object({ left: z.int(), right: z.int(), height: z.number() })),
})

/**
 * The top of a tree: at most `most` groups and how they join.
 * @param segments segment per point of the tree
 * @param weights rows per point
 * Cost: O(m).
 */
export function treeTop(
  tree: MergeTree,
  segments: Int32Array,
  weights: ArrayLike<number> | undefined,
  most: number,
): TreeTop {
  const nPoints = tree.heights.length + 1
  const count = Math.min(most, nPoints)
  const groups = cutTree(tree, count)
  const found = Array.from({ length: count }, () => ({ size: 0, segment: -1 }))
  for (const [point, group] of groups.entries()) {
    const leaf = found[group] as (typeof found)[number]
    leaf.size += weights?.[point] ?? 1
    leaf.segment = segments[point] as number
  }
  const { joins, order } = joinsAbove(tree, groups, count)
  const place = new Map(order.map((group, position) => [group, position]))
  const moved = (node: number) => place.get(node) ?? node
  return {
    leaves: order.map((group) => found[group] as (typeof found)[number]),
    joins: joins.map(({ left, right, height }) => ({ left: moved(left), right: moved(right), height })),
  }
}

/** The last merges in terms of groups, and the groups in an order in which no lines cross. */
function joinsAbove({ merges, heights }: MergeTree, groups: Int32Array, count: number) {
  const nPoints = heights.length + 1
  const nodes = new Map<number, number>()
  const first = nPoints - count
  const groupOf = pointOfNodes(merges.data, nPoints)
  const nodeOf = (id: number) => nodes.get(id) ?? (groups[groupOf[id] as number] as number)
  const members = Array.from({ length: count }, (_, group) => [group])
  const joins = Array.from({ length: count - 1 }, (_, i) => {
    const merge = first + i
    const left = nodeOf(merges.data[2 * merge] as number)
    const right = nodeOf(merges.data[2 * merge + 1] as number)
    nodes.set(nPoints + merge, count + i)
    members.push([...(members[left] ?? []), ...(members[right] ?? [])])
    return { left, right, height: heights[merge] as number }
  })
  return { joins, order: members.at(-1) ?? [] }
}

/** A point inside every node. */
function pointOfNodes(merges: Float64Array, nPoints: number): Int32Array {
  const points = Int32Array.from({ length: 2 * nPoints - 1 }, (_, i) => i)
  for (let i = 0; i < nPoints - 1; i++) points[nPoints + i] = points[merges[2 * i] as number] as number
  return points
}
