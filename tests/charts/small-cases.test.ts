import { expect, test } from 'vitest'
import { type Mark, rowsOfMarks } from '../../shared/charts/behind'
import { parseChartSpec } from '../../shared/charts/chart-spec'
import { drawChart } from '../../shared/charts/draw-chart'
import type { CategoricalColumn, Column, NumericColumn } from '../../shared/dataset/column'

/** Charts of a few rows whose numbers were worked out by hand. */

function number(name: string, values: readonly number[], measureType: Column['measureType'] = 'continuous') {
  return { kind: 'numeric', name, measureType, values: Float64Array.from(values) } satisfies NumericColumn
}

function words(name: string, values: readonly string[]): CategoricalColumn {
  const levels = [...new Set(values)]
  return {
    kind: 'categorical',
    name,
    measureType: 'nominal',
    codes: Int32Array.from(values, (v) => levels.indexOf(v)),
    levels,
  }
}

const shop = words('shop', ['a', 'b', 'a', 'c', 'b', 'c'])
const kind = words('kind', ['x', 'x', 'y', 'y', 'x', 'y'])
const amount = number('amount', [10, 40, 10, 5, 30, 5])

const draw = (spec: object, columns: readonly Column[]) => drawChart(parseChartSpec({ dataset: 'd', ...spec }), columns)
const numbers = (values: unknown) => Array.from(values as ArrayLike<number>)

test('Pareto: 70, 20 and 10 make up 70 %, 90 % and 100 % so far', () => {
  const { data } = draw({ type: 'pareto', x: 'shop', y: 'amount' }, [shop, amount])
  expect(data[0]?.['y']).toEqual([70, 20, 10])
  for (const [i, share] of [0.7, 0.9, 1].entries()) expect(numbers(data[1]?.['y'])[i]).toBeCloseTo(share, 12)
})

test('Lorenz: of 10, 20 and 70 the lower third has 10 %, the lower two thirds 30 %; Gini 0.4', () => {
  const drawn = draw({ type: 'lorenz', x: 'shop', y: 'amount' }, [shop, amount])
  const curve = drawn.data.at(-1)
  const [owners, shares] = [numbers(curve?.['x']), numbers(curve?.['y'])]
  for (const [i, x] of [0, 1 / 3, 2 / 3, 1].entries()) expect(owners[i]).toBeCloseTo(x, 12)
  for (const [i, y] of [0, 0.1, 0.3, 1].entries()) expect(shares[i]).toBeCloseTo(y, 12)
  // Σ (2i − n − 1)·xᵢ / (n·Σx) = (−2·10 + 0·20 + 2·70) / (3·100).
  expect(JSON.stringify(drawn.layout)).toContain('"value":0.4')
})

test('treemap: every rectangle is a shop inside a kind, and rectangles add up to all amounts', () => {
  const { data } = draw({ type: 'treemap', x: 'shop', y: 'amount', color: 'kind' }, [shop, amount, kind])
  const { values, parents, ids } = data[0] as { values: number[]; parents: string[]; ids: string[] }
  const leaves = values.map((value, i) => ({ value, parent: parents[i] })).filter(({ parent }) => parent !== '')
  const inside = (group: string) => leaves.filter(({ parent }) => parent === group).map(({ value }) => value)
  expect(inside('group-0').sort((a, b) => a - b)).toEqual([10, 70])
  expect(inside('group-1').sort((a, b) => a - b)).toEqual([10, 10])
  expect(new Set(ids).size).toBe(ids.length)
})

test('calendar: Monday 1 to Monday 8 January 2024 are two weeks; each day stands in its row, one without rows is blank', () => {
  const days = [1, 3, 3, 8].map((day) => Date.UTC(2024, 0, day))
  const { data } = draw({ type: 'calendar', x: 'day', y: 'amount' }, [
    number('day', days, 'time'),
    number('amount', [5, 1, 2, 7]),
  ])
  const { z } = data[0] as { z: (number | null)[][] }
  expect(z.map((row) => row[0])).toEqual([5, null, 3, null, null, null, null])
  expect(z.map((row) => row[1])).toEqual([7, null, null, null, null, null, null])
})

test('calendar: several years are strips one below the other; 1 January stands in the first week of each', () => {
  const days = [2023, 2025].map((year) => Date.UTC(year, 0, 1))
  const { data, layout } = draw({ type: 'calendar', x: 'day', y: 'amount' }, [
    number('day', days, 'time'),
    number('amount', [5, 7]),
  ])
  const { z } = data[0] as { z: (number | null)[][] }
  // A Sunday, and a Wednesday two strips of eight rows below; a strip ends without a gap.
  expect(z).toHaveLength(3 * 8 - 1)
  expect([z[6]?.[0], z[2 * 8 + 2]?.[0]]).toEqual([5, 7])
  expect((layout['yaxis'] as { tickvals: number[] }).tickvals).toEqual([3, 11, 19])
})

