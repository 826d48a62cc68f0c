import type { Predicted } from '../../learning/predictive/compute-predictive'
import type { DecisionTreeModel } from '../../learning/trees/decision-tree-estimator'
import { impurityImportance } from '../../learning/trees/impurity-importance'
import { treeRules } from '../../learning/trees/tree-rules'
import { leafCount, treeDepth } from '../../learning/trees/trees'
import type { DecisionTreeOwn, TreeNode } from './method'

/** The tree as people and programs read it. */
export function describe({ trained }: Predicted<DecisionTreeModel>): DecisionTreeOwn {
  const { tree, featureNames } = trained.model
  const shares = impurityImportance(tree)
  return {
    nLeaves: leafCount(tree),
    depth: treeDepth(tree),
    rules: treeRules(tree, featureNames),
    tree: Array.from(tree.feature, (_, node) => nodeOf(trained.model, node)),
    impurityImportance: featureNames.map((term, j) => ({ term, importance: shares[j] as number })),
  }
}

function nodeOf({ tree, featureNames }: DecisionTreeModel, node: number): TreeNode {
  const j = tree.feature[node] as number
  const isLeaf = j < 0
  return {
    term: isLeaf ? null : (featureNames[j] as string),
    threshold: isLeaf ? null : (tree.threshold[node] as number),
    left: isLeaf ? null : (tree.left[node] as number),
    right: isLeaf ? null : (tree.right[node] as number),
    nSamples: tree.nSamples[node] as number,
    impurity: tree.impurity[node] as number,
    value: Array.from(tree.value.subarray(node * tree.nValues, (node + 1) * tree.nValues)),
  }
}
