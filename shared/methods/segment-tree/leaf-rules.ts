import type { MeasureType } from '../../dataset/schema'
import type { Condition } from '../../segments/explanation/conditions'
import type { StoredTree, TreeFeature } from './method'

/** A column that the tree asks for: how its values are written, and all its levels if it has such. */
export interface AskedColumn {
  measureType: MeasureType
  levels: readonly string[]
}

/** A leaf and what leads to it, from left to right. */
export interface Leaf {
  node: number
  conditions: Condition[]
}

/** The leaves of a tree, several conditions about one column joined into one. */
export function leavesOf(
  tree: Pick<StoredTree, 'feature' | 'threshold' | 'left' | 'right'>,
  features: readonly TreeFeature[],
  columns: ReadonlyMap<string, AskedColumn>,
): Leaf[] {
  const leaves: Leaf[] = []
  const pending: Leaf[] = [{ node: 0, conditions: [] }]
  for (let leaf = pending.pop(); leaf; leaf = pending.pop()) {
    const { node, conditions } = leaf
    const feature = features[tree.feature[node] as number]
    if (!feature) {
      leaves.push(leaf)
      continue
    }
    const asked = columns.get(feature.column) as AskedColumn
    const threshold = tree.threshold[node] as number
    const child = (isLeft: boolean): Leaf => ({
      node: (isLeft ? tree.left : tree.right)[node] as number,
      conditions: narrowed(conditions, feature, asked, threshold, isLeft),
    })
    pending.push(child(false), child(true))
  }
  return leaves
}

/** The conditions with one more: at most, or above, a threshold; for a level, without it or nothing else. */
function narrowed(
  conditions: readonly Condition[],
  { column, level }: TreeFeature,
  { measureType, levels }: AskedColumn,
  threshold: number,
  isLeft: boolean,
): Condition[] {
  const open: Condition = { column, measureType, min: null, max: null, includes: 'max', levels: null }
  const known = conditions.find((condition) => condition.column === column) ?? open
  const others = conditions.filter((condition) => condition.column !== column)
  if (level === null) return [...others, isLeft ? { ...known, max: threshold } : { ...known, min: threshold }]
  const allowed = isLeft ? (known.levels ?? levels).filter((one) => one !== level) : [level]
  return [...others, { ...known, levels: allowed }]
}
