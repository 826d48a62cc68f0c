import { incompleteBeta } from './incomplete-beta'

/**
 * Probability of a value of Student's t distribution that is at least as far from 0 as t, on either side.
 * @param degrees > 0, not necessarily whole
 */
export function studentTwoSided(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
}
