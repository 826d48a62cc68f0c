import { describe, expect, test } from 'vitest'
import { chartColumns } from '../../shared/charts/chart-fields'
import { type ChartSpec, chartTypes, parseChartSpec } from '../../shared/charts/chart-spec'
import { drawChart } from '../../shared/charts/draw-chart'
import { AppException } from '../../shared/contract/app-error'
import type { CategoricalColumn, Column, NumericColumn } from '../../shared/dataset/column'
import type { ColumnInfo } from '../../shared/dataset/schema'
import { toPlotly } from '../../shared/figures/to-plotly'
import { translate } from '../../shared/locales/translate'
import { createRandom } from '../../shared/math/random'
import { maps } from '../maps/maps'

const day = 86_400_000
const long = '一个非常长的类别名称 with <b>many</b> words '

const number = (name: string, values: Iterable<number>, measureType: Column['measureType'] = 'continuous') =>
  ({ kind: 'numeric', name, measureType, values: Float64Array.from(values) }) satisfies NumericColumn

function words(name: string, codes: number[], nLevels: number): CategoricalColumn {
  const levels = Array.from({ length: nLevels }, (_, i) => `${i % 3 === 0 ? long : ''}k${String(i).padStart(3, '0')}`)
  return { kind: 'categorical', name, measureType: 'nominal', codes: Int32Array.from(codes), levels }
}

/** A table of n rows with gaps, negative values, and so many categories. */
function table(n: number, nLevels: number, isEmpty = false): Column[] {
  const random = createRandom(5)
  const rows = Array.from({ length: n }, (_, i) => i)
  const value = (i: number, of: number) => (isEmpty || i % 7 === 6 ? Number.NaN : of)
  return [
    number(
      'date',
      rows.map((i) => value(i, (19_000 + (i % 500)) * day)),
      'time',
    ),
    number(
      'amount',
      rows.map((i) => value(i, random.normal() * 100)),
    ),
    number(
      'visits',
      rows.map((i) => value(i, random.integer(9))),
    ),
    words(
      'region',
      rows.map((i) => (isEmpty || i % 11 === 10 ? -1 : i % nLevels)),
      nLevels,
    ),
    words(
      'group',
      rows.map((i) => (isEmpty ? -1 : i % 2)),
      2,
    ),
    {
      kind: 'categorical',
      name: 'place',
      measureType: 'nominal',
      codes: Int32Array.from(rows, (i) => (isEmpty || i % 9 === 8 ? -1 : i % 5)),
      levels: ['广东省', 'USA', 'Singapore', 'Atlantis <b>', 'Frankreich'],
    },
  ]
}

const specs: Record<(typeof chartTypes)[number], Partial<ChartSpec>> = {
  line: { x: 'date', y: 'amount', color: 'group' },
  area: { x: 'date', y: 'amount', color: 'region' },
  bar: { x: 'region', y: 'amount', color: 'group', facet: 'group' },
  pie: { x: 'region', y: 'amount' },
  histogram: { x: 'amount', color: 'group' },
  density: { x: 'amount', color: 'region' },
  box: { x: 'region', y: 'amount', color: 'group' },
  violin: { x: 'region', y: 'amount', facet: 'group' },
  scatter: { x: 'visits', y: 'amount', color: 'region', size: 'visits', facet: 'group', trend: true, hull: true },
  heatmap: { x: 'region', y: 'group', color: 'amount', aggregate: 'mean' },
  correlation: { columns: ['amount', 'visits', 'date'] },
  parallel: { columns: ['amount', 'visits', 'date'], color: 'region' },
  treemap: { x: 'region', y: 'amount', color: 'group' },
  pareto: { x: 'region', y: 'amount' },
  lorenz: { x: 'region', y: 'amount' },
  calendar: { x: 'date', y: 'amount' },
  map: { x: 'place', y: 'amount' },
}

