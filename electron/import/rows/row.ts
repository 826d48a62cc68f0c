/** What a cell of the file is, before its column has a type. */
export const RawKind = { empty: 0, text: 1, number: 2, boolean: 3, date: 4, datetime: 5, error: 6 } as const

/**
 * One row as it stands in the file. Rows are read into the same object again and again: whoever wants to keep one copies it.
 * Text is UTF-8 in `bytes` from `starts[i]` to `ends[i]`; numbers (booleans as 0 and 1) are in `numbers`.
 */
export interface RawRow {
  bytes: Uint8Array
  width: number
  kinds: Uint8Array
  starts: Int32Array
  ends: Int32Array
  numbers: Float64Array
  /** 0-based row of the file, and the 1-based line where it starts (0 where a format has no lines). */
  row: number
  line: number
  /** The row as it is written in the file, for the table of rejects. */
  raw(): string
  /** Set when the row itself is damaged; it is then rejected whatever its cells say. */
  damage: RowDamage | null
  /** Quotation marks stand where they mean nothing: the line may have been spoiled. */
  odd: boolean
}

/** Why a row cannot be used at all: `reason` is a key under `import-reasons` with its values. */
interface RowDamage {
  reason: string
  values?: Record<string, string | number>
  column?: number
}

/** Makes room for more cells; what is there is kept. */
export function widen(row: RawRow, width: number): void {
  if (row.kinds.length >= width) return
  const capacity = Math.max(width, row.kinds.length * 2)
  row.kinds = copyInto(new Uint8Array(capacity), row.kinds)
  row.starts = copyInto(new Int32Array(capacity), row.starts)
  row.ends = copyInto(new Int32Array(capacity), row.ends)
  row.numbers = copyInto(new Float64Array(capacity), row.numbers)
}

function copyInto<A extends Uint8Array | Int32Array | Float64Array>(target: A, source: A): A {
  target.set(source)
  return target
}

export function createRow(width = 64): RawRow {
  return {
    bytes: new Uint8Array(0),
    width: 0,
    kinds: new Uint8Array(width),
    starts: new Int32Array(width),
    ends: new Int32Array(width),
    numbers: new Float64Array(width),
    row: 0,
    line: 0,
    raw: () => '',
    damage: null,
    odd: false,
  }
}

/** A copy that stays as it is when the row is read into again. */
export function copyRow(row: RawRow): RawRow {
  const raw = row.raw()
  return {
    ...row,
    bytes: Uint8Array.from(row.bytes.subarray(0, Math.max(0, ...row.ends.subarray(0, row.width)))),
    kinds: row.kinds.slice(0, row.width),
    starts: row.starts.slice(0, row.width),
    ends: row.ends.slice(0, row.width),
    numbers: row.numbers.slice(0, row.width),
    raw: () => raw,
  }
}

/** What a format can say about a line that does not fit. */
export type LineReader = (raw: string) => { how: string; rows: string[][] }[]

/** Cells of a text as a row of the file, in the place of `origin`. */
export function rowOf(cells: readonly string[], origin: Pick<RawRow, 'row' | 'line' | 'raw'>, after = 0): RawRow {
  const row = createRow(cells.length)
  widen(row, cells.length)
  row.bytes = Buffer.from(cells.join(''))
  let at = 0
  cells.forEach((cell, i) => {
    row.kinds[i] = RawKind.text
    row.starts[i] = at
    at += Buffer.byteLength(cell)
    row.ends[i] = at
  })
  row.width = cells.length
  row.row = origin.row
  row.line = origin.line + after
  const raw = origin.raw()
  row.raw = () => raw
  return row
}
