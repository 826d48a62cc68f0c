import type { FigureElement, ResultElement } from '../../contract/result-elements'
import { text } from '../../contract/text'

interface Arrow {
  from: string
  to: string
  information: number
}

/** The network drawn as a tree, root at the top, with the strength of each arrow as the width of its line. */
export function networkElements(network: readonly Arrow[]): ResultElement[] {
  if (network.length === 0) return []
  const places = layOut(network)
  const strongest = Math.max(...network.map(({ information }) => information), 1e-12)
  const lines = network.map(({ from, to, information }) => ({
    type: 'scatter',
    mode: 'lines',
    x: [places.get(from)?.x ?? 0, places.get(to)?.x ?? 0],
    y: [places.get(from)?.y ?? 0, places.get(to)?.y ?? 0],
    line: { color: { $color: 'muted' }, width: 1 + 5 * (information / strongest) },
    hoverinfo: 'skip',
    showlegend: false,
  }))
  const nodes = [...places]
  const figure: FigureElement = {
    type: 'figure',
    id: 'network',
    title: text('methods.naive-bayes.result.network.title'),
    caption: text('methods.naive-bayes.result.network.caption'),
    data: [
      ...lines,
      {
        type: 'scatter',
        mode: 'markers+text',
        x: nodes.map(([, { x }]) => x),
        y: nodes.map(([, { y }]) => y),
        text: nodes.map(([name]) => name),
        textposition: 'top center',
        marker: { size: 10, color: { $color: 'accent' } },
        hoverinfo: 'text',
        showlegend: false,
      },
    ],
    layout: { xaxis: { visible: false }, yaxis: { visible: false } },
    height: 420,
  }
  return [figure]
}

/** Leaves side by side, parents over the middle of their children. */
function layOut(network: readonly Arrow[]): Map<string, { x: number; y: number }> {
  const children = new Map<string, string[]>()
  for (const { from, to } of network) children.set(from, [...(children.get(from) ?? []), to])
  const targets = new Set(network.map(({ to }) => to))
  const root = network.find(({ from }) => !targets.has(from))?.from ?? ''
  const places = new Map<string, { x: number; y: number }>()
  let next = 0
  const place = (name: string, depth: number): number => {
    const below = children.get(name) ?? []
    const xs = below.map((child) => place(child, depth + 1))
    const x = xs.length > 0 ? ((xs[0] as number) + (xs.at(-1) as number)) / 2 : next++
    places.set(name, { x, y: -depth })
    return x
  }
  place(root, 0)
  return places
}
