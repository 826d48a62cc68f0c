import type { FigureTrace } from '../../contract/result-elements'
import { literal } from '../../contract/text'
import { createRandom } from '../../math/random'
import type { DrawPanel, Scene } from './panel'

/** Lines beyond these cannot be told apart. */
const mostLines = 5000

/** A line for each row over several columns; rows without one of the values are left out. */
export function parallelPanel({ data }: Scene): DrawPanel {
  const columns = data.compared()
  const by = data.field('color')
  return (rows) => {
    const complete = rows.filter((row) => columns.every(({ values }) => Number.isFinite(values[row])))
    const drawn = complete.length > mostLines ? sample(complete) : complete
    const color =
      by === null
        ? null
        : Array.from(drawn, (row) => colorValue(by.kind === 'numeric' ? by.values[row] : by.codes[row]))
    const trace: FigureTrace = {
      type: 'parcoords',
      dimensions: columns.map(({ name, values }) => ({
        label: { $text: literal(name) },
        values: Array.from(drawn, (row) => values[row] as number),
      })),
      line:
        color === null
          ? { color: { $color: 'accent' } }
          : { color, colorscale: colors, showscale: by?.kind === 'numeric' },
    }
    const hidden = { visible: false }
    return {
      traces: drawn.length > 0 ? [trace] : [],
      xaxis: hidden,
      yaxis: hidden,
      layout: { margin: { l: 70, r: 50, t: 56, b: 24 } },
    }
  }
}

const colors = [
  [0, { $color: 'segment-0' }],
  [0.5, { $color: 'segment-1' }],
  [1, { $color: 'segment-2' }],
]

const colorValue = (value: number | undefined) => (value === undefined || !Number.isFinite(value) ? -1 : value)

/** One row of each of equally long stretches, always the same. */
function sample(rows: Int32Array): Int32Array {
  const random = createRandom(rows.length, 0)
  const stretch = rows.length / mostLines
  return Int32Array.from(
    { length: mostLines },
    (_, k) => rows[Math.min(rows.length - 1, Math.floor((k + random.next()) * stretch))] as number,
  )
}