test('parallel coordinates: a line for each row that has all values, in the colour of its group', () => {
  const columns = [number('a', [1, 2, Number.NaN]), number('b', [4, 5, 6]), words('g', ['x', 'y', 'x'])]
  const { data, element } = draw({ type: 'parallel', columns: ['a', 'b'], color: 'g' }, columns)
  // From the lowest value at the foot of each axis to the highest at its head.
  expect(data.slice(0, 2).map(({ x, y }) => [x, y])).toEqual([
    [
      [0, 1, null],
      [0, 0, null],
    ],
    [
      [0, 1, null],
      [1, 1, null],
    ],
  ])
  const named = data.filter(({ name }) => name !== undefined)
  expect(named.map(({ line }) => (line as { color: { $color: string } }).color.$color)).toEqual([
    'segment-0',
    'segment-1',
  ])
  expect(JSON.stringify(element.caption)).toContain('charts.parallel.incomplete')
})

test('scatter: a trend and a hull for each group', () => {
  const x = number('x', [0, 4, 0, 4, 2, 0, 2])
  const y = number('y', [0, 0, 4, 4, 2, 1, 5])
  const group = words('g', ['p', 'p', 'p', 'p', 'p', 'q', 'q'])
  const { data } = draw({ type: 'scatter', x: 'x', y: 'y', color: 'g', trend: true, hull: true }, [x, y, group])
  const hulls = data.filter(({ fill }) => fill === 'toself')
  // A square with a point in its middle; two points enclose nothing.
  expect(hulls).toHaveLength(1)
  const corners = numbers(hulls[0]?.['x']).map((value, i) => `${value} ${numbers(hulls[0]?.['y'])[i]}`)
  expect([...new Set(corners)].sort()).toEqual(['0 0', '0 4', '4 0', '4 4'])
  const trends = data.filter(({ mode, fill }) => mode === 'lines' && fill === undefined)
  expect(trends.map((trend) => [numbers(trend['x']), numbers(trend['y'])])).toEqual([
    [
      [0, 4],
      [2, 2],
    ],
    [
      [0, 2],
      [1, 5],
    ],
  ])
})

test('a logarithmic axis: the trend of y = x² is straight there, and what is not above 0 is counted', () => {
  const x = number('x', [1, 10, 100, 0])
  const y = number('y', [1, 100, 10_000, 5])
  const { data, layout, element } = draw({ type: 'scatter', x: 'x', y: 'y', trend: true, logX: true, logY: true }, [
    x,
    y,
  ])
  expect(layout).toMatchObject({ xaxis: { type: 'log' }, yaxis: { type: 'log' } })
  const trend = data.find(({ mode }) => mode === 'lines')
  for (const [i, height] of [1, 10_000].entries()) expect(numbers(trend?.['y'])[i]).toBeCloseTo(height, 6)
  expect(JSON.stringify(element.caption)).toContain('charts.notOnLog')
})

test('a bar of all others that would dwarf the rest is said, not drawn; a limit that was asked for is kept', () => {
  const many = words(
    'shop',
    Array.from({ length: 200 }, (_, i) => `s${i}`),
  )
  const free = draw({ type: 'bar', x: 'shop' }, [many])
  expect(numbers(free.data[0]?.['x'])).toHaveLength(30)
  expect(JSON.stringify(free.element.caption)).toContain('charts.othersLeftOut')
  const limited = draw({ type: 'bar', x: 'shop', limit: 3 }, [many])
  expect(numbers(limited.data[0]?.['y'])).toEqual([1, 1, 1, 197])
})

test('more values than panels: the most frequent have one, the rows of the others are counted', () => {
  const facet = words('f', [...Array.from({ length: 20 }, (_, i) => `p${i}`), 'p0', 'p1'])
  const amounts = number(
    'amount',
    facet.levels.concat('p0', 'p1').map((_, i) => i),
  )
  const { layout, element } = draw({ type: 'scatter', x: 'amount', y: 'amount', facet: 'f' }, [amounts, facet])
  expect(Object.keys(layout).filter((key) => key.startsWith('xaxis'))).toHaveLength(12)
  expect(JSON.stringify(element.caption)).toContain('"rows":8')
})

