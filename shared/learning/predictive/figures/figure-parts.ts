import { axisTitle, wordsAt } from '../../../transactions/method-words'

/** Words of `predict`. */
export const { at } = wordsAt('predict')

/** Points of a drawn curve; the stored one keeps all. */
const POINTS = 300

/** Evenly chosen positions, first and last included. */
export function thinned(length: number, most = POINTS): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)))
}

/** Values at some places. */
export const pick = (values: ArrayLike<number>, places: readonly number[]) => places.map((i) => values[i] as number)

/** An axis of shares, 0 to 100 %. */
export const percentAxis = (title: Parameters<typeof axisTitle>[0]) => ({
  ...axisTitle(title),
  tickformat: '.0%',
  range: [0, 1.02],
})

export const accent = { $color: 'accent' }
export const muted = { $color: 'muted' }

/** A line to compare with: chance, or the mean. */
export const dotted = (x: number[], y: number[]) => ({
  type: 'scatter',
  mode: 'lines',
  x,
  y,
  line: { color: muted, width: 1, dash: 'dot' },
  hoverinfo: 'skip',
  showlegend: false,
})
