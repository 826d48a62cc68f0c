import fs from 'node:fs'

const cities = ['Beijing', 'Shanghai', 'Guangzhou', 'Chengdu', 'Hangzhou', 'Wuhan', 'Xi’an', 'Harbin']
const channels = ['shop', 'web', 'app', 'phone']
const rowsPerWrite = 10_000

const nRows = 1_000_000
/** Columns beside the measures. */
const names = ['order_id', 'customer_id', 'day', 'paid_at', 'city', 'channel', 'note', 'amount', 'quantity', 'age']

/** Writes a CSV of a million purchases in `nColumns` columns — ids, days, times, labels, words and numbers, some missing — the same at every call. */
export function writeMillionRows(file: string, nColumns: number): void {
  let state = 11
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const measures = Array.from({ length: nColumns - names.length }, (_, j) => `measure_${j + 1}`)
  const handle = fs.openSync(file, 'w')
  fs.writeSync(handle, `${[...names, ...measures].join(',')}\n`)
  for (let start = 0; start < nRows; start += rowsPerWrite) {
    const lines: string[] = []
    for (let i = start; i < Math.min(nRows, start + rowsPerWrite); i++) lines.push(lineOf(i, measures.length, next))
    fs.writeSync(handle, `${lines.join('\n')}\n`)
  }
  fs.closeSync(handle)
}

function lineOf(i: number, nMeasures: number, next: () => number): string {
  const day = new Date(Date.UTC(2021, 0, 1 + Math.floor(next() * 1460))).toISOString().slice(0, 10)
  const time = `${String(Math.floor(next() * 24)).padStart(2, '0')}:${String(Math.floor(next() * 60)).padStart(2, '0')}:00`
  const labels = [
    cities[Math.floor(next() * 8)],
    channels[Math.floor(next() * 4)],
    `parcel ${Math.floor(next() * 5000)}`,
  ]
  const amount = (next() * next() * 900 + 5).toFixed(2)
  const age = next() < 0.08 ? '' : 18 + Math.floor(next() * 60)
  const numbers = Array.from({ length: nMeasures }, (_, j) => ((i % 5) * ((j % 3) + 1) + next() * 4).toFixed(3))
  const head = [i + 1, `C${Math.floor(next() * 200_000)}`, day, `${day} ${time}`, ...labels, amount]
  return [...head, 1 + Math.floor(next() * 9), age, ...numbers].join(',')
}
