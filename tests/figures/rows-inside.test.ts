import type { FigureElement } from '@shared/contract/result-elements'
import { literal } from '@shared/contract/text'
import { RowSet } from '@shared/dataset/row-set'
import { resolveFigure } from '@shared/figures/resolve-figure'
import { rowsInside } from '@shared/figures/rows-inside'
import { createRandom } from '@shared/math/random'
import { expect, test } from 'vitest'

const n = 30_000
const random = createRandom(1)
const x = Float64Array.from({ length: n }, () => random.next())
const y = Float64Array.from({ length: n }, () => random.next())
y[17] = Number.NaN
const labels = Int32Array.from({ length: n }, (_, i) => i % 3)
const sources = {
  result: { x, y, labels },
  column: () => {
    throw new Error('no column')
  },
  segmentName: (label: number) => literal(String(label)),
}
const figure = (layout: FigureElement['layout'] = {}): FigureElement => ({
  type: 'figure',
  id: 'f',
  title: literal('f'),
  data: [
    { type: 'scattergl', x: { $result: 'x' }, y: { $result: 'y' }, $groupBy: { $result: 'labels' }, $rows: true },
    { type: 'scatter', x: [0.5], y: [0.5] },
  ],
  layout,
})

test('a box holds exactly the rows whose points lie in it, in order, and none without a point', () => {
  const outline = { x: [0.2, 0.6, 0.6, 0.2], y: [0.1, 0.1, 0.9, 0.9] }
  const wanted = [...x.keys()].filter(
    (i) => (x[i] ?? 0) > 0.2 && (x[i] ?? 0) < 0.6 && (y[i] ?? Number.NaN) > 0.1 && (y[i] ?? 0) < 0.9,
  )
  expect([...rowsInside(figure(), sources, {}, outline)]).toEqual(wanted)
})

test('a lasso that turns inward leaves out what lies in the bay', () => {
  const outline = { x: [0, 1, 1, 0.5, 0], y: [0, 0, 1, 0.5, 1] }
  const found = new RowSet(rowsInside(figure(), sources, {}, outline))
  for (let i = 0; i < n; i++) {
    const bay = Math.max(x[i] ?? 0, 1 - (x[i] ?? 0))
    if (Math.abs((y[i] ?? 0) - bay) > 1e-9 && i !== 17) expect(found.has(i)).toBe((y[i] ?? 0) < bay)
  }
})

test('on logarithmic axes the sides are straight as they are drawn', () => {
  const outline = { x: [0.001, 1, 1], y: [0.001, 0.001, 1] }
  const found = new RowSet(rowsInside(figure({ xaxis: { type: 'log' }, yaxis: { type: 'log' } }), sources, {}, outline))
  for (let i = 0; i < 2000; i++) {
    const [px, py] = [x[i] ?? 0, y[i] ?? Number.NaN]
    if (px > 0.001 && py > 0.001) expect(found.has(i)).toBe(py < px)
  }
})

test('a density image fades below one of the selected rows alone, on the same bins', () => {
  const selected = new RowSet([1, 2, 17])
  const { data } = resolveFigure(figure(), sources, {}, null, selected)
  const [all, chosen] = data.filter(({ type }) => type === 'heatmap') as { x: unknown; customdata: number[][] }[]
  expect(chosen?.x).toEqual(all?.x)
  const counted = chosen?.customdata.flat().reduce((sum, count) => sum + count, 0)
  expect(counted).toBe(2)
  expect(resolveFigure(figure(), sources).data.filter(({ type }) => type === 'heatmap')).toHaveLength(1)
})
