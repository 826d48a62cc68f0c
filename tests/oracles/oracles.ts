import fs from 'node:fs'
import path from 'node:path'

/** Reference data and results beside the project; tests that need them are skipped where they are not. */
const folder = path.resolve(import.meta.dirname, '../../../shared/oracles')

export const hasOracles = fs.existsSync(path.join(folder, 'ref'))

/** A file of the oracles by its path inside them. */
export function oraclePath(...parts: string[]): string {
  return path.join(folder, ...parts)
}

/** A reference file, e.g. `reference('kmeans')`. */
export function reference<T = Record<string, unknown>>(name: string): T {
  return JSON.parse(fs.readFileSync(oraclePath('ref', `${name}.json`), 'utf8')) as T
}

/** Cells of a plain comma-separated file: no quoted line breaks, which is all that the reference data needs. */
export function readPlainCsv(...parts: string[]): { header: string[]; rows: string[][] } {
  const words = fs.readFileSync(oraclePath('data', ...parts), 'utf8').replace(/^\uFEFF/, '')
  const lines = words.split(/\r?\n/).filter((line) => line !== '')
  const [header = [], ...rows] = lines.map(splitCells)
  return { header, rows }
}

function splitCells(line: string): string[] {
  const cells = line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)
  const words = [...cells].map(([, cell = '']) =>
    cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
  )
  return line.endsWith(',') ? words : words.slice(0, -1)
}

/** Numeric columns of such a file by name; what is not a number is NaN. */
export function numericColumns(file: string[], names: readonly string[]): Float64Array[] {
  const { header, rows } = readPlainCsv(...file)
  return names.map((name) => {
    const position = header.indexOf(name)
    if (position < 0) throw new Error(`${file.join('/')} has no column ${name}`)
    return Float64Array.from(rows, (row) => (row[position]?.trim() ? Number(row[position]) : Number.NaN))
  })
}
