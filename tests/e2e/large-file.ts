import fs from 'node:fs'

/** Writes a CSV of `nRows` customers in `nColumns` columns of numbers around five groups, the same at every call. */
export function writeLargeFile(file: string, nRows = 200_000, nColumns = 10): void {
  let state = 7
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const names = Array.from({ length: nColumns }, (_, j) => `x${j}`)
  const lines = [`id,${names.join(',')}`]
  for (let i = 0; i < nRows; i++) {
    lines.push(`${i},${names.map((_, j) => ((i % 5) * ((j % 3) + 1) + next() * 4).toFixed(3)).join(',')}`)
  }
  fs.writeFileSync(file, lines.join('\n'))
}
