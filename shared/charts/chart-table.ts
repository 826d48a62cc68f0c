import type { TableCell, TableColumn, TableElement } from '../contract/result-elements'
import { literal, type Text, text, type Unit } from '../contract/text'
import type { Column } from '../dataset/column'
import type { Maps } from '../maps/region-map'
import { correlationMatrix } from '../math/correlation-matrix'
import { lorenzCurve } from '../math/lorenz-curve'
import { aggregate, crossed, valuesByGroup } from './aggregate'
import { boxSummary } from './box-summary'
import { type ChartField, isDates, takesColumns, type UnitOfColumn } from './chart-fields'
import { binEdges, binOf, type Keys, keysOf } from './chart-keys'
import type { ChartSpec } from './chart-spec'
import { chartTitle } from './chart-title'
import { sceneOf } from './draw-chart'
import { regionKeys } from './panels/map-panel'
import { orderedKeys } from './panels/measured-panel'
import { measureOf, type Scene } from './panels/panel'
import { ownedAmounts } from './panels/shares-panel'

/** Groups of rows that are told apart, with what a table calls them. */
interface Dimension {
  id: string
  label: Text
  unit: Unit | undefined
  keys: Keys
  cells: readonly TableCell[]
}

type Content = Pick<TableElement, 'columns' | 'rows'>

/** Most single rows in a table of points. */
export const mostTableRows = 1_000_000

/**
 * The numbers that a chart shows, as a table: a row for each mark, or for each row of the data where marks are rows.
 * @param columns those that `chartColumns` names, of the same rows
 * @param rowIds dataset rows behind the positions; the positions themselves when absent
 * @param maps boundaries; only a chart of type `map` needs them
 * @throws what `drawChart` throws
 * Cost: O(n), O(n log n) for boxes.
 */
export function chartTable(
  spec: ChartSpec,
  columns: readonly Column[],
  unitOf: UnitOfColumn,
  rowIds?: ArrayLike<number>,
  maps: Maps | null = null,
): TableElement {
  const { scene, facets } = sceneOf(spec, columns, maps, unitOf)
  const content = contentOf(scene, facets, columns, unitOf, rowIds)
  return { type: 'table', id: 'chart-data', title: chartTitle(spec), ...content }
}

function contentOf(
  scene: Scene,
  facets: Keys | null,
  columns: readonly Column[],
  unitOf: UnitOfColumn,
  rowIds: ArrayLike<number> | undefined,
): Content {
  const { spec } = scene.data
  const split = [
    ...(scene.hasColor ? [dimension('color', spec.color, scene.color, unitOf)] : []),
    ...(facets ? [dimension('facet', spec.facet, facets, unitOf)] : []),
  ]
  const isPoints = spec.type === 'map' && scene.data.field('x')?.kind === 'numeric'
  if (spec.type === 'scatter' || spec.type === 'parallel' || isPoints) return singleRows(columns, unitOf, rowIds)
  if (takesColumns(spec.type)) return pairs(scene)
  if (spec.type === 'histogram' || spec.type === 'density') return bins(scene, split, unitOf)
  if (spec.type === 'box' || spec.type === 'violin') return summaries(scene, split, unitOf)
  if (spec.type === 'lorenz') return shares(scene)
  return measured(scene, split, unitOf)
}

function dimension(id: string, name: string | undefined, keys: Keys, unitOf: UnitOfColumn): Dimension {
  const { places, names, isDate } = keys
  const unit = isDate ? 'date' : places && name !== undefined ? unitOf(name) : undefined
  const cells = places ? [...places] : names.map((words) => ('literal' in words ? words.literal : words))
  return { id, label: literal(name ?? ''), unit, keys, cells }
}

function columnOf({ id, label, unit }: Pick<Dimension, 'id' | 'label' | 'unit'>): TableColumn {
  return unit === undefined ? { id, label } : { id, label, unit }
}

/** Every combination that has rows, in the order of the first dimension: its groups, and which rows are in it. */
function combine(dimensions: readonly Dimension[], nRows: number) {
  let codes = new Int32Array(nRows)
  let size = 1
  for (const { keys } of dimensions) {
    codes = crossed(codes, keys.codes, keys.names.length) as typeof codes
    size *= Math.max(1, keys.names.length)
  }
  const cells = (code: number): TableCell[] => {
    let rest = code
    const back = dimensions.toReversed().map(({ keys, cells: own }) => {
      const n = Math.max(1, keys.names.length)
      const cell = own[rest % n] ?? null
      rest = Math.floor(rest / n)
      return cell
    })
    return back.reverse()
  }
  return { codes, size, cells }
}

/** One number for each group: bars, lines, slices, cells of a heatmap, days of a calendar. */
function measured(scene: Scene, split: readonly Dimension[], unitOf: UnitOfColumn): Content {
  const { data, rows } = scene
  const { spec } = data
  const along = (field: ChartField, unit = spec.dateUnit) => {
    const column = data.field(field)
    return column === null
      ? []
      : [dimension(field, spec[field], keysOf(column, { ...spec, dateUnit: unit }, false), unitOf)]
  }
  const own =
    spec.type === 'heatmap'
      ? [...along('y'), ...along('x')]
      : spec.type === 'calendar'
        ? along('x', 'day')
        : [dimension('x', spec.x, spec.type === 'map' ? regionKeys(scene) : orderedKeys(data, rows), unitOf)]
  const dimensions = [...own, ...split]
  const { codes, size, cells } = combine(dimensions, data.nRows)
  const measure = measureOf(data)
  const counts = aggregate('count', codes, size, null, rows)
  const values = aggregate(measure.kind, codes, size, measure.column, rows)
  const isCounted = measure.kind === 'count' || measure.kind === 'distinct'
  const unit = isCounted || measure.column === null ? 'count' : unitOf(measure.column.name)
  const shown = Array.from(counts, (_, code) => code).filter((code) => (counts[code] as number) > 0)
  return {
    columns: [...dimensions.map(columnOf), { id: 'value', label: measure.title, unit }],
    rows: shown.map((code) => [...cells(code), finite(values[code])]),
  }
}

