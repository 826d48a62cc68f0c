/** Words, one per row, on typed memory: UTF-16 units of all of them one after the other, and where each ends. */
export interface TextList {
  kind: 'text-list'
  units: Int16Array
  ends: Uint32Array
}

/** A category per row as a position in `levels`; −1 is none. */
export interface CodeList {
  kind: 'code-list'
  codes: Int32Array
  levels: readonly string[]
}

/** A field of records: numbers (NaN is none), words or categories. */
export type RecordField = Float64Array | Int32Array | TextList | CodeList

/**
 * Many small objects of the same shape, kept by field: `customers[{ id, value }]` as two arrays instead of a million
 * objects. The command line writes them as a list of objects.
 */
export interface Records {
  kind: 'records'
  nRows: number
  fields: Readonly<Record<string, RecordField>>
}

export function records(nRows: number, fields: Records['fields']): Records {
  return { kind: 'records', nRows, fields }
}

export function isRecords(value: unknown): value is Records {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'records'
}

/** Puts words on typed memory. */
export function textList(words: readonly string[]): TextList {
  const ends = new Uint32Array(words.length)
  let length = 0
  for (let i = 0; i < words.length; i++) {
    length += (words[i] as string).length
    ends[i] = length
  }
  const units = new Int16Array(length)
  let at = 0
  for (const word of words) for (let j = 0; j < word.length; j++) units[at++] = word.charCodeAt(j)
  return { kind: 'text-list', units, ends }
}

/** The word at a position of a list. */
export function textAt({ units, ends }: TextList, index: number): string {
  const start = index === 0 ? 0 : (ends[index - 1] as number)
  const end = ends[index] as number
  let word = ''
  for (let at = start; at < end; at++) word += String.fromCharCode((units[at] as number) & 0xffff)
  return word
}

/** The value of a field at a row: a number, a word, or null where there is none. */
export function fieldAt(field: RecordField, row: number): number | string | null {
  if (field instanceof Float64Array || field instanceof Int32Array) {
    const value = field[row] as number
    return Number.isNaN(value) ? null : value
  }
  if (field.kind === 'text-list') return textAt(field, row)
  return field.levels[field.codes[row] as number] ?? null
}

/** A field with only some of its rows, in the order given. */
export function pickField(field: RecordField, rows: Int32Array): RecordField {
  if (field instanceof Float64Array) {
    const picked = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) picked[i] = field[rows[i] as number] as number
    return picked
  }
  if (field instanceof Int32Array) return rows.map((row) => field[row] as number)
  if (field.kind === 'code-list') return { ...field, codes: rows.map((row) => field.codes[row] as number) }
  return textList(Array.from(rows, (row) => textAt(field, row)))
}

/** The records as objects, those of some rows or all; infinities by name, as JSON has no word for them. */
export function recordObjects({ nRows, fields }: Records, rows?: ArrayLike<number>): Record<string, unknown>[] {
  const entries = Object.entries(fields)
  return Array.from({ length: rows?.length ?? nRows }, (_, i) => {
    const row = rows ? (rows[i] as number) : i
    const record: Record<string, unknown> = {}
    for (const [name, field] of entries) {
      const value = fieldAt(field, row)
      record[name] = typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
    }
    return record
  })
}
