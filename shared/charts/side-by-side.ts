import type { FigureTrace } from '../contract/result-elements'
import type { Text } from '../contract/text'
import { withTicks } from './axis-ticks'
import type { Behind } from './behind'
import type { Keys } from './chart-keys'
import { type LongArrays, type Panel, shortened } from './panels/panel'
import { drawnExtent, sharedRange } from './panels/shared-range'

const gapAcross = 0.04
/** Width of a facet's name in Latin letters, by columns of panels. */
const longestFacet = { two: 38, three: 18 }
/** Pixels between two rows of panels, for the next panel's name. */
const gapDown = 44

const columnsFor = ({ names }: Keys) => Math.min(names.length, names.length <= 4 ? 2 : 3) || 1

/** Height of panels side by side. */
export const heightOf = (facets: Keys) => 420 + 190 * (Math.ceil(facets.names.length / columnsFor(facets)) - 1)

/** Panels under their names, on the same axes, whose words stand at the outer edges alone. */
export function sideBySide(panels: readonly Panel[], facets: Keys, long: LongArrays) {
  const nColumns = columnsFor(facets)
  const nRows = Math.max(1, Math.ceil(facets.names.length / nColumns))
  const [x, y] = (['x', 'y'] as const).map((letter) => ({
    extent: drawnExtent(panels, letter, long),
    range: sharedRange(panels, letter, long),
  })) as [Shared, Shared]
  const layout: Record<string, unknown> = {}
  const annotations: unknown[] = []
  for (const [facet, panel] of panels.entries()) {
    const suffix = facet === 0 ? '' : String(facet + 1)
    const across = stretch(facet % nColumns, nColumns, gapAcross)
    const down = stretch(nRows - 1 - Math.floor(facet / nColumns), nRows, gapDown / heightOf(facets))
    const [row, column] = [Math.floor(facet / nColumns), facet % nColumns]
    // Of three panels in a row one says what is along them, and so does one row of several.
    const edges = {
      x: edge(facet + nColumns >= panels.length, nColumns < 3 || column === 1),
      y: edge(column === 0, row === (nRows - 1) >> 1),
    }
    const matches = (letter: 'x' | 'y') => (facet === 0 ? {} : { matches: letter })
    layout[`xaxis${suffix}`] = {
      nticks: 4,
      ...withTicks(panel.xaxis, x.extent),
      ...x.range,
      ...matches('x'),
      ...edges.x,
      domain: across,
      anchor: `y${suffix}`,
    }
    layout[`yaxis${suffix}`] = {
      ...withTicks(panel.yaxis, y.extent),
      ...y.range,
      ...matches('y'),
      ...edges.y,
      domain: down,
      anchor: `x${suffix}`,
    }
    const name = shortened(facets.names[facet] as Text, nColumns < 3 ? longestFacet.two : longestFacet.three)
    annotations.push(nameAbove(name, (across[0] + across[1]) / 2, down[1]))
    Object.assign(layout, panel.layout)
  }
  const behind = panels.flatMap(behindOf)
  return { data: onOwnAxes(panels), behind, layout: { ...layout, annotations, margin: { t: 36 } } }
}

/** Rows behind each trace of a panel. */
export function behindOf({ traces, behind }: Panel): (Behind | null)[] {
  return traces.map((_, i) => behind?.[i] ?? null)
}

interface Shared {
  extent: [number, number] | null
  range: { range?: [number, number] }
}

const edge = (isEdge: boolean, isTitled: boolean) => ({
  ...(isEdge && isTitled ? {} : { title: { text: '' } }),
  ...(isEdge ? {} : { showticklabels: false }),
})

function nameAbove(name: Text, x: number, y: number) {
  const place = { x, y, xref: 'paper', yref: 'paper', xanchor: 'center', yanchor: 'bottom', showarrow: false }
  return { text: { $text: name }, ...place }
}

function onOwnAxes(panels: readonly Panel[]): FigureTrace[] {
  return panels.flatMap(({ traces }, facet) => {
    const suffix = facet === 0 ? '' : String(facet + 1)
    return traces.map((trace) => ({ ...trace, xaxis: `x${suffix}`, yaxis: `y${suffix}` }))
  })
}

function stretch(index: number, count: number, gap: number): [number, number] {
  const width = (1 - gap * (count - 1)) / count
  const start = index * (width + gap)
  return [start, Math.min(1, start + width)]
}
