import type { setOperations } from './segment-definition'

/**
 * Combines sets of rows.
 * @param sets ascending row ids; `difference` takes all others from the first, `complement` takes all from 0 … nRows − 1
 * @returns ascending row ids
 * Cost: O(nRows + members).
 */
export function combineRows(
  operation: (typeof setOperations)[number],
  sets: readonly Int32Array[],
  nRows: number,
): Int32Array {
  const counts = new Uint16Array(nRows)
  const first = new Uint8Array(nRows)
  sets.forEach((set, i) => {
    for (const row of set) {
      counts[row] = (counts[row] as number) + 1
      if (i === 0) first[row] = 1
    }
  })
  const wanted = {
    union: (row: number) => (counts[row] as number) > 0,
    intersection: (row: number) => counts[row] === sets.length,
    difference: (row: number) => first[row] === 1 && counts[row] === 1,
    complement: (row: number) => counts[row] === 0,
  }[operation]
  const rows = new Int32Array(nRows)
  let count = 0
  for (let row = 0; row < nRows; row++) if (wanted(row)) rows[count++] = row
  return rows.slice(0, count)
}
