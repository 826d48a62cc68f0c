import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { offsetsOf } from '../../../renderer/src/components/grid/grid-layout'
import { columnSpan, mostRows, rowSpan } from '../../../renderer/src/components/grid/grid-span'

const size = fc.integer({ min: 0, max: 5000 })

describe('columns in sight', () => {
  const offsets = fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 }).map((widths) => {
    const columns = widths.map((width, i) => ({ id: String(i), name: String(i), width }))
    return offsetsOf(columns, 50)
  })

  test('are those that reach into what the pinned ones leave free', () => {
    fc.assert(
      fc.property(
        offsets,
        fc.integer({ min: 0, max: 3 }),
        size,
        fc.integer({ min: 1, max: 3000 }),
        (edges, most, left, width) => {
          const pinned = Math.min(most, edges.length - 1)
          const edge = left + (edges[pinned] ?? 0)
          const reaching = edges.slice(0, -1).flatMap((_, i) => {
            const isIn = i >= pinned && (edges[i + 1] ?? 0) > edge && (edges[i] ?? 0) < left + width
            return isIn ? [i] : []
          })
          const { first, last } = columnSpan(edges, pinned, { left, width })
          const span = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
          expect(span).toEqual(reaching)
        },
      ),
    )
  })

  test('are one more on either side with an overscan, where there is one', () => {
    expect(columnSpan([0, 10, 20, 30, 40, 50], 0, { left: 20, width: 10 }, 1)).toEqual({ first: 1, last: 3 })
    expect(columnSpan([0, 10, 20, 30, 40, 50], 0, { left: 0, width: 50 }, 1)).toEqual({ first: 0, last: 4 })
    expect(columnSpan([0, 10, 20, 30, 40, 50], 1, { left: 0, width: 15 }, 1)).toEqual({ first: 1, last: 2 })
  })
})

describe('rows in sight', () => {
  test('are never more than there are places for, so that two never share one', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 0, max: 5 }), (count, top, height, overscan) => {
        const { first, last } = rowSpan(count, 28, { top, height }, overscan)
        expect(last - first + 1).toBeLessThanOrEqual(mostRows(28, height, overscan))
        expect(first).toBeGreaterThanOrEqual(0)
        expect(last).toBeLessThan(count)
      }),
    )
  })

  test('are all that the view touches', () => {
    expect(rowSpan(100, 28, { top: 27, height: 30 })).toEqual({ first: 0, last: 2 })
    expect(rowSpan(100, 28, { top: 28, height: 28 })).toEqual({ first: 1, last: 1 })
    expect(rowSpan(3, 28, { top: 0, height: 1000 }, 2)).toEqual({ first: 0, last: 2 })
  })
})