function chart(spec: Partial<ChartSpec>, columns: readonly Column[]) {
  const whole = parseChartSpec({ dataset: 'd', ...spec })
  const infos = columns.map(
    ({ name, measureType }) => ({ name, measureType, storage: 'real', role: null, missing: 0 }) as ColumnInfo,
  )
  const wanted = chartColumns(whole, infos)
  return drawChart(
    whole,
    wanted.map((name) => columns.find((column) => column.name === name) as Column),
    maps,
  )
}

/** Fails where a drawing holds a number that is none. */
function expectNumbers(value: unknown, path: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`${path} is ${value}`)
  if (typeof value !== 'object' || value === null) return
  for (const [key, item] of Object.entries(value)) expectNumbers(item, `${path}.${key}`)
}

const tables: [string, Column[]][] = [
  ['no rows', table(0, 2)],
  ['one row', table(1, 2)],
  ['rows without a value', table(20, 2, true)],
  ['2 categories', table(300, 2)],
  ['200 categories, long names, negative and missing values', table(2000, 200)],
]

/** How each language begins to say that nothing is drawn, and why. */
const nothing = { en: /^(No rows are left|There is nothing) to draw/, 'zh-CN': /^没有可绘制的(行|数值|内容)/ }
const annotation = (layout: Record<string, unknown>) => (layout['annotations'] as { text: string }[])[0]?.text

/** What a chart of these rows is refused with; null when it is drawn. */
function drawnOrRefused(spec: Partial<ChartSpec>, columns: readonly Column[]) {
  try {
    return { drawn: chart(spec, columns), error: null }
  } catch (thrown) {
    if (thrown instanceof AppException) return { drawn: null, error: thrown.error }
    throw thrown
  }
}

describe.each(chartTypes)('%s', (type) => {
  test.each(tables)(
    '%s: drawn without a number that is none, or refused with a reason that can be read',
    (_, columns) => {
      const { drawn, error } = drawnOrRefused({ type, ...specs[type] }, columns)
      if (drawn === null) {
        // Only parts of a whole are refused, and only where one is below 0.
        expect(error).toMatchObject({ code: 'chartPartsNegative', parameter: 'y' })
        expect(['pie', 'treemap']).toContain(type)
        for (const language of ['en', 'zh-CN'] as const) expect(translate(error.message, language)).toContain('amount')
        return
      }
      expect(drawn.rows).toBe(columns[0]?.kind === 'numeric' ? columns[0].values.length : 0)
      expectNumbers(drawn.data, 'data')
      for (const language of ['en', 'zh-CN'] as const) {
        const { layout, data } = toPlotly(drawn, { language, currency: 'CNY', theme: 'dark' })
        expectNumbers(layout, 'layout')
        expect(JSON.stringify([data, layout])).not.toMatch(/charts\.|\$text|\$color/)
        if (drawn.marks === 0) expect(annotation(layout)).toMatch(nothing[language])
      }
    },
  )

  test('values that are all above 0 are drawn, 200 categories of them too', () => {
    for (const nLevels of [2, 200]) {
      const positive = table(1500, nLevels).map((column) =>
        column.kind === 'numeric' ? { ...column, values: column.values.map(Math.abs) } : column,
      )
      const drawn = chart({ type, ...specs[type] }, positive)
      expect(drawn.marks).toBeGreaterThan(0)
      expect(JSON.stringify(drawn.layout)).not.toContain('charts.nothing')
    }
  })

  test('without a value there is nothing to draw, and the chart says so', () => {
    for (const columns of [table(0, 2), table(20, 2, true)]) {
      const drawn = chart({ type, ...specs[type] }, columns)
      expect(drawn.marks).toBe(0)
      expect(JSON.stringify(drawn.layout)).toContain('charts.nothing')
    }
  })
})

