import type { FigureElement } from '../../contract/result-elements'
import { literal, quantity, type Text } from '../../contract/text'
import { conditionWords } from '../../learning/trees/condition-words'
import { methodWords } from '../../transactions/method-words'
import type { TreeNode, TreeResult } from './method'

const { at } = methodWords('decision-tree')

/** Levels drawn below the root; more cannot be read. */
const LEVELS = 3
/** Pixels between levels. */
const LEVEL_HEIGHT = 110

interface Placed {
  node: TreeNode
  x: number
  depth: number
  parent: Placed | null
  isDrawnLeaf: boolean
}

/** The top of the tree as boxes and lines; left is where the condition holds. */
export function treeFigure(result: TreeResult): FigureElement {
  const { tree, depth, task, classes } = result
  const placed = placeNodes(tree)
  const splits = placed.filter(({ isDrawnLeaf }) => !isDrawnLeaf)
  const values = placed.map(({ node }) => shownValue(node, classes))
  const isRegression = task === 'regression'
  const first = tree[0] as TreeNode
  return {
    type: 'figure',
    id: 'tree',
    title: at('tree.title', { condition: conditionOf(first) }),
    caption: at(depth > LEVELS ? 'tree.captionTop' : 'tree.caption', { levels: LEVELS, depth }),
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: placed.flatMap(({ x, parent }) => (parent ? [parent.x, x, null] : [])),
        y: placed.flatMap(({ depth: level, parent }) => (parent ? [-parent.depth, -level, null] : [])),
        line: { color: { $color: 'line' }, width: 1.5 },
        hoverinfo: 'skip',
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'markers',
        x: placed.map(({ x }) => x),
        y: placed.map(({ depth: level }) => -level),
        marker: {
          size: placed.map(({ node }) => 14 + 26 * Math.sqrt(node.nSamples / first.nSamples)),
          color: values,
          colorscale: [
            [0, { $color: 'sequential-low' }],
            [1, { $color: 'sequential-high' }],
          ],
          ...(isRegression ? {} : { cmin: 0, cmax: 1 }),
          line: { color: { $color: 'line' }, width: 1 },
          showscale: false,
        },
        customdata: placed.map(({ node }) => node.nSamples),
        hovertemplate: isRegression
          ? '%{marker.color:.3~f} (n = %{customdata})<extra></extra>'
          : '%{marker.color:.1%} (n = %{customdata})<extra></extra>',
        showlegend: false,
      },
    ],
    layout: {
      xaxis: { visible: false, fixedrange: true },
      yaxis: { visible: false, fixedrange: true, range: [-Math.min(depth, LEVELS) - 0.55, 0.55] },
      annotations: [
        ...splits.map(({ node, x, depth: level }) => label(conditionOf(node), x, -level, 'bottom', 24)),
        ...placed.map((one, i) => label(valueWords(one, values[i] as number, result), one.x, -one.depth, 'top', -24)),
      ],
    },
    height: 120 + LEVEL_HEIGHT * Math.min(depth, LEVELS),
  }
}

function label(words: Text, x: number, y: number, anchor: 'top' | 'bottom', shift: number) {
  return { x, y, text: { $text: words }, showarrow: false, yanchor: anchor, yshift: shift, font: { size: 11 } }
}

function conditionOf({ term, threshold }: TreeNode): Text {
  return conditionWords({ feature: term ?? '', operator: '<=', threshold: threshold ?? 0 })
}

function shownValue({ value }: TreeNode, classes: readonly string[]): number {
  if (classes.length === 2) return value[1] as number
  return Math.max(...value)
}

function valueWords({ node, isDrawnLeaf }: Placed, shown: number, { task, classes, tree }: TreeResult): Text {
  const share = quantity(node.nSamples / (tree[0] as TreeNode).nSamples, 'percent', 0)
  const rows = quantity(node.nSamples, 'count')
  if (task === 'regression') return at('tree.mean', { value: quantity(shown, 'number', 2), rows, share })
  const own = classes.length > 2 ? (classes[node.value.indexOf(shown)] as string) : ''
  const values = { value: quantity(shown, 'percent', 0), rows, share, class: literal(own) }
  return at(classes.length > 2 ? 'tree.class' : isDrawnLeaf ? 'tree.leaf' : 'tree.split', values)
}

/** Drawn leaves side by side, each split above the middle of its two. */
function placeNodes(tree: readonly TreeNode[]): Placed[] {
  const placed: Placed[] = []
  let nextX = 0
  const place = (at: number, depth: number, parent: Placed | null): Placed => {
    const node = tree[at] as TreeNode
    const isDrawnLeaf = node.left === null || node.right === null || depth === LEVELS
    const own: Placed = { node, x: 0, depth, parent, isDrawnLeaf }
    placed.push(own)
    if (isDrawnLeaf) own.x = nextX++
    else {
      const left = place(node.left as number, depth + 1, own)
      const right = place(node.right as number, depth + 1, own)
      own.x = (left.x + right.x) / 2
    }
    return own
  }
  place(0, 0, null)
  return placed
}
