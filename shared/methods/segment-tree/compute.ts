import { failure } from '../../contract/app-error'
import type { Progress } from '../../contract/run-events'
import { text } from '../../contract/text'
import { growDecisionTree } from '../../learning/trees/grow-decision-tree'
import { impurityImportance } from '../../learning/trees/impurity-importance'
import { leafCount, leafOf, type Tree, treeDepth } from '../../learning/trees/trees'
import { comparable } from '../../segments/explanation/comparable'
import type { MethodContext, MethodInput, Outcome } from '../define-method'
import { parameterInvalid } from '../parse-params'
import { spreadLabels } from '../spread-rows'
import { type AskedColumn, type Leaf, leavesOf } from './leaf-rules'
import type { LeafRule, SegmentTreeParams, SegmentTreeResult, StoredTree, TreeFeature } from './method'
import { readTarget, type TreeTarget } from './read-target'
import { treeSpace } from './tree-space'

/**
 * Turns a segmentation, or an amount, into rules: a decision tree grown on the columns given; see `growDecisionTree`.
 * @throws tooFewRows, tooManyLevels, columnNotNumeric, columnConstant; parameterInvalid when the criterion does not fit the target
 * Cost: O(n·d·log n + depth·n·d).
 */
export function* compute(
  input: MethodInput,
  params: SegmentTreeParams,
  context: MethodContext,
): Generator<Progress, Outcome<SegmentTreeResult>, void> {
  const [given] = input.columns['target'] ?? []
  if (!given) throw failure('internal', { detail: 'segment-tree has no target' })
  const columns = (input.columns['features'] ?? []).filter(({ name }) => name !== given.name)
  const method = text('methods.segment-tree.name')
  if (columns.length === 0) throw failure('tooFewColumns', { method, needed: 1, given: 0 })
  const target = readTarget(given, params.task)
  const { x, rows, features } = treeSpace(columns, target.column, input.nRows)
  yield { stage: 'preparing', fraction: null }
  const y = Float64Array.from(rows, (row) => target.y[row] as number)
  requireVariation(y, given.name)
  const nClasses = target.classes.length
  const { maxDepth, minSamplesLeaf, pruning: ccpAlpha } = params
  const options = { criterion: criterionFor(params, nClasses), maxDepth, minSamplesLeaf, ccpAlpha }
  const grown = yield* growDecisionTree(x, y, nClasses, null, options, context)
  const asked = new Map(columns.map(comparable).map((column) => [column.name, askedOf(column)]))
  const leaves = leavesOf(grown, features, asked)
  const { tree, classes } = labelled(grown, leaves, target)
  const leaf = Int32Array.from(rows, (_, i) => leafOf(grown, 0, x.data, i * x.nColumns))
  const labels = leaf.map((node) => tree.label[node] as number)
  const rules = leaves.map((one) => ruleOf(one, grown, tree, classes, y, leaf, nClasses > 0))
  const result: SegmentTreeResult = {
    labels: spreadLabels(labels, rows, input.nRows),
    classes,
    isAmount: nClasses === 0,
    rules: nClasses > 0 ? rules : rules.sort((a, b) => (b.value as number) - (a.value as number)),
    fidelity: nClasses > 0 ? accuracy(labels, y) : explained(grown, leaf, y),
    nLeaves: leafCount(grown),
    depth: treeDepth(grown),
    tree,
    treeFeatures: features,
    importance: importanceOf(grown, features),
    sizes: classes.map((_, label) => labels.reduce((count, own) => count + (own === label ? 1 : 0), 0)),
  }
  const rowsDropped = input.nRows - rows.length
  const dropped = rowsDropped > 0 ? [{ reason: text('analysis.dropped.missingValue'), rows: rowsDropped }] : []
  return { result, diagnostics: { rowsUsed: rows.length, rowsDropped, dropped, converged: null, iterations: null } }
}

function requireVariation(y: Float64Array, column: string): void {
  if (y.some((value) => value !== y[0])) return
  throw failure('columnConstant', { column, value: y[0] ?? 0 }, { column })
}

function criterionFor({ criterion }: SegmentTreeParams, nClasses: number): 'gini' | 'entropy' | 'squared-error' {
  const fits = criterion === 'auto' || nClasses > 0 === (criterion !== 'squared-error')
  if (!fits) {
    const options = nClasses > 0 ? 'gini, entropy' : 'squared-error'
    throw parameterInvalid('segment-tree', 'criterion', text('errors.constraint.oneOf', { options }), criterion)
  }
  if (criterion !== 'auto') return criterion
  return nClasses > 0 ? 'gini' : 'squared-error'
}

function askedOf(column: ReturnType<typeof comparable>): AskedColumn {
  return { measureType: column.measureType, levels: column.kind === 'categorical' ? column.levels : [] }
}

/** The tree with a label at every node, and what labels stand for: segments, or leaves from the highest amount to the lowest. */
function labelled(
  grown: Tree,
  leaves: readonly Leaf[],
  { classes }: TreeTarget,
): { tree: StoredTree; classes: string[] } {
  const { feature, threshold, left, right, nSamples, impurity, value, nValues } = grown
  const label = new Int32Array(feature.length).fill(-1)
  const base = { feature, threshold, left, right, nSamples, impurity, label }
  if (classes.length > 0) {
    for (let node = 0; node < label.length; node++) {
      const shares = value.subarray(node * nValues, (node + 1) * nValues)
      label[node] = shares.indexOf(Math.max(...shares))
    }
    return { tree: base, classes }
  }
  const ranked = leaves.map(({ node }) => node).sort((a, b) => (value[b] as number) - (value[a] as number))
  for (const [place, node] of ranked.entries()) label[node] = place
  return { tree: base, classes: ranked.map((_, place) => String(place + 1)) }
}

function ruleOf(
  { node, conditions }: Leaf,
  grown: Tree,
  tree: StoredTree,
  classes: readonly string[],
  y: Float64Array,
  leaf: Int32Array,
  isClass: boolean,
): LeafRule {
  const label = tree.label[node] as number
  const segment = classes[label] as string
  let [support, hits, size] = [0, 0, 0]
  for (let i = 0; i < y.length; i++) {
    const isIn = leaf[i] === node
    if (isIn) support++
    if (isIn && y[i] === label) hits++
    if (y[i] === label) size++
  }
  if (!isClass) {
    const value = grown.value[node] as number
    return { segment, value, conditions, coverage: support / y.length, precision: null, support }
  }
  return { segment, value: null, conditions, coverage: size > 0 ? hits / size : 0, precision: hits / support, support }
}

function accuracy(labels: Int32Array, y: Float64Array): number {
  return labels.reduce((hits, label, i) => hits + (label === y[i] ? 1 : 0), 0) / labels.length
}

/** R² of the leaves' means. */
function explained({ value }: Tree, leaf: Int32Array, y: Float64Array): number {
  const mean = y.reduce((sum, one) => sum + one, 0) / y.length
  let [rest, total] = [0, 0]
  for (let i = 0; i < y.length; i++) {
    rest += ((y[i] as number) - (value[leaf[i] as number] as number)) ** 2
    total += ((y[i] as number) - mean) ** 2
  }
  return 1 - rest / total
}

function importanceOf(grown: Tree, features: readonly TreeFeature[]): SegmentTreeResult['importance'] {
  const shares = impurityImportance(grown)
  const byColumn = new Map<string, number>()
  for (const [j, { column }] of features.entries())
    byColumn.set(column, (byColumn.get(column) ?? 0) + (shares[j] as number))
  return [...byColumn].map(([column, share]) => ({ column, share })).sort((a, b) => b.share - a.share)
}