test('why nothing is drawn: no rows, or columns without a value, which are named', () => {
  const said = (columns: readonly Column[]) =>
    JSON.stringify(draw({ type: 'bar', x: 'shop', y: 'amount' }, columns).layout)
  expect(said([words('shop', []), number('amount', [])])).toContain('charts.nothing.rows')
  const empty = said([shop, number('amount', new Array(6).fill(Number.NaN))])
  expect(empty).toContain('charts.nothing.values')
  expect(empty).toContain('amount')
})

test('dates cannot be added up, but the last one of each group can be drawn on an axis of dates', () => {
  const last = number(
    'last',
    [1, 2, 3, 4, 5, 6].map((day) => day * 86_400_000),
    'time',
  )
  expect(() => draw({ type: 'bar', x: 'shop', y: 'last' }, [shop, last])).toThrow('chartDatesNotAdded')
  const { layout } = draw({ type: 'bar', x: 'shop', y: 'last', aggregate: 'max' }, [shop, last])
  expect(layout['yaxis']).toMatchObject({ type: 'date' })
})

/** Bars of two groups, of which some rows are selected. */
const picked = (spec: object, rows: readonly number[]) =>
  drawChart(parseChartSpec({ dataset: 'd', ...spec }), [shop, amount, kind], null, {
    isSelected: (row) => rows.includes(row),
  })

test('the selected part of every bar: side by side it stands on the whole, stacked it adds up to it', () => {
  // Sums by shop: a 20, b 70, c 10; selected are 10 of a and 30 of b.
  const alone = picked({ type: 'bar', x: 'shop', y: 'amount', sort: 'name' }, [0, 4])
  expect(alone.data.map(({ y }) => y)).toEqual([
    [20, 70, 10],
    [10, 30, 0],
  ])
  expect(alone.data[0]?.['offsetgroup']).toBe(alone.data[1]?.['offsetgroup'])
  expect(alone.marksOf).toEqual([0, 0])
  const stacked = picked({ type: 'bar', x: 'shop', y: 'amount', color: 'kind', stacked: true, sort: 'name' }, [0, 4])
  const totals = [0, 1, 2].map((place) =>
    stacked.data.reduce((sum, { y }) => sum + ((y as (number | null)[])[place] ?? 0), 0),
  )
  expect(totals).toEqual([20, 70, 10])
  expect(stacked.marksOf).toEqual([0, 0, 1, 1])
})

test('a mean has no part: bars without a selected row fade, as slices do by their share', () => {
  const mean = picked({ type: 'bar', x: 'shop', y: 'amount', aggregate: 'mean', sort: 'name' }, [0, 1, 4])
  expect(mean.data[0]).toMatchObject({ marker: { opacity: [1, 1, 0.28] } })
  const ring = picked({ type: 'pie', x: 'shop', y: 'amount', sort: 'name' }, [0, 1, 4])
  const colors = ['segment-0@0.64', 'segment-1@1', 'segment-2@0.28'].map(($color) => ({ $color }))
  expect(ring.data[0]).toMatchObject({ marker: { colors } })
})

test('the rows behind marks are those that the marks were made of, each once', () => {
  const rowsOf = (spec: object, ...marks: Mark[]) => [...rowsOfMarks(picked(spec, []).behind, marks)]
  expect(rowsOf({ type: 'bar', x: 'shop', y: 'amount', sort: 'name' }, [0, 1], [0, 1])).toEqual([1, 4])
  expect(rowsOf({ type: 'bar', x: 'shop', color: 'kind', sort: 'name' }, [1, 0])).toEqual([2])
  expect(rowsOf({ type: 'pie', x: 'kind' }, [0, 0], [0, 1])).toEqual([0, 1, 2, 3, 4, 5])
  expect(rowsOf({ type: 'histogram', x: 'amount', bins: 2 }, [0, 1])).toEqual([1, 4])
  // A group of a treemap stands for no rows of its own, its rectangles do.
  const map = picked({ type: 'treemap', x: 'shop', y: 'amount', color: 'kind' }, [])
  expect([...rowsOfMarks(map.behind, [[0, 0]])]).toEqual([])
  expect(
    rowsOfMarks(map.behind, map.behind[0] ? [...map.behind[0].groups].map((_, i): Mark => [0, i]) : []),
  ).toHaveLength(6)
})

test('ticks in words are those of the visible part', () => {
  const many = number('amount', [0, 1_000_000])
  const columns = parseChartSpec({ dataset: 'd', type: 'scatter', x: 'amount', y: 'amount' })
  const part = drawChart(columns, [many], null, { viewport: { x: [200_000, 400_000], y: [0, 1] } })
  expect((part.layout['xaxis'] as { tickvals: number[] }).tickvals).toEqual([
    200_000, 250_000, 300_000, 350_000, 400_000,
  ])
  expect(part.layout['yaxis']).not.toHaveProperty('tickvals')
})
