import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_LABEL } from '../../shared/dataset/column'
import {
  differenceFromEarlier,
  differenceOf,
  jsonResult,
  type PackedResult,
  packResult,
  unpackResult,
} from '../../shared/dataset/result-arrays'

const number = fc.double()
const array = fc.oneof(
  fc.float64Array(),
  fc.float32Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.int16Array(),
  fc.uint8Array(),
)
const matrix = fc
  .tuple(fc.nat(5), fc.nat(4))
  .chain(([nRows, nColumns]) =>
    fc
      .array(number, { minLength: nRows * nColumns, maxLength: nRows * nColumns })
      .map((values) => ({ kind: 'matrix' as const, nRows, nColumns, data: Float64Array.from(values) })),
  )
const key = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom('$array', '$matrix', '$number', '$$array', 'a.b', '\\', '__proto__', '客户'),
)
const { result } = fc.letrec((tie) => ({
  result: fc.oneof(
    { maxDepth: 4 },
    number,
    fc.string(),
    fc.boolean(),
    fc.constant(null),
    array,
    matrix,
    fc.array(tie('result'), { maxLength: 4 }),
    fc.dictionary(key, tie('result'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

/** As the workspace does it: JSON becomes text, arrays cross a thread. */
function throughStorage(packed: PackedResult): PackedResult {
  return { json: JSON.parse(JSON.stringify(packed.json)), arrays: structuredClone(packed.arrays) }
}

describe('packResult', () => {
  test('pack, store and unpack give back every value', () => {
    fc.assert(
      fc.property(result, (value) => {
        expect(unpackResult(throughStorage(packResult(value)))).toEqual(value)
      }),
      { numRuns: 500 },
    )
  })

  test('every array has a path of its own, keys with dots included', () => {
    const packed = packResult({ 'a.b': new Int32Array(1), a: { b: new Int32Array(2) } })
    expect(packed.arrays.map((item) => item.path)).toEqual(['a\\.b', 'a.b'])
  })

  test('arrays are copies on memory that can be transferred', () => {
    const shared = new Float64Array(new SharedArrayBuffer(16))
    const data = packResult({ shared }).arrays[0]?.data
    expect(data?.buffer).toBeInstanceOf(ArrayBuffer)
  })

  test('what JSON cannot hold is refused by name and place', () => {
    for (const value of [{ a: [() => 1] }, { a: [new Map()] }, { a: [10n] }, { a: [undefined] }]) {
      expect(() => packResult(value)).toThrowError(
        expect.objectContaining({ error: expect.objectContaining({ code: 'internal' }) }),
      )
    }
  })

  test('an array that lost values is refused', () => {
    const packed = packResult({ a: new Float64Array(3) })
    const [first] = packed.arrays
    if (!first) throw new Error('nothing was packed')
    const broken = { ...packed, arrays: [{ ...first, data: first.data.subarray(1) }] }
    expect(() => unpackResult(broken)).toThrow()
    expect(() => unpackResult({ ...packed, arrays: [] })).toThrow()
  })
})

describe('jsonResult', () => {
  test('lists, rows and null stand for arrays, matrices and what is missing', () => {
    const json = jsonResult({
      labels: Int32Array.of(0, -1, NO_LABEL),
      scores: Float64Array.of(1, Number.NaN, Number.POSITIVE_INFINITY, -0),
      gap: Number.NaN,
      centers: { kind: 'matrix', nRows: 2, nColumns: 2, data: Float64Array.of(1, 2, Number.NaN, 4) },
    })
    expect(JSON.parse(JSON.stringify(json))).toEqual({
      labels: [0, -1, null],
      scores: [1, null, 'Infinity', 0],
      gap: null,
      centers: [
        [1, 2],
        [null, 4],
      ],
    })
  })

  test('is JSON for every result', () => {
    fc.assert(
      fc.property(result, (value) => {
        const json = jsonResult(value)
        const text = JSON.stringify(json)
        expect(JSON.stringify(JSON.parse(text))).toBe(text)
      }),
    )
  })
})

describe('differenceOf', () => {
  test('a result equals itself, whatever the order of its properties', () => {
    fc.assert(
      fc.property(result, (value) => {
        expect(differenceOf(packResult(value), packResult(structuredClone(value)))).toBeNull()
      }),
    )
    expect(differenceOf(packResult({ a: 1, b: 2 }), packResult({ b: 2, a: 1 }))).toBeNull()
  })

  test('one changed bit is found and named', () => {
    const scores = Float64Array.of(1, 2, 3)
    const other = Float64Array.of(1, 2, 3 + Number.EPSILON * 2)
    expect(differenceOf(packResult({ a: { scores } }), packResult({ a: { scores: other } }))).toBe('a.scores')
    expect(differenceOf(packResult({ n: 1 }), packResult({ n: 2 }))).toBe('(values)')
  })
})

describe('differenceFromEarlier', () => {
  test('what only the new result has does not count', () => {
    const stored = packResult({ a: { n: 1 }, scores: Float64Array.of(1, 2) })
    const again = packResult({ a: { n: 1, more: 2 }, scores: Float64Array.of(1, 2), labels: Int32Array.of(0) })
    expect(differenceFromEarlier(stored, again)).toBeNull()
  })

  test('a value that changed or went is named', () => {
    const stored = packResult({ a: { n: 1 }, list: [1, 2], scores: Float64Array.of(1, 2) })
    const again = (change: object) =>
      packResult({ a: { n: 1 }, list: [1, 2], scores: Float64Array.of(1, 2), ...change })
    expect(differenceFromEarlier(stored, again({ a: { n: 2 } }))).toBe('a.n')
    expect(differenceFromEarlier(stored, again({ a: {} }))).toBe('a.n')
    expect(differenceFromEarlier(stored, again({ a: null }))).toBe('a')
    expect(differenceFromEarlier(stored, again({ list: [1, 2, 3] }))).toBe('list')
    expect(differenceFromEarlier(stored, again({ scores: Float64Array.of(1, 3) }))).toBe('scores')
  })
})
