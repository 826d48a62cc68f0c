import type { FilledTrace } from './points'

/** Dataset rows behind some points of a trace; null when they are not rows. */
export function rowsBehind(trace: FilledTrace, points: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> | null {
  const { $rows } = trace
  if ($rows === true) return points
  return $rows instanceof Int32Array ? points.map((point) => $rows[point] as number) : null
}
