import { literal, quantity, type Text, text, type Unit } from '../contract/text'
import type { Column } from '../dataset/column'
import { correlationMatrix } from '../math/correlation-matrix'
import { lorenzCurve, shareOfTop } from '../math/lorenz-curve'
import { pearson } from '../math/pearson'
import { quantile } from '../math/quantile'
import { aggregate, crossed, valuesByGroup } from './aggregate'
import { type ChartData, isDates } from './chart-fields'
import { type Keys, keysOf, largestFirst } from './chart-keys'
import type { ChartType } from './chart-spec'
import { measureOf, type Scene } from './panels/panel'
import { ownedAmounts } from './panels/shares-panel'

/** Fewer rows, or groups, say nothing about all. */
const FEWEST_ROWS = 10
const FEWEST_GROUPS = 2
/** From which |r| on a relation is called weak, moderate and strong. Source: Cohen (1988). */
const STRENGTHS = [
  ['strong', 0.5],
  ['moderate', 0.3],
  ['weak', 0.1],
] as const

const finders: Readonly<Record<ChartType, (scene: Scene) => Text | null>> = {
  line: measured,
  area: measured,
  bar: measured,
  pie: measured,
  treemap: measured,
  pareto: (scene) => majority(scene) ?? measured(scene),
  histogram: ({ data, rows }) => middle(data, 'x', rows),
  density: ({ data, rows }) => middle(data, 'x', rows),
  box: medians,
  violin: medians,
  scatter: together,
  heatmap: fullestCell,
  correlation: strongestPair,
  parallel: () => null,
  lorenz: topShare,
  calendar: measured,
  map: () => null,
}

/**
 * What a chart shows, in a sentence, of all its rows; null where there are too few groups or rows to say something.
 * @throws what drawing the chart throws
 * Cost: as drawing it.
 */
export function findingOf(scene: Scene): Text | null {
  const { type } = scene.data.spec
  const found = finders[type](scene)
  if (found === null || !isSplit(scene) || !['line', 'area', 'bar'].includes(type)) return found
  // Groups side by side: what is said of the sum of all is said to be; a mean of all stands nowhere in the chart.
  const { kind } = measureOf(scene.data)
  return kind === 'sum' || kind === 'count' ? text('charts.finding.together', { finding: found }) : null
}

function isSplit({ hasColor, data }: Scene): boolean {
  return hasColor || data.spec.facet !== undefined
}

const amount = (value: number | undefined, unit: Unit = 'number') => quantity(value ?? null, unit)
const isNamed = (name: Text | undefined): name is Text =>
  name !== undefined && ('literal' in name || !['charts.missing', 'charts.others'].includes(name.key))

/** Each group's number, of those that have a name and a number. */
function numbersOf({ data, rows }: Scene): { name: Text; value: number }[] {
  const column = data.field('x')
  if (column === null) return []
  const dateUnit = data.spec.type === 'calendar' ? 'day' : data.spec.dateUnit
  const keys = keysOf(column, { bins: data.spec.bins, dateUnit }, false)
  const measure = measureOf(data)
  const values = aggregate(measure.kind, keys.codes, keys.names.length, measure.column, rows)
  return keys.names.flatMap((name, key) =>
    isNamed(name) && Number.isFinite(values[key]) ? [{ name, value: values[key] as number }] : [],
  )
}

/** The group with the most: its share of the whole where parts add up to one, and the one with the least where they do not. */
function measured(scene: Scene): Text | null {
  const { data } = scene
  const groups = numbersOf(scene)
  const [high, low] = extremes(groups)
  if (groups.length < FEWEST_GROUPS || !high || !low || high.value === low.value) return null
  const measure = measureOf(data)
  const { unit } = measure
  const most = { name: high.name, value: amount(high.value, unit) }
  if (isDates(data.field('x'))) {
    const least = { low: low.name, least: amount(low.value, unit) }
    return text('charts.finding.dates', { ...most, ...least })
  }
  const total = groups.reduce((sum, { value }) => sum + value, 0)
  const isWhole = (measure.kind === 'count' || measure.kind === 'sum') && low.value >= 0 && total > 0
  return isWhole
    ? text('charts.finding.largest', { ...most, share: quantity(high.value / total, 'percent', 0) })
    : text('charts.finding.extremes', { ...most, low: low.name, least: amount(low.value, unit) })
}

function extremes<T extends { value: number }>(groups: readonly T[]): [T | undefined, T | undefined] {
  const order = largestFirst(groups.map(({ value }) => value))
  return [groups[order[0] ?? -1], groups[order[order.length - 1] ?? -1]]
}

/** How few categories make up four fifths. */
function majority(scene: Scene): Text | null {
  const values = numbersOf(scene)
    .map(({ value }) => Math.max(0, value))
    .sort((a, b) => b - a)
  const total = values.reduce((sum, value) => sum + value, 0)
  if (values.length <= FEWEST_GROUPS || !(total > 0)) return null
  let [count, sum] = [0, 0]
  while (sum < 0.8 * total) sum += values[count++] as number
  const share = quantity(sum / total, 'percent', 0)
  return text('charts.finding.majority', { count, of: values.length, share })
}