test('rows without a category are counted under a name of their own', () => {
  const drawn = chart({ type: 'bar', x: 'region' }, table(110, 2))
  const counted = (drawn.data[0] as { x: number[]; y: number[] }).x
  expect(counted.reduce((a, b) => a + b, 0)).toBe(110)
  expect(JSON.stringify(drawn.data)).toContain('charts.missing')
})

test('beyond the limit the others come together, and nothing is lost', () => {
  const drawn = chart({ type: 'bar', x: 'group', limit: 1 }, table(100, 2))
  // Long names lie along the bars: values go across.
  const { x } = drawn.data[0] as { x: number[] }
  expect(x).toEqual([50, 50])
})

test('a month without rows has a sum of 0 but no mean', () => {
  const dates = [0, 70].map((days) => (19_000 + days) * day)
  const columns = [number('date', dates, 'time'), number('amount', [5, 7])]
  const of = (aggregate: 'sum' | 'mean') =>
    chart({ type: 'line', x: 'date', y: 'amount', dateUnit: 'month', aggregate }, columns).data[0]?.['y']
  expect(of('sum')).toEqual([5, 0, 7])
  expect(of('mean')).toEqual([5, null, 7])
})

test('above 20,000 points a scatter is a density, and says so', () => {
  const drawn = chart({ type: 'scatter', x: 'visits', y: 'amount' }, table(40_000, 2))
  expect(drawn.reduced?.as).toBe('density')
  expect(drawn.marks).toBeLessThan(20_000)
})

test.each([
  [{ type: 'scatter', x: 'amount' }, 'chartFieldNeeded', 'y'],
  [{ type: 'bar', x: 'region', y: 'group', aggregate: 'mean' }, 'chartFieldNotNumeric', 'y'],
  [{ type: 'bar', x: 'region', aggregate: 'mean' }, 'chartFieldNeeded', 'y'],
  [{ type: 'calendar', x: 'amount' }, 'chartFieldNotDate', 'x'],
  [{ type: 'pie', x: 'region', facet: 'group' }, 'chartFacetImpossible', 'facet'],
  [{ type: 'correlation', columns: ['amount'] }, 'chartColumnsNeeded', 'columns'],
  [{ type: 'circle' as 'bar' }, 'chartSpecInvalid', 'type'],
] as const)('%o is refused: %s, which names the field %s', (spec, code, field) => {
  try {
    chart(spec as unknown as Partial<ChartSpec>, table(30, 2))
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppException)
    expect((thrown as AppException).error).toMatchObject({ code, parameter: field })
    return
  }
  throw new Error('It was drawn.')
})

test('zooming in returns to marks: the points of the visible part and no others', () => {
  const columns = table(40_000, 2)
  const spec = parseChartSpec({ dataset: 'd', type: 'scatter', x: 'visits', y: 'amount' })
  const [visits, amount] = [columns[2], columns[1]] as [NumericColumn, NumericColumn]
  const viewport = { x: [2.5, 4.5], y: [0, 50] } as const
  const drawn = drawChart(spec, [visits, amount], null, { viewport: { x: [...viewport.x], y: [...viewport.y] } })
  expect(drawn.reduced).toBeNull()
  const expected = Array.from(visits.values, (_, row) => row).filter((row) => {
    const [x, y] = [visits.values[row] as number, amount.values[row] as number]
    return x >= 2.5 && x <= 4.5 && y >= 0 && y <= 50
  })
  expect([...(drawn.rowIds[0] ?? [])]).toEqual(expected)
})

test('the rows behind points are rows of the data, with missing values and in every facet', () => {
  const columns = table(200, 2)
  const drawn = chart({ type: 'scatter', x: 'visits', y: 'amount', facet: 'group' }, columns)
  const amount = columns[1] as NumericColumn
  for (const [i, { y }] of drawn.data.entries()) {
    const rows = [...(drawn.rowIds[i] ?? [])]
    expect(rows.length).toBeGreaterThan(50)
    expect(rows.map((row) => amount.values[row])).toEqual([...(y as Float64Array)])
  }
})
