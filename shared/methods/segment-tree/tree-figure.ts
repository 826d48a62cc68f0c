import type { FigureElement } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import { segmentColor } from '../../segments/segment-figures'
import type { SegmentTreeResult } from './method'

/** Levels of the tree that are drawn; the table has all rules. */
const MOST_DEPTH = 5

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.segment-tree.result.${id}`, values)

interface Place {
  node: number
  x: number
  depth: number
  /** Drawn without what is below it. */
  isEnd: boolean
}

/** The tree from its root downwards: questions at the forks, segments at the ends; "yes" goes left. */
export function treeFigure(result: SegmentTreeResult, labelName: (label: number) => Text): FigureElement {
  const { tree } = result
  const places = layOut(tree)
  const at = new Map(places.map((place) => [place.node, place]))
  const edges = places.flatMap(({ node, isEnd }) =>
    isEnd ? [] : [tree.left[node] as number, tree.right[node] as number].map((child) => [node, child] as const),
  )
  const forks = places.filter(({ isEnd }) => !isEnd)
  const ends = places.filter(({ isEnd }) => isEnd)
  const position = (node: number) => at.get(node) as Place
  return {
    type: 'figure',
    id: 'tree',
    title: word('figure.title', { leaves: result.nLeaves }),
    caption: word(result.depth > MOST_DEPTH ? 'figure.captionCut' : 'figure.caption', { depth: MOST_DEPTH }),
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: edges.flatMap(([from, to]) => [position(from).x, position(to).x, null]),
        y: edges.flatMap(([from, to]) => [-position(from).depth, -position(to).depth, null]),
        line: { color: { $color: 'line' }, width: 2 },
        hoverinfo: 'skip',
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'markers+text',
        x: forks.map(({ x }) => x),
        y: forks.map(({ depth }) => -depth),
        text: forks.map(({ node }) => ({ $text: question(result, node) })),
        textposition: 'top center',
        marker: { size: 9, color: { $color: 'muted' } },
        hoverinfo: 'text',
        showlegend: false,
        cliponaxis: false,
      },
      {
        type: 'scatter',
        mode: 'markers+text',
        x: ends.map(({ x }) => x),
        y: ends.map(({ depth }) => -depth),
        text: ends.map(({ node }) => ({ $text: endText(result, node, labelName) })),
        textposition: 'bottom center',
        marker: { size: 16, color: ends.map(({ node }) => segmentColor(tree.label[node] as number)) },
        hoverinfo: 'text',
        showlegend: false,
        cliponaxis: false,
      },
    ],
    layout: {
      xaxis: { visible: false, range: [-0.75, ends.length - 0.25] },
      yaxis: { visible: false, range: [-Math.max(...places.map(({ depth }) => depth)) - 0.6, 0.6] },
      hovermode: 'closest',
    },
    height: 140 + 90 * (1 + Math.max(...places.map(({ depth }) => depth))),
  }
}

/** Ends side by side from left to right, every fork above the middle of its two branches. */
function layOut(tree: SegmentTreeResult['tree']): Place[] {
  const places: Place[] = []
  let ends = 0
  const place = (node: number, depth: number): number => {
    const isEnd = (tree.feature[node] as number) < 0 || depth >= MOST_DEPTH
    const x = isEnd
      ? ends++
      : (place(tree.left[node] as number, depth + 1) + place(tree.right[node] as number, depth + 1)) / 2
    places.push({ node, x, depth, isEnd })
    return x
  }
  place(0, 0)
  return places
}

function question({ tree, treeFeatures }: SegmentTreeResult, node: number): Text {
  const feature = treeFeatures[tree.feature[node] as number]
  const column = literal(feature?.column ?? '')
  if (feature?.level !== null) return word('figure.isNot', { column, level: literal(feature?.level ?? '') })
  return word('figure.atMost', { column, threshold: quantity(tree.threshold[node] as number, 'number') })
}

function endText({ tree }: SegmentTreeResult, node: number, labelName: (label: number) => Text): Text {
  const label = tree.label[node] as number
  const rows = quantity(tree.nSamples[node] as number, 'count')
  return label < 0 ? word('figure.more', { rows }) : word('figure.end', { name: labelName(label), rows })
}
