import { expect, test } from 'vitest'
import { viewportOf } from '../../../renderer/src/results/figure/viewport'

test('the visible part is read from numbers, from low to high', () => {
  const change = { 'xaxis.range[0]': 4, 'xaxis.range[1]': 1, 'yaxis.range': [0.5, 2] }
  expect(viewportOf(change)).toEqual({ x: [1, 4], y: [0.5, 2] })
})

test('an axis of dates is read in milliseconds of UTC', () => {
  const change = { 'xaxis.range': ['2024-03-05', '2024-03-06 13:45:30.5'], 'yaxis.range': [0, 1] }
  expect(viewportOf(change)?.x).toEqual([Date.UTC(2024, 2, 5), Date.UTC(2024, 2, 6, 13, 45, 30, 500)])
  expect(viewportOf({ 'xaxis.range': ['2024-03', '2024-04'], 'yaxis.range': [0, 1] })?.x[0]).toBe(Date.UTC(2024, 2, 1))
})

test('all of it again is null, and another kind of change is none', () => {
  expect(viewportOf({ 'xaxis.autorange': true })).toBeNull()
  expect(viewportOf({ dragmode: 'lasso' })).toBeUndefined()
})
