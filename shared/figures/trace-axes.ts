import type { FilledTrace } from './points'

/** The layout's name of a trace's axis: `x` or `x2` is `xaxis` or `xaxis2`. */
export function axisName(trace: FilledTrace, letter: 'x' | 'y'): string {
  const said = trace[`${letter}axis`]
  return typeof said === 'string' ? `${letter}axis${said.slice(1)}` : `${letter}axis`
}

export function isLogAxis(layout: Readonly<Record<string, unknown>>, axis: string): boolean {
  return (layout[axis] as { type?: unknown } | undefined)?.type === 'log'
}

/** True when a trace stands on the axes that are told of without a number. */
export function isFirstPair(trace: FilledTrace): boolean {
  return axisName(trace, 'x') === 'xaxis' && axisName(trace, 'y') === 'yaxis'
}
