/** Values handled in one step: long enough to be worth it, short enough to leave the database free for others. */
const VALUES_AT_ONCE = 400_000
const ROWS_AT_ONCE = 40_000

/** Ranges `[from, to)` that cover `nRows` rows, shorter for wider tables. */
export function* rowRanges(nRows: number, nColumns: number): Generator<[number, number]> {
  const size = Math.max(200, Math.min(ROWS_AT_ONCE, Math.floor(VALUES_AT_ONCE / Math.max(1, nColumns))))
  for (let from = 0; from < nRows; from += size) yield [from, Math.min(nRows, from + size)]
}
