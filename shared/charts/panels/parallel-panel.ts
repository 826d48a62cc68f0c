import type { FigureTrace } from '../../contract/result-elements'
import { literal, quantity, type Text, text } from '../../contract/text'
import type { NumericColumn } from '../../dataset/column'
import { groupColor } from '../../figures/overlays'
import { createRandom } from '../../math/random'
import type { Keys } from '../chart-keys'
import { dayOf } from '../date-units'
import { type DrawPanel, groupKeys, type Scene, shortened } from './panel'

/** Lines beyond these cannot be told apart. */
const mostLines = 2000
const nDates = 6
const longestGroup = 20

/** A line for each row over several columns; rows without one of the values are left out, and counted. */
export function parallelPanel(scene: Scene): DrawPanel {
  const { data } = scene
  const columns = data.compared()
  const by = data.field('color')
  const groups = by === null || by.kind === 'numeric' ? null : groupKeys(data, 'color', scene.rows)
  return (rows) => {
    const complete = rows.filter((row) => columns.every(({ values }) => Number.isFinite(values[row])))
    const drawn = complete.length > mostLines ? sample(complete) : complete
    sayWhatIsLeftOut(scene, rows.length, complete.length, drawn.length)
    const line = groups ? groupLine(groups, drawn, by?.name ?? '') : valueLine(by, drawn)
    const trace: FigureTrace = {
      type: 'parcoords',
      dimensions: columns.map((column) => dimension(column, drawn)),
      line,
      // Ticks say the same as the ends of the range, which would be written twice.
      rangefont: { size: 1, color: { $color: 'background@0' } },
      tickfont: { size: 11, color: { $color: 'text' }, shadow: 'none' },
    }
    const hidden = { visible: false }
    return {
      traces: drawn.length > 0 ? [trace] : [],
      xaxis: hidden,
      yaxis: hidden,
      layout: { margin: { l: 70, r: 60, t: 48, b: 24 } },
    }
  }
}

function sayWhatIsLeftOut({ notes }: Scene, nRows: number, nComplete: number, nDrawn: number): void {
  const count = (value: number) => quantity(value, 'count')
  if (nComplete < nRows) notes.push(text('charts.parallel.incomplete', { rows: nRows - nComplete }))
  if (nDrawn < nComplete) notes.push(text('charts.parallel.sampled', { lines: count(nDrawn), rows: count(nComplete) }))
}

function dimension({ name, measureType, values }: NumericColumn, rows: Int32Array): Record<string, unknown> {
  const own = Array.from(rows, (row) => values[row] as number)
  const label = { $text: shortened(literal(name), longestGroup) }
  return { label, values: own, tickformat: ',', ...(measureType === 'time' ? dateTicks(own) : {}) }
}

/** Dates at equal distances, written as dates. */
function dateTicks(values: readonly number[]): Record<string, unknown> {
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  if (!(low <= high)) return {}
  const count = low === high ? 1 : nDates
  const places = Array.from({ length: count }, (_, i) => low + ((high - low) * i) / Math.max(1, count - 1))
  return { tickvals: places, ticktext: places.map(dayOf) }
}

/** Lines in the colours of their groups; the bar beside them names each. */
function groupLine({ codes, names, others }: Keys, rows: Int32Array, title: string): Record<string, unknown> {
  const n = names.length
  const colorAt = (group: number) => ({ $color: groupColor(group === others ? -1 : group) })
  const steps = names.flatMap((_, group) => [
    [group / n, colorAt(group)],
    [(group + 1) / n, colorAt(group)],
  ])
  const ticks = {
    tickvals: names.map((_, group) => group),
    ticktext: names.map((name: Text) => ({ $text: shortened(name, longestGroup) })),
  }
  return {
    color: Array.from(rows, (row) => codes[row] as number),
    cmin: -0.5,
    cmax: n - 0.5,
    colorscale: steps,
    showscale: true,
    colorbar: { ...barLook, ...ticks, title: { text: { $text: literal(title) } } },
  }
}

function valueLine(by: ReturnType<Scene['data']['field']>, rows: Int32Array): Record<string, unknown> {
  if (by?.kind !== 'numeric') return { color: { $color: 'accent@0.5' } }
  const known = Array.from(rows, (row) => by.values[row] as number)
  const least = known.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY)
  return {
    color: known.map((value) => (Number.isFinite(value) ? value : Number.isFinite(least) ? least : 0)),
    colorscale: [
      [0, { $color: 'sequential-30' }],
      [1, { $color: 'sequential-100' }],
    ],
    showscale: true,
    colorbar: { ...barLook, title: { text: { $text: literal(by.name) } } },
  }
}

const barLook = { outlinewidth: 0, thickness: 10, len: 0.8, exponentformat: 'none', separatethousands: true }

/** One row of each of equally long stretches, always the same. */
function sample(rows: Int32Array): Int32Array {
  const random = createRandom(rows.length, 0)
  const stretch = rows.length / mostLines
  return Int32Array.from(
    { length: mostLines },
    (_, k) => rows[Math.min(rows.length - 1, Math.floor((k + random.next()) * stretch))] as number,
  )
}
