import { baseLayout } from '@shared/figures/base-layout'
import { beforeEach, expect, test } from 'vitest'
import { forScreen, hasOwnReadout } from '../../../renderer/src/results/figure/for-screen'
import { highlighted, rowsOfPoints } from '../../../renderer/src/results/figure/highlight'
import { outlineOf } from '../../../renderer/src/results/figure/outline'
import { brush, useSelection } from '../../../renderer/src/results/figure/selection-store'
import { viewportOf } from '../../../renderer/src/results/figure/viewport'
import { newSymbols, usesWebgl } from '../../../renderer/src/results/figure/webgl'

const figure = (...data: Record<string, unknown>[]) => ({ data, layout: baseLayout('light'), config: {} })

test('a zoom is a viewport from low to high, a reset is all of it, anything else is neither', () => {
  const zoom = { 'xaxis.range[0]': 1, 'xaxis.range[1]': 3, 'yaxis.range[0]': 9, 'yaxis.range[1]': 4 }
  expect(viewportOf(zoom)).toEqual({ x: [1, 3], y: [4, 9] })
  expect(viewportOf({ 'xaxis.range': [0, 1], 'yaxis.range': [0, 1] })).toEqual({ x: [0, 1], y: [0, 1] })
  expect(viewportOf({ 'xaxis.autorange': true, 'yaxis.autorange': true })).toBeNull()
  expect(viewportOf({ dragmode: 'lasso' })).toBeUndefined()
  expect(viewportOf({ 'xaxis.range[0]': 1, 'xaxis.range[1]': 3 })).toBeUndefined()
})

test('selected points are their rows; points that are no rows are left out', () => {
  const points = [
    { curveNumber: 1, pointNumber: 1 },
    { curveNumber: 1, pointNumber: 0 },
    { curveNumber: 1, pointIndex: 1 },
    { curveNumber: 0, pointNumber: 0 },
  ]
  expect(rowsOfPoints(points, [new Int32Array(0), new Int32Array([7, 3])])).toEqual([3, 7, 3])
})

beforeEach(() => useSelection.getState().clear())

const source = { place: 'figure', id: 'r' } as const
const selected = () => useSelection.getState().selection
const listed = () => [...(selected()?.rows.rowIds ?? [])]

test('a selection lists its rows in order, each once; an empty one is none', () => {
  brush({ datasetId: 'd', revision: 1, rowIds: [4, 1, 4], source })
  expect(listed()).toEqual([1, 4])
  expect([0, 1, 4, 5, 900].filter((row) => selected()?.rows.has(row))).toEqual([1, 4])
  brush({ datasetId: 'd', revision: 1, rowIds: [], source })
  expect(selected()).toBeNull()
})

test('a brush takes the place of the one before; with Shift it adds, but never to rows of other data', () => {
  brush({ datasetId: 'd', revision: 1, rowIds: [5, 2], source })
  brush({ datasetId: 'd', revision: 1, rowIds: [3], source }, true)
  expect(listed()).toEqual([2, 3, 5])
  brush({ datasetId: 'd', revision: 2, rowIds: [1], source }, true)
  expect(listed()).toEqual([1])
  brush({ datasetId: 'e', revision: 2, rowIds: [9], source })
  expect(listed()).toEqual([9])
})

test('what depends on no data cannot be brushed', () => {
  brush({ datasetId: null, revision: null, rowIds: [1], source })
  expect(selected()).toBeNull()
})

test('marks of selected rows stand out in every trace of rows, and others are left as they are', () => {
  const rowIds = [new Int32Array([7, 3, 5]), new Int32Array(0), new Int32Array([1])]
  brush({ datasetId: 'd', revision: 1, rowIds: [5, 7], source })
  const drawn = figure({ type: 'scattergl' }, { type: 'bar' }, { type: 'scatter' })
  const { data } = highlighted(drawn, rowIds, selected())
  expect(data.map((trace) => trace['selectedpoints'])).toEqual([[0, 2], undefined, []])
  const { data: plain } = highlighted(drawn, rowIds, null)
  expect(plain).toEqual(drawn.data)
  expect(plain.some((trace, i) => trace === drawn.data[i])).toBe(false)
})

test('a box and a lasso are outlines; dates on an axis are their milliseconds', () => {
  expect(outlineOf({ range: { x: [1, 3], y: [2, 8] } })).toEqual({ x: [1, 3, 3, 1], y: [2, 2, 8, 8], axes: ['x', 'y'] })
  expect(outlineOf({ lassoPoints: { x2: [0, 1, 0], y: [0, 0, 1] } })).toEqual({
    x: [0, 1, 0],
    y: [0, 0, 1],
    axes: ['x2', 'y'],
  })
  expect(outlineOf({ range: { x: ['2024-01-01', '2024-01-01 12:00'], y: [0, 1] } })?.x[1]).toBe(
    Date.UTC(2024, 0, 1, 12),
  )
  expect(outlineOf({})).toBeNull()
})

test('rows are named by our own readout unless the method says what to show', () => {
  const rows = new Int32Array([0])
  expect(hasOwnReadout({ type: 'scattergl' }, rows)).toBe(true)
  expect(hasOwnReadout({ type: 'scattergl', hovertemplate: '%{x}' }, rows)).toBe(false)
  expect(hasOwnReadout({ type: 'scattergl' }, new Int32Array(0))).toBe(false)
  const { data } = forScreen(figure({ type: 'scattergl' }, { type: 'bar' }), [rows, new Int32Array(0)], 'light')
  expect(data.map(({ hoverinfo }) => hoverinfo)).toEqual(['none', undefined])
})

test('only WebGL traces have symbols to prepare, each once', () => {
  const symbol = (of: string) => ({ symbol: of })
  const mixed = figure(
    { type: 'scattergl', marker: symbol('square') },
    { type: 'scattergl', marker: symbol('square') },
    { type: 'scattergl' },
    { type: 'scatter', marker: symbol('star') },
  )
  expect(newSymbols(mixed)).toEqual(['square', 'circle'])
  expect(usesWebgl(mixed)).toBe(true)
  expect(usesWebgl(figure({ type: 'bar' }))).toBe(false)
})
