import { expect, test } from 'vitest'
import { chartColumns } from '../../shared/charts/chart-fields'
import { type ChartSpec, chartTypes } from '../../shared/charts/chart-spec'
import { chartTable } from '../../shared/charts/chart-table'
import type { Column } from '../../shared/dataset/column'
import type { ColumnInfo } from '../../shared/dataset/schema'
import { quantile } from '../../shared/math/quantile'
import { maps } from '../maps/maps'

const n = 90
const DAY = 86_400_000
const amounts = Float64Array.from({ length: n }, (_, i) => (i % 17 === 0 ? Number.NaN : (i * 13) % 41))
const columns: Column[] = [
  {
    kind: 'numeric',
    name: 'day',
    measureType: 'time',
    values: Float64Array.from({ length: n }, (_, i) => i * 5 * DAY),
  },
  { kind: 'numeric', name: 'amount', measureType: 'continuous', values: amounts },
  {
    kind: 'numeric',
    name: 'visits',
    measureType: 'continuous',
    values: Float64Array.from({ length: n }, (_, i) => i % 9),
  },
  {
    kind: 'categorical',
    name: 'tier',
    measureType: 'nominal',
    codes: Int32Array.from({ length: n }, (_, i) => i % 3),
    levels: ['a', 'b', 'c'],
  },
  {
    kind: 'categorical',
    name: 'place',
    measureType: 'nominal',
    codes: Int32Array.from({ length: n }, (_, i) => i % 3),
    levels: ['广东', 'Guangdong', 'Atlantis'],
  },
]
const infos = columns.map(
  ({ name, kind, measureType }): ColumnInfo => ({
    name,
    storage: kind === 'numeric' ? 'real' : 'text',
    measureType,
    role: null,
    missing: 0,
  }),
)

const fields: Partial<Record<ChartSpec['type'], Partial<ChartSpec>>> = {
  histogram: { x: 'amount' },
  density: { x: 'amount' },
  box: { x: 'tier', y: 'amount' },
  violin: { x: 'tier', y: 'amount' },
  scatter: { x: 'amount', y: 'visits' },
  heatmap: { x: 'day', y: 'tier' },
  correlation: {},
  parallel: {},
  lorenz: { y: 'amount' },
  calendar: { x: 'day', y: 'amount' },
  map: { x: 'place' },
}

function tableOf(spec: Omit<ChartSpec, 'dataset'>) {
  const whole = { dataset: 'd', ...spec }
  const taken = chartColumns(whole, infos).map((name) => columns.find((column) => column.name === name) as Column)
  return chartTable(whole, taken, () => 'number', undefined, maps)
}

test.each(chartTypes)('the table of a %s chart has a cell for every column of every row', (type) => {
  const table = tableOf({ type, ...(fields[type] ?? { x: 'tier', y: 'amount' }) })
  expect(table.rows.length).toBeGreaterThan(0)
  for (const row of table.rows) {
    expect(row).toHaveLength(table.columns.length)
    expect(row.some((cell) => typeof cell === 'number' && !Number.isFinite(cell))).toBe(false)
  }
})

test('counts of a table add up to the rows, however it is split', () => {
  const specs: Omit<ChartSpec, 'dataset'>[] = [
    { type: 'bar', x: 'tier' },
    { type: 'bar', x: 'day', color: 'tier', facet: 'tier' },
    { type: 'bar', x: 'tier', limit: 1 },
    { type: 'heatmap', x: 'day', y: 'tier' },
    { type: 'histogram', x: 'visits', color: 'tier' },
  ]
  for (const spec of specs) {
    const { rows } = tableOf(spec)
    expect(rows.reduce((sum, row) => sum + (row.at(-1) as number), 0)).toBe(n)
  }
})

test('the quartiles of a box are those of its own values (R-7, tolerance 1e-12)', () => {
  const { columns: head, rows } = tableOf({ type: 'box', x: 'tier', y: 'amount' })
  const at = head.findIndex(({ id }) => id === 'median')
  const own = amounts.filter((value, i) => i % 3 === 1 && !Number.isNaN(value)).sort()
  expect(rows.find(([tier]) => tier === 'b')?.[at]).toBeCloseTo(quantile(own, 0.5), 12)
})

test('the table of a map has a row for each region, and one for each name that is none', () => {
  expect(tableOf({ type: 'map', x: 'place' }).rows).toEqual([
    [{ key: 'regions.CN-GD' }, 60],
    ['Atlantis', 30],
  ])
})
