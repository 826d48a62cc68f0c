import { minimizeSmooth, type SmoothFunction } from '@shared/math/minimize-smooth'
import { standardErrors } from '@shared/math/standard-errors'
import { describe, expect, test } from 'vitest'

function run(f: SmoothFunction, start: number[]) {
  const steps = minimizeSmooth(f, Float64Array.from(start))
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** Rosenbrock's valley; least at (1, 1). */
const rosenbrock: SmoothFunction = (x, gradient) => {
  const [a, b] = [x[0] as number, x[1] as number]
  gradient[0] = -2 * (1 - a) - 400 * a * (b - a * a)
  gradient[1] = 200 * (b - a * a)
  return (1 - a) ** 2 + 100 * (b - a * a) ** 2
}

describe('minimizeSmooth', () => {
  test.each([[[-1.2, 1]], [[3, -4]], [[0, 0]]])('finds the end of a curved valley from %j', (start) => {
    const { x, converged } = run(rosenbrock, start)
    expect(converged).toBe(true)
    expect(Math.hypot((x[0] as number) - 1, (x[1] as number) - 1)).toBeLessThan(1e-6)
  })

  test('a valley without end is left when it is flat, at its level', () => {
    const flat: SmoothFunction = (x, gradient) => {
      gradient[0] = -Math.exp(-(x[0] as number))
      return Math.exp(-(x[0] as number))
    }
    const { value, converged } = run(flat, [0])
    expect(converged).toBe(true)
    expect(value).toBeLessThan(1e-7)
  })
})

describe('standardErrors', () => {
  test('of a quadratic they are the roots of the inverse’s diagonal', () => {
    // f = ½(4x² + 2xy + 3y²): information [[4, 1], [1, 3]], inverse [[3, −1], [−1, 4]] / 11.
    const f: SmoothFunction = (at, gradient) => {
      const [x, y] = [at[0] as number, at[1] as number]
      gradient[0] = 4 * x + y
      gradient[1] = x + 3 * y
      return 2 * x * x + x * y + 1.5 * y * y
    }
    const errors = standardErrors(f, Float64Array.of(0, 0))
    expect(errors[0]).toBeCloseTo(Math.sqrt(3 / 11), 9)
    expect(errors[1]).toBeCloseTo(Math.sqrt(4 / 11), 9)
  })

  test('a flat direction has none', () => {
    const f: SmoothFunction = (x, gradient) => {
      gradient[0] = x[0] as number
      gradient[1] = 0
      return (x[0] as number) ** 2 / 2
    }
    expect(Array.from(standardErrors(f, Float64Array.of(0, 0)))).toEqual([Number.NaN, Number.NaN])
  })
})