function bins(scene: Scene, split: readonly Dimension[], unitOf: UnitOfColumn): Content {
  const { data, rows } = scene
  const { values } = data.numbers('x')
  const edges = binEdges(values, data.spec.bins, isDates(data.field('x')))
  const middles = edges.slice(1).map((edge, i) => (edge + (edges[i] as number)) / 2)
  const places = Float64Array.from(middles)
  const codes = Int32Array.from(values, (value) => binOf(value, edges))
  const keys = { codes, names: middles.map((value) => literal(String(value))), places, isDate: false, others: -1 }
  const name = data.spec.x ?? ''
  const combined = combine(
    [{ id: 'bin', label: literal(name), unit: undefined, keys, cells: middles.map((_, i) => i) }, ...split],
    data.nRows,
  )
  const counts = aggregate('count', combined.codes, combined.size, null, rows)
  const unit = isDates(data.field('x')) ? 'date' : unitOf(name)
  const shown = Array.from(counts, (_, code) => code).filter((code) => (counts[code] as number) > 0)
  return {
    columns: [
      { id: 'from', label: text('charts.table.from', { column: literal(name) }), unit },
      { id: 'to', label: text('charts.table.to', { column: literal(name) }), unit },
      ...split.map(columnOf),
      { id: 'value', label: text('charts.rows'), unit: 'count' },
    ],
    rows: shown.map((code) => {
      const [bin, ...others] = combined.cells(code)
      const place = bin as number
      return [edges[place] as number, edges[place + 1] as number, ...others, counts[code] as number]
    }),
  }
}

function summaries(scene: Scene, split: readonly Dimension[], unitOf: UnitOfColumn): Content {
  const { data, rows } = scene
  const { spec } = data
  const { values } = data.numbers('y')
  const column = data.field('x')
  const own = column === null ? [] : [dimension('x', spec.x, { ...keysOf(column, spec, false), places: null }, unitOf)]
  const dimensions = [...own, ...split]
  const { codes, size, cells } = combine(dimensions, data.nRows)
  const groups = valuesByGroup(codes, size, values, rows)
  const unit = unitOf(spec.y ?? '')
  const numbers = ['lowerFence', 'q1', 'median', 'q3', 'upperFence'] as const
  return {
    columns: [
      ...dimensions.map(columnOf),
      { id: 'n', label: text('charts.rows'), unit: 'count' },
      ...numbers.map((id) => ({ id, label: text(`charts.table.${id}`, { column: literal(spec.y ?? '') }), unit })),
      { id: 'outliers', label: text('charts.table.outliers'), unit: 'count' },
    ],
    rows: groups.flatMap((sorted, code) => {
      const summary = boxSummary(sorted)
      return summary ? [[...cells(code), sorted.length, ...numbers.map((id) => summary[id]), summary.nOutliers]] : []
    }),
  }
}

/** The columns themselves, for charts whose marks are rows. */
function singleRows(columns: readonly Column[], unitOf: UnitOfColumn, rowIds: ArrayLike<number> | undefined): Content {
  const [first] = columns
  const nRows = first === undefined ? 0 : first.kind === 'numeric' ? first.values.length : first.codes.length
  const length = Math.min(nRows, mostTableRows)
  const cellOf = (column: Column, row: number): TableCell =>
    column.kind === 'numeric' ? finite(column.values[row]) : (column.levels[column.codes[row] as number] ?? null)
  return {
    columns: [
      { id: '_row', label: text('charts.table.row'), unit: 'count' },
      ...columns.map(({ name, kind }) =>
        kind === 'numeric'
          ? { id: name, label: literal(name), unit: unitOf(name) }
          : { id: name, label: literal(name) },
      ),
    ],
    rows: Array.from({ length }, (_, row) => [
      (rowIds?.[row] ?? row) + 1,
      ...columns.map((column) => cellOf(column, row)),
    ]),
  }
}

/** Pearson's correlation of each pair of columns, as it is drawn. */
function pairs(scene: Scene): Content {
  const columns = scene.data.compared()
  const steps = correlationMatrix(
    columns.map(({ values }) => values),
    false,
  )
  let step = steps.next()
  while (!step.done) step = steps.next()
  const { data: matrix } = step.value
  return {
    columns: [
      { id: 'column', label: text('charts.table.column') },
      ...columns.map(({ name }) => ({ id: `r ${name}`, label: literal(name), decimals: 3 })),
    ],
    rows: columns.map(({ name }, i) => [name, ...columns.map((_, j) => finite(matrix[i * columns.length + j]))]),
  }
}

function shares({ data, rows }: Scene): Content {
  const curve = lorenzCurve(ownedAmounts(data, rows))
  const points = curve ? Array.from(curve.owners, (owners, i) => [1 - owners, 1 - (curve.amounts[i] as number)]) : []
  return {
    columns: [
      { id: 'x', label: text('charts.shareOfRows'), unit: 'percent' },
      { id: 'y', label: text('charts.shareOf', { column: literal(data.spec.y ?? '') }), unit: 'percent' },
    ],
    rows: points.reverse(),
  }
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
