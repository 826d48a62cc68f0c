import { readCells, writeCells } from '@shared/dataset/cells-text'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double({ noNaN: true }).filter((value) => !Object.is(value, -0)),
  fc.constant(Number.POSITIVE_INFINITY),
  fc.constant(Number.NEGATIVE_INFINITY),
  fc.constant(null),
)

test('cells that were written are read as they were, infinities too', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell)), (rows) => {
      expect(readCells(writeCells(rows))).toEqual(rows)
    }),
  )
})

test('no rows are written and read', () => {
  expect(readCells(writeCells([]))).toEqual([])
  expect(readCells(writeCells([[], []]))).toEqual([[], []])
})
