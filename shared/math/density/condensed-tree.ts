import type { MergeTree } from '../hierarchical/merge-tree'

/** A group that persists over a range of densities. */
interface Group {
  parent: number
  /** Density (1 / distance) at which it comes into being. */
  birth: number
  children: number[]
  /** Excess of mass: how much density its rows add while they are in it. */
  stability: number
  selected: boolean
}

export interface DensityGroups {
  /** n; −1 noise. */
  labels: Int32Array
  /** n; how long a row stays in its group as density rises, 1 for the last; 0 for noise. */
  probabilities: Float64Array
  /** Excess of mass of every group chosen, by label. */
  stabilities: number[]
}

/**
 * The most persistent groups of a single-linkage tree: branches with at least `minSize` rows are groups, and those are chosen
 * whose excess of mass is greatest among all that do not overlap. The whole data set is never one group.
 * @param minSize at least 2
 * Cost: O(n). Source: Campello, Moulavi, Zimek & Sander (2015), "Hierarchical density estimates", excess of mass.
 */
export function densityGroups(tree: MergeTree, minSize: number): DensityGroups {
  const n = tree.heights.length + 1
  const sizes = nodeSizes(tree)
  const groups: Group[] = [newGroup(-1, 0)]
  const groupOf = new Int32Array(n)
  const leaves = new Float64Array(n)
  const floor = leastHeight(tree.heights)
  const inside = new Int32Array(2 * n - 1).fill(-1)
  inside[2 * n - 2] = 0
  for (let node = 2 * n - 2; node >= n; node--) {
    const group = inside[node] as number
    if (group < 0) continue
    const merge = node - n
    const density = 1 / Math.max(floor, tree.heights[merge] as number)
    const children = [tree.merges.data[2 * merge] as number, tree.merges.data[2 * merge + 1] as number]
    const large = children.filter((child) => (sizes[child] as number) >= minSize)
    for (const child of children) {
      if (large.length === 2) inside[child] = addGroup(groups, group, density, sizes[child] as number)
      else if (large.includes(child)) inside[child] = group
      else leave({ tree, n, groupOf, leaves, groups, node: child, group, density })
    }
  }
  chooseGroups(groups)
  return labelRows(groups, groupOf, leaves)
}

function newGroup(parent: number, birth: number): Group {
  return { parent, birth, children: [], stability: 0, selected: false }
}

function addGroup(groups: Group[], parent: number, density: number, size: number): number {
  const own = groups[parent] as Group
  own.stability += (density - own.birth) * size
  own.children.push(groups.length)
  groups.push(newGroup(parent, density))
  return groups.length - 1
}

function nodeSizes({ merges, heights }: MergeTree): Int32Array {
  const n = heights.length + 1
  const sizes = new Int32Array(2 * n - 1).fill(1, 0, n)
  for (let i = 0; i < n - 1; i++) {
    sizes[n + i] = (sizes[merges.data[2 * i] as number] as number) + (sizes[merges.data[2 * i + 1] as number] as number)
  }
  return sizes
}

/** Equal rows lie at distance 0; they count as half as far apart as the nearest different ones. */
function leastHeight(heights: Float64Array): number {
  const least = heights.find((height) => height > 0)
  return least === undefined ? 1 : least / 2
}

/** All rows below a node leave a group at a density. */
function leave(at: {
  tree: MergeTree
  n: number
  groupOf: Int32Array
  leaves: Float64Array
  groups: Group[]
  node: number
  group: number
  density: number
}): void {
  const { tree, n, groupOf, leaves, groups, group, density } = at
  const own = groups[group] as Group
  const stack = [at.node]
  while (stack.length > 0) {
    const node = stack.pop() as number
    if (node >= n)
      stack.push(tree.merges.data[2 * (node - n)] as number, tree.merges.data[2 * (node - n) + 1] as number)
    else {
      groupOf[node] = group
      leaves[node] = density
      own.stability += density - own.birth
    }
  }
}

/** From the youngest groups up: a group is chosen unless its children together are worth more. */
function chooseGroups(groups: Group[]): void {
  for (let i = groups.length - 1; i > 0; i--) {
    const group = groups[i] as Group
    const below = group.children.reduce((sum, child) => sum + (groups[child] as Group).stability, 0)
    group.selected = group.children.length === 0 || group.stability >= below
    if (!group.selected) group.stability = below
  }
  for (const group of groups) {
    const above = groups[group.parent]
    if (above && (above.selected || isCovered(groups, above))) group.selected = false
  }
}

function isCovered(groups: readonly Group[], group: Group): boolean {
  for (let above = groups[group.parent]; above; above = groups[above.parent]) if (above.selected) return true
  return false
}

function labelRows(groups: readonly Group[], groupOf: Int32Array, leaves: Float64Array): DensityGroups {
  const names = new Map(groups.flatMap((group, i) => (group.selected ? [i] : [])).map((group, label) => [group, label]))
  const owner = Int32Array.from(groups, (_, i) => i)
  for (const [i, group] of groups.entries())
    if (!names.has(i)) owner[i] = group.parent < 0 ? -1 : (owner[group.parent] as number)
  const labels = groupOf.map((group) => names.get(owner[group] as number) ?? -1)
  const most = new Float64Array(names.size)
  for (const [row, label] of labels.entries()) {
    if (label >= 0) most[label] = Math.max(most[label] as number, leaves[row] as number)
  }
  const probabilities = leaves.map((density, row) => {
    const label = labels[row] as number
    return label < 0 ? 0 : density / (most[label] as number)
  })
  return { labels, probabilities, stabilities: [...names.keys()].map((group) => (groups[group] as Group).stability) }
}
