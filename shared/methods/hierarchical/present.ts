import type { FigureElement, NoticeElement, ResultElement } from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import type { TreeTop } from '../../math/hierarchical/tree-top'
import { choiceReason } from '../../segments/choose-by-silhouette'
import {
  type SegmentContext,
  segmentElements,
  segmentHeadline,
  segmentMetrics,
  segmentNotices,
} from '../../segments/present-segmentation'
import { segmentColor } from '../../segments/segment-figures'
import type { HierarchicalResult } from './method'

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.hierarchical.result.${id}`, values)

/** Shows the tree with its cut, then the segments as every segment method does. */
export function present(result: HierarchicalResult, context: SegmentContext): ResultElement[] {
  return [
    segmentHeadline(result, context),
    ...choiceReason(result.kChoice, result.sizes.length),
    ...segmentMetrics(result),
    {
      type: 'metric',
      id: 'cut-height',
      label: word('height.label'),
      hint: word('height.hint'),
      value: result.cutHeight,
      unit: 'number',
    },
    ...representativesNotice(result, context),
    ...segmentNotices(result, context),
    dendrogram(result),
    ...segmentElements(result, context),
  ]
}

function representativesNotice({ representatives }: HierarchicalResult, context: SegmentContext): NoticeElement[] {
  if (representatives === null) return []
  const rows = quantity(context.diagnostics.rowsUsed, 'count')
  const words = word('representatives', { representatives: quantity(representatives, 'count'), rows })
  return [{ type: 'notice', id: 'representatives', level: 'info', text: words }]
}

/** A node as it is drawn: where its line stands, how high it is, and its segment (null above the cut). */
interface Node {
  x: number
  height: number
  segment: number | null
}

/** The top of the tree: lines in the colour of their segment, dimmed above the cut. */
function dendrogram({ treeTop, sizes, cutHeight }: HierarchicalResult): FigureElement {
  const leaves = treeTop.leaves.length
  const positions = treeTop.leaves.map((_, i) => i)
  return {
    type: 'figure',
    id: 'dendrogram',
    title: word('tree.title', { count: sizes.length }),
    caption: word('tree.caption', { leaves }),
    data: [
      ...[...linesBySegment(treeTop)].map(([segment, { x, y }]) => ({
        type: 'scatter',
        mode: 'lines',
        x,
        y,
        line: { color: segment === null ? { $color: 'muted' } : segmentColor(segment), width: 2 },
        hoverinfo: 'skip',
        showlegend: false,
      })),
      {
        type: 'scatter',
        mode: 'lines',
        x: [-0.5, leaves - 0.5],
        y: [cutHeight, cutHeight],
        line: { color: { $color: 'ink' }, width: 1, dash: 'dash' },
        hoverinfo: 'skip',
        showlegend: false,
      },
    ],
    layout: {
      xaxis: {
        tickvals: positions,
        ticktext: treeTop.leaves.map(({ size }) => ({ $text: word('tree.leaf', { rows: quantity(size, 'count') }) })),
        tickangle: -90,
        automargin: true,
        showgrid: false,
      },
      yaxis: { title: { text: { $text: word('tree.y') } }, rangemode: 'tozero' },
      hovermode: false,
    },
    height: 400,
  }
}

/** The ∩ of every join, gathered by segment. */
function linesBySegment({ leaves, joins }: TreeTop) {
  const lines = new Map<number | null, { x: (number | null)[]; y: (number | null)[] }>()
  const nodes: Node[] = leaves.map(({ segment }, x) => ({ x, height: 0, segment }))
  for (const { left, right, height } of joins) {
    const [a, b] = [nodes[left] as Node, nodes[right] as Node]
    const segment = a.segment === b.segment ? a.segment : null
    addLine(lines, segment, [a.x, a.x, b.x, b.x, null], [a.height, height, height, b.height, null])
    nodes.push({ x: (a.x + b.x) / 2, height, segment })
  }
  return lines
}

function addLine(
  lines: Map<number | null, { x: (number | null)[]; y: (number | null)[] }>,
  segment: number | null,
  x: (number | null)[],
  y: (number | null)[],
): void {
  const line = lines.get(segment) ?? { x: [], y: [] }
  line.x.push(...x)
  line.y.push(...y)
  lines.set(segment, line)
}
