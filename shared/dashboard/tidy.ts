import { gridColumns, type Place, type TileContent } from './dashboard'
import { type Placed, settle } from './layout'

const metricHeight = 2
const leastHeight = 4
const mostMetrics = 4

interface TileToTidy extends Placed {
  content: Pick<TileContent, 'kind'>
}

/**
 * Tiles in even rows from edge to edge, in the order they are read in: numbers up to four side by side, charts and tables in
 * pairs, the last one alone across the page.
 */
export function tidy<T extends TileToTidy>(tiles: readonly T[]): T[] {
  const rows = rowsOf([...settle(tiles)].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x))
  let y = 0
  return rows.flatMap((row) => {
    const h = heightOf(row)
    const placed = row.map((tile, i) => ({ ...tile, place: placeIn(row.length, i, y, h) }))
    y += h
    return placed
  })
}

const isMetric = ({ content }: TileToTidy) => content.kind === 'metric'

/** Runs of one kind, cut into rows that are as even as can be: five numbers become three and two. */
function rowsOf<T extends TileToTidy>(tiles: readonly T[]): T[][] {
  const runs: T[][] = []
  for (const tile of tiles) {
    const last = runs.at(-1)
    if (last?.[0] && isMetric(last[0]) === isMetric(tile)) last.push(tile)
    else runs.push([tile])
  }
  return runs.flatMap((run) => {
    const nRows = Math.ceil(run.length / (run[0] && isMetric(run[0]) ? mostMetrics : 2))
    const start = (row: number) => Math.ceil((row * run.length) / nRows)
    return Array.from({ length: nRows }, (_, row) => run.slice(start(row), start(row + 1)))
  })
}

function heightOf(row: readonly TileToTidy[]): number {
  if (row.every(isMetric)) return metricHeight
  return Math.max(leastHeight, ...row.map(({ place }) => place.h))
}

function placeIn(count: number, i: number, y: number, h: number): Place {
  const edge = (at: number) => Math.round((at * gridColumns) / count)
  return { x: edge(i), y, w: edge(i + 1) - edge(i), h }
}
