import { dip, multimodality } from '@shared/math/dip'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'

const random = createRandom(8)
const sorted = (values: number[]) => Float64Array.from(values).sort()
const draw = (n: number, value: () => number) => Float64Array.from({ length: n }, value)
function dipOf(n: number, value: () => number): number {
  return dip(draw(n, value).sort())
}

describe('dip', () => {
  test('evenly spaced values have the smallest dip there is, 1 / (2n)', () => {
    for (const n of [4, 10, 101]) expect(dip(draw(n, () => 0).map((_, i) => i))).toBeCloseTo(1 / (2 * n), 12)
  })

  test('two equal piles far apart come near the largest dip, 1/4', () => {
    const piles = sorted(Array.from({ length: 2000 }, (_, i) => (i % 2) * 1000 + random.next() * 1e-6))
    expect(dip(piles)).toBeGreaterThan(0.24)
    expect(dip(piles)).toBeLessThanOrEqual(0.25)
  })

  test('a dip is the same for mirrored, shifted and stretched values', () => {
    const values = sorted(Array.from({ length: 300 }, (_, i) => random.normal() + (i % 3 === 0 ? 4 : 0)))
    const other = values.map((value) => 7 - 3 * value).sort()
    expect(dip(other)).toBeCloseTo(dip(values), 12)
  })

  // Oracle: Hartigan & Hartigan's table for uniform samples of 100 (90 % below 0.0471). Tolerance: 3 %, for 3,000 samples.
  test('uniform samples have the dips of the published table', () => {
    const dips = sorted(Array.from({ length: 3000 }, () => dipOf(100, random.next)))
    expect(Math.abs((dips[2700] as number) / 0.0471 - 1)).toBeLessThan(0.03)
  })

  test('one hump in a hundred at most is taken for several, whatever its size', () => {
    for (const n of [20, 50, 200, 1000]) {
      const several = Array.from({ length: 500 }, () => multimodality(draw(n, random.next))).filter(
        (value) => value > 1,
      )
      expect(several.length).toBeLessThanOrEqual(12)
    }
  })

  test('two humps are seen, one hump of any common shape is not', () => {
    expect(multimodality(draw(600, () => random.normal() + 6 * random.integer(2)))).toBeGreaterThan(2)
    expect(multimodality(draw(600, () => random.normal()))).toBeLessThan(1)
    expect(multimodality(draw(600, () => Math.exp(random.normal())))).toBeLessThan(1)
  })
})
