import { createMatrix, type Matrix } from '../../dataset/column'
import { type PlattScaling, plattProbability, plattScaling } from '../vector-machine/platt-scaling'
import { type Isotonic, isotonicFit, isotonicValue } from './isotonic'

export type CalibrationKind = 'sigmoid' | 'isotonic'

/** One monotone curve from a class's probability to its calibrated one. */
export type CalibrationCurve = { kind: 'sigmoid'; scaling: PlattScaling } | { kind: 'isotonic'; steps: Isotonic }

/** Curves of the positive class, or of every class where there are more than two. */
export interface Calibration {
  kind: CalibrationKind
  curves: CalibrationCurve[]
}

/** Probabilities nearer to 0 or 1 say no more: a forest whose trees agree answers 0 or 1, which is no certainty. */
export const EDGE = 1e-4

/** Log-odds of a probability, kept finite. */
export function logOdds(p: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, p))
  return Math.log(inside / (1 - inside))
}

/**
 * Learns how probabilities are to be read from rows that the model did not learn from.
 * @param predicted nSamples × nClasses
 * @param y nSamples classes
 * Cost: O(n log n). Source: Platt (1999) on log-odds; Zadrozny & Elkan (2002), "Transforming classifier scores into accurate
 * multiclass probability estimates".
 */
export function fitCalibration(kind: CalibrationKind, predicted: Matrix, y: Float64Array): Calibration {
  const { data, nRows, nColumns: k } = predicted
  const asked = k === 2 ? [1] : Array.from({ length: k }, (_, own) => own)
  const curves = asked.map((own): CalibrationCurve => {
    const isOwn = Uint8Array.from({ length: nRows }, (_, i) => (y[i] === own ? 1 : 0))
    const p = Float64Array.from({ length: nRows }, (_, i) => data[i * k + own] as number)
    return kind === 'sigmoid'
      ? { kind, scaling: plattScaling(p.map(logOdds), isOwn) }
      : { kind, steps: isotonicFit(p, isOwn) }
  })
  return { kind, curves }
}

/** The calibrated probability of one class before all are brought to a sum of 1. */
export function calibratedValue(curve: CalibrationCurve, p: number): number {
  return curve.kind === 'sigmoid' ? plattProbability(curve.scaling, logOdds(p)) : isotonicValue(curve.steps, p)
}

/** Calibrated probabilities: nSamples × nClasses, rows adding up to 1. */
export function applyCalibration({ curves }: Calibration, predicted: Matrix): Matrix {
  const { data, nRows, nColumns: k } = predicted
  const answer = createMatrix(nRows, k)
  for (let i = 0; i < nRows; i++) {
    const row = answer.data.subarray(i * k, (i + 1) * k)
    if (k === 2) {
      const p = calibratedValue(curves[0] as CalibrationCurve, data[i * 2 + 1] as number)
      row.set([1 - p, p])
      continue
    }
    let total = 0
    for (let own = 0; own < k; own++) {
      row[own] = calibratedValue(curves[own] as CalibrationCurve, data[i * k + own] as number)
      total += row[own] as number
    }
    for (let own = 0; own < k; own++) row[own] = total > 0 ? (row[own] as number) / total : 1 / k
  }
  return answer
}
