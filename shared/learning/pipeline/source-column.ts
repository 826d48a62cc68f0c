import type { Column } from '../../dataset/column'

const dayMs = 86_400_000

/** Whether a column's values name kinds rather than measure: text, and integers that stand for categories (0/1). */
export function isCategory(column: Column): boolean {
  return column.kind === 'categorical' || column.measureType === 'nominal'
}

/** A number of a column at a row; NaN where it is missing. Days since 1970 for a date: milliseconds are too large to compute with. */
export function numberAt(column: Column, row: number): number {
  if (column.kind === 'categorical') return Number.NaN
  const value = column.values[row] as number
  if (!Number.isFinite(value)) return Number.NaN
  return column.measureType === 'time' ? value / dayMs : value
}

/** A category as it is written; null where it is missing. */
export function levelAt(column: Column, row: number): string | null {
  if (column.kind === 'categorical') return column.levels[column.codes[row] as number] ?? null
  const value = column.values[row] as number
  return Number.isFinite(value) ? String(value) : null
}

/** A column as codes into sorted levels, those that occur in the rows asked for. */
export interface Coded {
  /** Per row of the whole column: position in `levels`, −1 for missing, −2 for a level that `rows` do not have. */
  codes: Int32Array
  levels: string[]
  /** Rows per level among `rows`. */
  counts: number[]
}

/**
 * Levels of a column that occur in some rows, sorted by code point, and every row's place among them.
 * @param nRows length of the column
 */
export function codeColumn(column: Column, rows: Int32Array, nRows: number): Coded {
  const raw = rawCodes(column, nRows)
  const seen = new Int32Array(raw.levels.length)
  for (let i = 0; i < rows.length; i++) {
    const code = raw.codes[rows[i] as number] as number
    if (code >= 0) seen[code] = (seen[code] as number) + 1
  }
  const kept = raw.levels.flatMap((level, code) => ((seen[code] as number) > 0 ? [{ level, code }] : []))
  kept.sort((a, b) => compareCodePoints(a.level, b.level))
  const place = new Int32Array(raw.levels.length).fill(-2)
  for (const [at, { code }] of kept.entries()) place[code] = at
  return {
    codes: raw.codes.map((code) => (code < 0 ? -1 : (place[code] as number))),
    levels: kept.map(({ level }) => level),
    counts: kept.map(({ code }) => seen[code] as number),
  }
}

/** Every row's place among levels that are known already: −1 for missing, −2 for an unknown level. */
export function placeLevels(column: Column, levels: readonly string[], nRows: number): Int32Array {
  const raw = rawCodes(column, nRows)
  const known = new Map(levels.map((level, at) => [level, at]))
  const place = raw.levels.map((level) => known.get(level) ?? -2)
  return raw.codes.map((code) => (code < 0 ? -1 : (place[code] as number)))
}

function rawCodes(column: Column, nRows: number): { codes: Int32Array; levels: readonly string[] } {
  if (column.kind === 'categorical') return column
  const levels: string[] = []
  const known = new Map<number, number>()
  const codes = new Int32Array(nRows)
  for (let i = 0; i < nRows; i++) {
    const value = column.values[i] as number
    if (!Number.isFinite(value)) {
      codes[i] = -1
      continue
    }
    let code = known.get(value)
    if (code === undefined) {
      code = levels.push(String(value)) - 1
      known.set(value, code)
    }
    codes[i] = code
  }
  return { codes, levels }
}

/** UTF-16 order, which is code point order for all that columns hold in practice. */
function compareCodePoints(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
