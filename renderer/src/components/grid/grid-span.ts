/** First and last of some rows or columns; none when the last comes before the first. */
export interface Span {
  first: number
  last: number
}

/**
 * Columns that can be seen beside the pinned ones.
 * @param offsets left edge of each column in pixels, and the right edge of the last
 * @param pinned the first columns, which cover what scrolls behind them
 * @param left how far the grid is scrolled, in pixels
 * @param width of the view, in pixels
 * @param overscan columns taken more on either side
 */
export function columnSpan(
  offsets: readonly number[],
  pinned: number,
  { left, width }: { left: number; width: number },
  overscan = 0,
): Span {
  const count = offsets.length - 1
  const from = left + (offsets[Math.min(pinned, count)] ?? 0)
  const to = left + width
  let first = pinned
  while (first < count && (offsets[first + 1] ?? 0) <= from) first++
  let last = first
  while (last < count && (offsets[last] ?? 0) < to) last++
  return { first: Math.max(pinned, first - overscan), last: Math.min(count, last + overscan) - 1 }
}

/**
 * Rows of one height that can be seen.
 * @param top how far the content is scrolled, in pixels
 * @param height of the view, in pixels
 */
export function rowSpan(
  rowCount: number,
  rowHeight: number,
  { top, height }: { top: number; height: number },
  overscan = 0,
): Span {
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan)
  const last = Math.min(rowCount, Math.ceil((top + height) / rowHeight) + overscan) - 1
  return { first, last }
}

/** Most rows that a view of this height can show at once, `overscan` more on either side. */
export function mostRows(rowHeight: number, height: number, overscan = 0): number {
  return Math.ceil(height / rowHeight) + 1 + 2 * overscan
}
