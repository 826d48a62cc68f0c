import { minimize } from './minimize'

const first = 8
const farthest = 1e9

/**
 * The power with the least cost: looked for from −8 to 8, and farther on where it lies at the border, as it does for values that are
 * nearly the same, seen from 0.
 * @param cost with one minimum
 */
export function bestPower(cost: (power: number) => number): number {
  let power = minimize(cost, -first, first, 1e-9)
  for (let border = first; Math.abs(power) > 0.95 * border && border < farthest; border *= 8) {
    const [near, far] = [Math.sign(power) * border * 0.5, Math.sign(power) * border * 8]
    const next = minimize(cost, Math.min(near, far), Math.max(near, far), 1e-9)
    if (!(cost(next) < cost(power))) break
    power = next
  }
  return power
}
