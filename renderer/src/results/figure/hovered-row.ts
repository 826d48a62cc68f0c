import type { Format } from '../../app/locale/locale-provider'
import type { PlotFigure, PlotlyPoint } from './load-plotly'
import type { HoveredRow } from './row-readout'

interface Axis {
  title?: string | { text?: string }
  type?: string
}

/** What the readout says of a point, from the drawn figure; null when the point is not a row. */
export function hoveredRow(
  point: PlotlyPoint,
  figure: PlotFigure,
  rowIds: readonly ArrayLike<number>[],
  format: Format,
): Omit<HoveredRow, 'left' | 'top'> | null {
  const rowId = rowIds[point.curveNumber]?.[point.pointNumber ?? point.pointIndex ?? -1]
  if (rowId === undefined) return null
  const trace = figure.data[point.curveNumber] as { name?: string; marker?: { color?: unknown }; legendgroup?: string }
  const color = trace.marker?.color
  const group = trace.legendgroup && trace.name && typeof color === 'string' ? { name: trace.name, color } : null
  const axes = (['x', 'y'] as const).flatMap((letter) => {
    const axis = figure.layout[`${letter}axis`] as Axis | undefined
    const name = typeof axis?.title === 'string' ? axis.title : axis?.title?.text
    return name ? [{ name: asWritten(name), value: wordsOf(point[letter], axis, format) }] : []
  })
  return { rowId, group, axes }
}

function wordsOf(value: unknown, axis: Axis | undefined, format: Format): string {
  if (typeof value !== 'number')
    return axis?.type === 'date' ? String(value).slice(0, 10) : asWritten(String(value ?? '–'))
  return axis?.type === 'date' ? format.number(value, 'date') : format.number(value)
}

/** Words as they were before they were made safe for Plotly, which reads a little HTML. */
function asWritten(words: string): string {
  return words.replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}
