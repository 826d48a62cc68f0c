import { expect, test } from 'vitest'
import { parseChartSpec } from '../../shared/charts/chart-spec'
import { drawChart } from '../../shared/charts/draw-chart'
import type { CategoricalColumn, Column, NumericColumn } from '../../shared/dataset/column'

/** Charts of a few rows whose numbers were worked out by hand. */

const DAY = 86_400_000

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
  const { x, z } = data[0] as { x: number[]; z: (number | null)[][] }
  expect(x.slice(0, 2)).toEqual([days[0], (days[0] as number) + 7 * DAY])
  expect(z.map((row) => row[0])).toEqual([5, null, 3, null, null, null, null])
  expect(z.map((row) => row[1])).toEqual([7, null, null, null, null, null, null])
})

test('parallel coordinates: a line for each row that has all values, in the colour of its group', () => {
  const columns = [number('a', [1, 2, Number.NaN]), number('b', [4, 5, 6]), words('g', ['x', 'y', 'x'])]
  const { data, element } = draw({ type: 'parallel', columns: ['a', 'b'], color: 'g' }, columns)
  const { dimensions, line } = data[0] as { dimensions: { values: number[] }[]; line: { color: number[] } }
  expect(dimensions.map(({ values }) => values)).toEqual([
    [1, 2],
    [4, 5],
  ])
  expect(line.color).toEqual([0, 1])
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
