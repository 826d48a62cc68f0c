import type { FigureElement, FigureTrace } from '../contract/result-elements'
import { literal, text } from '../contract/text'
import { mostDifferent } from './centre-figures'
import type { SegmentProfile } from './segment-profile'

/** Columns against each other: more would leave no room for points. */
const MOST_COLUMNS = 4
/** Share of the figure between panels. */
const GAP = 0.03

const axisId = (letter: 'x' | 'y', place: number) => (place === 0 ? letter : `${letter}${place + 1}`)
const layoutId = (letter: 'x' | 'y', place: number) => (place === 0 ? `${letter}axis` : `${letter}axis${place + 1}`)

/**
 * Every pair of the columns that tell the segments apart most: panels below the diagonal, one row and one column per column.
 * @returns null with fewer than three columns, which one scatter shows
 */
export function scatterMatrix(profile: SegmentProfile): FigureElement | null {
  const columns = mostDifferent(profile, MOST_COLUMNS).map(({ name }) => name)
  if (columns.length < 3) return null
  const across = columns.slice(0, -1)
  const down = columns.slice(1)
  return {
    type: 'figure',
    id: 'scatter-matrix',
    title: text('segments.matrix.title', { columns: columns.map(literal) }),
    caption: text('segments.matrix.caption'),
    data: down.flatMap((y, row) => across.slice(0, row + 1).map((x, column) => panel(x, y, column, row))),
    layout: {
      ...Object.fromEntries(
        across.map((name, place) => [layoutId('x', place), bottomAxis(name, place, across.length)]),
      ),
      ...Object.fromEntries(down.map((name, place) => [layoutId('y', place), leftAxis(name, place, down.length)])),
      hovermode: 'closest',
      margin: { l: 64 },
    },
    height: 190 * down.length + 90,
  }
}

function panel(x: string, y: string, column: number, row: number): FigureTrace {
  return {
    type: 'scattergl',
    mode: 'markers',
    x: { $column: x },
    y: { $column: y },
    xaxis: axisId('x', column),
    yaxis: axisId('y', row),
    $groupBy: { $result: 'labels' },
    $rows: true,
    marker: { size: 4, opacity: 0.7 },
    showlegend: column === 0 && row === 0,
  }
}

/** A column of panels stands on one axis at the foot. */
function bottomAxis(name: string, place: number, count: number) {
  return {
    domain: share(place, count),
    anchor: axisId('y', count - 1),
    title: { text: literalText(name) },
    showgrid: true,
    nticks: 5,
  }
}

/** A row of panels hangs on one axis at the left; the first row is on top. */
function leftAxis(name: string, place: number, count: number) {
  return { domain: share(count - 1 - place, count), anchor: 'x', title: { text: literalText(name) }, nticks: 5 }
}

const literalText = (name: string) => ({ $text: literal(name) })

function share(place: number, count: number): [number, number] {
  const size = (1 - GAP * (count - 1)) / count
  return [place * (size + GAP), place * (size + GAP) + size]
}
