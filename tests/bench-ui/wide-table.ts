import fs from 'node:fs'

const rowsPerWrite = 1000

/** Writes a CSV of `nRows` rows in 200 columns — numbers, days and words, some missing — the same at every call. */
export function writeWideTable(file: string, nRows = 100_000): void {
  let state = 7
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const names = Array.from({ length: 200 }, (_, j) => `${j % 4 === 3 ? 'word' : j % 10 === 0 ? 'day' : 'measure'}_${j}`)
  const cellOf = (name: string, j: number, i: number): string => {
    if (next() < 0.02 * (j % 3)) return ''
    if (name.startsWith('word')) return `w${Math.floor(next() * (j % 5 ? 8 : 400))}`
    if (name.startsWith('measure')) return ((i % 7) * (j % 3) + next() * next() * 50).toFixed(2)
    return new Date(Date.UTC(2021, 0, 1 + Math.floor(next() * 1400))).toISOString().slice(0, 10)
  }
  const handle = fs.openSync(file, 'w')
  fs.writeSync(handle, `${names.join(',')}\n`)
  for (let start = 0; start < nRows; start += rowsPerWrite) {
    const lines = Array.from({ length: Math.min(rowsPerWrite, nRows - start) }, (_, i) =>
      names.map((name, j) => cellOf(name, j, start + i)).join(','),
    )
    fs.writeSync(handle, `${lines.join('\n')}\n`)
  }
  fs.closeSync(handle)
}