/** Between what the middle half of the values lies. */
function middle(data: ChartData, field: 'x' | 'y', rows: Int32Array): Text | null {
  const { values } = data.numbers(field)
  const sorted = Float64Array.from(rows, (row) => values[row] as number)
    .filter(Number.isFinite)
    .sort()
  if (sorted.length < FEWEST_ROWS || sorted[0] === sorted[sorted.length - 1]) return null
  const unit = data.unitOf(field)
  const at = (share: number) => amount(quantile(sorted, share), unit)
  return text('charts.finding.middle', { low: at(0.25), median: at(0.5), high: at(0.75) })
}

/** The groups with the highest and the lowest median. */
function medians({ data, rows }: Scene): Text | null {
  const column = data.field('x')
  if (column === null) return middle(data, 'y', rows)
  const { codes, names } = keysOf(column, data.spec, false)
  const groups = valuesByGroup(codes, names.length, data.numbers('y').values, rows).flatMap((sorted, key) => {
    const name = names[key]
    return isNamed(name) && sorted.length > 0 ? [{ name, value: quantile(sorted, 0.5) }] : []
  })
  const [high, low] = extremes(groups)
  if (groups.length < FEWEST_GROUPS || !high || !low || high.value === low.value) return null
  const unit = data.unitOf('y')
  const [most, least] = [amount(high.value, unit), amount(low.value, unit)]
  return text('charts.finding.medians', { name: high.name, value: most, low: low.name, least })
}

/** Pearson's correlation of x and y over the rows that have both. */
function together({ data, rows }: Scene): Text | null {
  const [x, y] = [data.field('x'), data.field('y')]
  if (!isMeasure(x) || !isMeasure(y)) return null
  const both = rows.filter((row) => Number.isFinite(x.values[row]) && Number.isFinite(y.values[row]))
  if (both.length < FEWEST_ROWS) return null
  const taken = ({ values }: { values: Float64Array }) => Float64Array.from(both, (row) => values[row] as number)
  const r = pearson(taken(x), taken(y))
  if (!Number.isFinite(r)) return null
  const strength = STRENGTHS.find(([, least]) => Math.abs(r) >= least)?.[0]
  const way = strength === undefined ? 'none' : r > 0 ? 'rises' : 'falls'
  const values = { x: literal(x.name), y: literal(y.name), r: quantity(r, 'number', 2), rows: both.length }
  return text(`charts.finding.${way}`, { ...values, strength: text(`charts.finding.strength.${strength ?? 'none'}`) })
}

function isMeasure(column: Column | null): column is Extract<Column, { kind: 'numeric' }> {
  return column?.kind === 'numeric' && column.measureType !== 'time'
}

function fullestCell({ data, rows }: Scene): Text | null {
  const [x, y] = [cellNames(data, 'x'), cellNames(data, 'y')]
  if (!x || !y || x.names.length * y.names.length <= FEWEST_GROUPS) return null
  const measure = measureOf(data)
  const codes = crossed(y.codes, x.codes, x.names.length)
  const values = aggregate(measure.kind, codes, x.names.length * y.names.length, measure.column, rows)
  const [first, second] = largestFirst(values)
  const value = values[first ?? -1]
  if (first === undefined || !Number.isFinite(value) || values[second ?? -1] === value) return null
  const [row, column] = [y.names[Math.floor(first / x.names.length)], x.names[first % x.names.length]]
  if (!isNamed(row) || !isNamed(column)) return null
  const pair = text('charts.pair', { x: column, y: row })
  return text('charts.finding.cell', { pair, value: amount(value, measure.unit) })
}

/** Words and dates only: bins of numbers are the heatmap's own. */
function cellNames(data: ChartData, field: 'x' | 'y'): Keys | null {
  const column = data.field(field)
  return column === null || isMeasure(column) ? null : keysOf(column, data.spec, false)
}

function strongestPair({ data, rows }: Scene): Text | null {
  if (rows.length < FEWEST_ROWS) return null
  const columns = data.compared()
  const taken = columns.map(({ values }) => Float64Array.from(rows, (row) => values[row] as number))
  const steps = correlationMatrix(taken, false)
  let step = steps.next()
  while (!step.done) step = steps.next()
  const matrix = step.value.data
  const d = columns.length
  const pairs = columns.flatMap((a, i) =>
    columns.slice(0, i).map((b, j) => ({ a: a.name, b: b.name, value: matrix[i * d + j] as number })),
  )
  const [best] = pairs.filter(({ value }) => value * value > 0).sort((p, q) => Math.abs(q.value) - Math.abs(p.value))
  if (!best) return null
  return text('charts.finding.pair', {
    ...{ a: literal(best.b), b: literal(best.a), r: quantity(best.value, 'number', 2) },
  })
}

/** What the largest fifth of the owners has. */
function topShare({ data, rows }: Scene): Text | null {
  const owned = ownedAmounts(data, rows)
  const curve = owned.length < FEWEST_ROWS ? null : lorenzCurve(owned)
  if (!curve) return null
  const share = quantity(shareOfTop(curve, 0.2), 'percent', 0)
  return text('charts.finding.top', { share, column: literal(data.spec.y ?? '') })
}
