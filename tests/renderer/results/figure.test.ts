import { literal } from '@shared/contract/text'
import { baseLayout } from '@shared/figures/base-layout'
import { beforeEach, expect, test } from 'vitest'
import { forScreen, hasOwnReadout } from '../../../renderer/src/results/figure/for-screen'
import { selectedRows, useSelection } from '../../../renderer/src/results/figure/selection-store'
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

test('selected points are their rows, each once and ascending; points that are no rows are left out', () => {
  const points = [
    { curveNumber: 1, pointNumber: 1 },
    { curveNumber: 1, pointNumber: 0 },
    { curveNumber: 1, pointIndex: 1 },
    { curveNumber: 0, pointNumber: 0 },
  ]
  expect(selectedRows(points, [new Int32Array(0), new Int32Array([7, 3])])).toEqual([3, 7])
})

beforeEach(() => useSelection.getState().clear())

test('an empty selection is none', () => {
  const { select } = useSelection.getState()
  select({ runId: 'r', elementId: 'e', title: literal('t'), rowIds: [1] })
  expect(useSelection.getState().selection?.rowIds).toEqual([1])
  select({ runId: 'r', elementId: 'e', title: literal('t'), rowIds: [] })
  expect(useSelection.getState().selection).toBeNull()
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
