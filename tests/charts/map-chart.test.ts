import { expect, test } from 'vitest'
import { parseChartSpec } from '../../shared/charts/chart-spec'
import { drawChart } from '../../shared/charts/draw-chart'
import { valueClasses } from '../../shared/charts/panels/value-classes'
import { AppException } from '../../shared/contract/app-error'
import type { CategoricalColumn, Column, NumericColumn } from '../../shared/dataset/column'
import { toPlotly } from '../../shared/figures/to-plotly'
import { translate } from '../../shared/locales/translate'
import { maps } from '../maps/maps'

const number = (name: string, values: readonly number[]): NumericColumn => ({
  kind: 'numeric',
  name,
  measureType: 'continuous',
  values: Float64Array.from(values),
})

function words(name: string, values: readonly (string | null)[]): CategoricalColumn {
  const levels = [...new Set(values.flatMap((value) => value ?? []))]
  const codes = Int32Array.from(values, (value) => (value === null ? -1 : levels.indexOf(value)))
  return { kind: 'categorical', name, measureType: 'nominal', codes, levels }
}

const draw = (spec: object, columns: readonly Column[]) =>
  drawChart(parseChartSpec({ type: 'map', dataset: 'd', ...spec }), columns, maps)

/** What the pointer says of every region that is drawn, in English. */
function said(drawn: ReturnType<typeof draw>): string[] {
  const { data } = toPlotly(drawn, { language: 'en', currency: 'CNY', theme: 'light' })
  return data.flatMap(({ hoveron, text }) => (hoveron === 'fills' ? [String(text)] : [])).sort()
}

test('names of one region in any language are one region, and its rows are added up', () => {
  const places = words('place', ['广东', '广东省', 'Guangdong', '湖北'])
  const drawn = draw({ x: 'place', y: 'amount' }, [places, number('amount', [1, 2, 4, 8])])
  expect(said(drawn)).toEqual(['Guangdong<br>7', 'Hubei<br>8'])
  expect(drawn.marks).toBe(2)
  expect(drawn.unplaced).toBeNull()
})

test('what is not recognised is counted and listed, and is in no region', () => {
  const places = words('place', ['France', 'Atlantis', null, 'Atlantis', 'Mars', '法国'])
  const drawn = draw({ x: 'place' }, [places])
  expect(said(drawn)).toEqual(['France<br>2'])
  expect(drawn.unplaced).toEqual({
    rows: 4,
    names: [
      { name: 'Atlantis', rows: 2 },
      { name: 'Mars', rows: 1 },
      { name: '–', rows: 1 },
    ],
  })
  const caption = drawn.element.caption ?? { literal: '' }
  expect(translate(caption, 'en')).toContain('4 rows lie nowhere on this map')
  expect(translate(caption, 'zh-CN')).toContain('Atlantis（2 行）')
})

test('the map that knows more rows is taken, unless one is named', () => {
  const places = words('place', ['北京', '上海', '香港', 'Japan'])
  expect(draw({ x: 'place' }, [places]).unplaced?.names).toEqual([{ name: 'Japan', rows: 1 }])
  expect(draw({ x: 'place', map: 'world' }, [places]).marks).toBe(2)
})

test('a column without any place is refused, with examples', () => {
  try {
    draw({ x: 'place' }, [words('place', ['red', 'green'])])
  } catch (thrown) {
    expect((thrown as AppException).error).toMatchObject({
      code: 'chartPlacesUnknown',
      parameter: 'x',
      column: 'place',
    })
    expect(thrown).toBeInstanceOf(AppException)
    return
  }
  throw new Error('It was drawn.')
})

test('points lie on the map; what is nowhere on earth is counted', () => {
  const columns = [number('lon', [113.3, 200, 121.5, Number.NaN]), number('lat', [23.1, 0, 31.2, 5])]
  const drawn = draw({ x: 'lon', y: 'lat' }, columns)
  expect(drawn.marks).toBe(2)
  expect(drawn.unplaced).toEqual({ rows: 2, names: [] })
})

test('above 20,000 points a map shows how many lie where', () => {
  const places = Array.from({ length: 30_000 }, (_, i) => i)
  const columns = [
    number(
      'lon',
      places.map((i) => (i % 300) - 150),
    ),
    number(
      'lat',
      places.map((i) => (i % 101) - 50),
    ),
  ]
  const drawn = draw({ x: 'lon', y: 'lat' }, columns)
  expect(drawn.reduced).toMatchObject({ points: 30_000, as: 'density' })
})

test('every value is in exactly one class, and no class holds values below and above 0', () => {
  const values = [-5, -5, -1, 0, 0, 2, 3, 3, 7, 1000]
  const classes = valueClasses(values)
  for (const value of values) expect(classes.filter(({ holds }) => holds(value))).toHaveLength(1)
  for (const { holds } of classes) expect(holds(-1) && holds(2)).toBe(false)
  expect(new Set(classes.map(({ color }) => color)).size).toBe(classes.length)
})
