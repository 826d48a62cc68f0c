import { leafCount, type Tree } from './trees'

/** A condition of a rule: the feature's value is at most, or more than, the threshold. */
export interface RuleCondition {
  feature: string
  operator: '<=' | '>'
  threshold: number
}

/** One leaf as a rule: all conditions hold, several about the same feature joined to the tightest. */
export interface TreeRule {
  conditions: RuleCondition[]
  /** Shares by class, or the mean. */
  value: number[]
  nSamples: number
}

/** The leaves of a tree as rules, from left to right. */
export function treeRules(tree: Tree, featureNames: readonly string[]): TreeRule[] {
  const rules: TreeRule[] = []
  const pending: { node: number; conditions: RuleCondition[] }[] = [{ node: tree.roots[0] as number, conditions: [] }]
  const most = leafCount(tree)
  while (pending.length > 0 && rules.length < most) {
    const { node, conditions } = pending.pop() as { node: number; conditions: RuleCondition[] }
    const j = tree.feature[node] as number
    if (j < 0) {
      const value = Array.from(tree.value.subarray(node * tree.nValues, (node + 1) * tree.nValues))
      rules.push({ conditions, value, nSamples: tree.nSamples[node] as number })
      continue
    }
    const feature = featureNames[j] as string
    const threshold = tree.threshold[node] as number
    pending.push({
      node: tree.right[node] as number,
      conditions: tightened(conditions, { feature, operator: '>', threshold }),
    })
    pending.push({
      node: tree.left[node] as number,
      conditions: tightened(conditions, { feature, operator: '<=', threshold }),
    })
  }
  return rules
}

/** A condition further down a branch is never looser than one above it about the same feature and side. */
function tightened(conditions: readonly RuleCondition[], added: RuleCondition): RuleCondition[] {
  const others = conditions.filter(({ feature, operator }) => feature !== added.feature || operator !== added.operator)
  return [...others, added]
}
