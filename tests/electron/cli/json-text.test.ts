import { createMatrix, NO_LABEL } from '@shared/dataset/column'
import { jsonResult } from '@shared/dataset/result-arrays'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonText } from '../../../electron/cli/json-text'

const textOf = (value: unknown): string => [...jsonText(value)].join('')

describe('JSON in pieces', () => {
  test('is what JSON.stringify writes, for whatever JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(textOf(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('a number keeps every digit', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(JSON.parse(textOf([value]))).toEqual([Object.is(value, -0) ? 0 : value])
      }),
    )
  })

  test('arrays are lists, a matrix is rows, and what JSON cannot say is null or a word', () => {
    const scores = createMatrix(2, 2)
    scores.data.set([1, Number.NaN, Number.NEGATIVE_INFINITY, 4])
    const result = {
      labels: Int32Array.of(0, NO_LABEL, -1),
      scores,
      silhouette: Number.NaN,
      bound: Number.POSITIVE_INFINITY,
      empty: new Float64Array(0),
      absent: undefined,
      names: [],
      nothing: {},
    }
    expect(JSON.parse(textOf(result))).toEqual({
      labels: [0, null, -1],
      scores: [
        [1, null],
        ['-Infinity', 4],
      ],
      silhouette: null,
      bound: 'Infinity',
      empty: [],
      names: [],
      nothing: {},
    })
    expect(JSON.parse(textOf(result))).toEqual(JSON.parse(JSON.stringify(jsonResult(result))))
  })

  test('a million labels come in pieces that stay small', () => {
    const pieces = [...jsonText({ labels: new Int32Array(1_000_000) })]
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(70_000)
    expect((JSON.parse(pieces.join('')) as { labels: number[] }).labels).toHaveLength(1_000_000)
  })
})
