import { chiSquaredTail } from '../../math/chi-squared'
import { normalQuantile } from '../../math/normal-quantile'

export interface Coefficient {
  term: string
  /** The class it speaks for; null with two classes. */
  class: string | null
  estimate: number
  standardError: number | null
  z: number | null
  p: number | null
  ciLow: number | null
  ciHigh: number | null
  oddsRatio: number | null
}

const z95 = normalQuantile(0.975)

const finite = (value: number) => (Number.isFinite(value) ? value : null)

/** A coefficient with its Wald test and 95 % interval. */
export function coefficientOf(term: string, own: string | null, estimate: number, error: number): Coefficient {
  const z = estimate / error
  return {
    term,
    class: own,
    estimate,
    standardError: finite(error),
    z: finite(z),
    p: Number.isFinite(z) ? chiSquaredTail(z * z, 1) : null,
    ciLow: finite(estimate - z95 * error),
    ciHigh: finite(estimate + z95 * error),
    oddsRatio: finite(Math.exp(estimate)),
  }
}
