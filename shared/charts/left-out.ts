import { literal, type Text, text } from '../contract/text'
import type { Column } from '../dataset/column'
import { type ChartData, type ChartField, takesColumns } from './chart-fields'
import type { ChartType } from './chart-spec'

/** Fields without whose number or date a row has no place in a chart. */
const placing: Readonly<Partial<Record<ChartType, readonly ChartField[]>>> = {
  line: ['x'],
  area: ['x'],
  bar: ['x'],
  histogram: ['x'],
  density: ['x'],
  box: ['x', 'y'],
  violin: ['x', 'y'],
  scatter: ['x', 'y'],
  heatmap: ['x', 'y'],
  calendar: ['x'],
}

/** Rows that are not drawn because they have no place, or none on a logarithmic axis. */
export function leftOutNotes(data: ChartData): Text[] {
  const { spec, nRows } = data
  const fields = (placing[spec.type] ?? []).filter((field) => data.field(field)?.kind === 'numeric')
  const values = fields.map((field) => (data.field(field) as { values: Float64Array }).values)
  const isOnLog = fields.map((field) => (field === 'x' || field === 'y') && data.isOnLog(field))
  const count = { missing: 0, low: 0 }
  for (let row = 0; row < nRows; row++) {
    if (values.some((some) => !Number.isFinite(some[row]))) count.missing++
    else if (values.some((some, i) => isOnLog[i] && !((some[row] as number) > 0))) count.low++
  }
  const columns = fields.map((field) => literal(spec[field] ?? ''))
  // Where no row has a place, the drawing itself says so.
  if (count.missing === nRows) return []
  return [
    ...(count.missing > 0 ? [text('charts.noPlace', { rows: count.missing, columns })] : []),
    ...(count.low > 0 ? [text('charts.notOnLog', { rows: count.low })] : []),
  ]
}

/** Why nothing is drawn, and what to do. */
export function whyNothing(data: ChartData): Text {
  if (data.nRows === 0) return text('charts.nothing.rows')
  const named = takesColumns(data.spec.type)
    ? data.compared()
    : (['x', 'y', 'color'] as const).flatMap((field) => data.field(field) ?? [])
  const empty = named.filter(isEmpty).map(({ name }) => literal(name))
  if (empty.length > 0) return text('charts.nothing.values', { columns: [...new Set(empty)], rows: data.nRows })
  return text('charts.nothing.marks', { rows: data.nRows })
}

function isEmpty(column: Column): boolean {
  return column.kind === 'numeric'
    ? !column.values.some((value) => Number.isFinite(value))
    : column.codes.every((code) => code < 0)
}
