import type { Matrix } from '@shared/dataset/column'
import { nearestCounterfactual, type Option } from '@shared/learning/predictive/counterfactual'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

/** Three columns with values 0 … 3, all as they are encoded. */
function optionsFor(row: readonly number[]): Option[] {
  return row.flatMap((own, j) =>
    [0, 1, 2, 3]
      .filter((value) => value !== own)
      .map((value) => ({ column: `c${j}`, value, places: [j], encoded: [value], cost: Math.abs(value - own) / 3 })),
  )
}

const scoreBy = (worth: readonly number[]) => (x: Matrix) =>
  Float64Array.from({ length: x.nRows }, (_, i) =>
    worth.reduce((sum, w, j) => sum + w * (x.data[i * x.nColumns + j] as number), 0),
  )

describe('nearestCounterfactual', () => {
  const numbers = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3))
  const worths = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5))

  test('the change does what it says, and nobody changes more columns than needed', () => {
    fc.assert(
      fc.property(numbers, worths, fc.integer({ min: 1, max: 30 }), (row, worth, goal) => {
        const score = scoreBy(worth)
        const found = nearestCounterfactual(score, Float64Array.from(row), optionsFor(row), goal)
        const all = [0, 1, 2, 3]
        const needed = all
          .flatMap((a) => all.flatMap((b) => all.map((c) => [a, b, c])))
          .filter((other) => worth.reduce((sum, w, j) => sum + w * (other[j] as number), 0) < goal)
          .map((other) => Math.max(1, other.filter((value, j) => value !== row[j]).length))
        const isPossible = needed.length > 0 && optionsFor(row).length > 0
        if (!isPossible) expect(found).toBeNull()
        if (!found) return
        const changed = [...row]
        for (const { column, value } of found.changes) changed[Number(column.slice(1))] = value as number
        expect(worth.reduce((sum, w, j) => sum + w * (changed[j] as number), 0)).toBe(found.score)
        expect(found.score).toBeLessThan(goal)
        expect(found.changes.length).toBeLessThanOrEqual(Math.max(1, Math.min(...needed)))
      }),
    )
  })

  test('of single changes the nearest value is taken', () => {
    const row = [3, 0, 0]
    expect(nearestCounterfactual(scoreBy([1, 0, 0]), Float64Array.from(row), optionsFor(row), 2.5)).toEqual({
      changes: [{ column: 'c0', value: 2 }],
      score: 2,
    })
  })
})
