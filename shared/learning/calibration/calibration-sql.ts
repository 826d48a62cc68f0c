import { sqlNumber } from '../linear/logistic-sql'
import { type Calibration, type CalibrationCurve, EDGE } from './calibration'

/**
 * Calibrated probabilities as SQL, one expression per class.
 * @param raw names of columns with what the model says, one per class
 */
export function calibrationToSql({ curves }: Calibration, raw: readonly string[]): string[] {
  if (raw.length === 2) {
    const p = curveSql(curves[0] as CalibrationCurve, raw[1] as string)
    return [`(1.0 - ${p})`, p]
  }
  const own = curves.map((curve, k) => curveSql(curve, raw[k] as string))
  return own.map((p) => `(${p} / (${own.join(' + ')}))`)
}

function curveSql(curve: CalibrationCurve, p: string): string {
  if (curve.kind === 'sigmoid') {
    const inside = `min(1.0 - ${EDGE}, max(${EDGE}, ${p}))`
    const { slope, offset } = curve.scaling
    return `(1.0 / (1.0 + exp((${sqlNumber(slope)}) * ln(${inside} / (1.0 - ${inside})) + (${sqlNumber(offset)}))))`
  }
  const { x, y } = curve.steps
  const last = x.length - 1
  const cases = Array.from({ length: last }, (_, i) => {
    const [a, b, low, high] = [x[i], x[i + 1], y[i], y[i + 1]] as [number, number, number, number]
    const line =
      low === high
        ? sqlNumber(low)
        : `${sqlNumber(low)} + (${sqlNumber(high - low)}) * (${p} - ${sqlNumber(a)}) / ${sqlNumber(b - a)}`
    return `WHEN ${p} < ${sqlNumber(b)} THEN ${line}`
  })
  const first = `WHEN ${p} <= ${sqlNumber(x[0] as number)} THEN ${sqlNumber(y[0] as number)}`
  return `(CASE ${[first, ...cases].join(' ')} ELSE ${sqlNumber(y[last] as number)} END)`
}
