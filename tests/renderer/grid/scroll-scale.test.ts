import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { scrollScale } from '../../../renderer/src/components/grid/scroll-scale'

const tall = fc.tuple(fc.integer({ min: 20_000_000, max: 2_000_000_000 }), fc.integer({ min: 100, max: 4000 }))

describe('a scroll bar', () => {
  test('moves with content that a browser can draw', () => {
    const scale = scrollScale(1_000_000 / 28, 700)
    expect([scale.isScaled, scale.height, scale.toContent(123), scale.toScroll(123)]).toEqual([
      false,
      1_000_000 / 28,
      123,
      123,
    ])
  })

  test('reaches both ends of content of any height', () => {
    fc.assert(
      fc.property(tall, ([height, view]) => {
        const scale = scrollScale(height, view)
        expect(scale.height).toBeLessThanOrEqual(16_000_000)
        expect(scale.toContent(0)).toBe(0)
        expect(scale.toContent(scale.height - view)).toBeCloseTo(height - view, 3)
      }),
    )
  })

  test('leads back to the place it came from', () => {
    fc.assert(
      fc.property(tall, fc.double({ min: 0, max: 1, noNaN: true }), ([height, view], share) => {
        const scale = scrollScale(height, view)
        const place = share * (height - view)
        expect(scale.toContent(scale.toScroll(place))).toBeCloseTo(place, 3)
      }),
    )
  })
})
