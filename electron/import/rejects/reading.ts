import type { StorageType } from '@shared/dataset/schema'
import type { Dialect } from '../delimited/dialect'
import { alignedCells, BLANKS } from '../delimited/parse-aligned'
import { parseText } from '../delimited/parse-strings'
import { StoredKind, StoredRow } from '../parts/record'
import type { TablePlan } from '../plan/plan-table'
import { type Converter, converterFor, verbatimConverter } from '../rows/converters'
import { rowOf } from '../rows/row'
import { RowShaper, type Shape } from '../rows/row-shaper'
import type { Conventions } from '../types/decide-column'
import { MissingTokens } from '../types/missing-tokens'

/** How cells of a file become columns: what is kept with a receipt, so that rejected rows can be read again without the file. */
export interface Reading {
  /** Null where rejected rows are written with tabs between their cells. */
  dialect: Dialect | null
  width: number
  verbatim: boolean
  conventions: Conventions
  shape?: Shape | null
  columns: { name: string; source: number; storage: StorageType; compactDates: boolean; missing: readonly string[] }[]
}

export function readingOf(plan: TablePlan, dialect: Dialect | null): Reading {
  return {
    dialect,
    width: plan.width,
    verbatim: plan.verbatim,
    conventions: plan.conventions,
    shape: plan.shape,
    columns: plan.columns.map(({ name, source, storage, compactDates, missing }) => ({
      name,
      source,
      storage,
      compactDates,
      missing: missing.words,
    })),
  }
}

/** Cells of a row as it is written. */
export function cellsOf(raw: string, { dialect }: Pick<Reading, 'dialect'>): string[] {
  if (dialect === null) return raw.split('\t')
  if (dialect.delimiter === BLANKS) return alignedCells(raw, dialect.places)
  return parseText(raw, dialect)[0] ?? []
}

export type Stored = string | number | null

/** Reads cells as the import did. */
export class RowReader {
  readonly #reading: Reading
  readonly #converters: readonly Converter[]
  readonly #stored: StoredRow

  constructor(reading: Reading) {
    this.#reading = reading
    this.#converters = reading.columns.map(({ missing, ...column }) =>
      reading.verbatim
        ? verbatimConverter
        : converterFor({ ...column, ...reading.conventions, missing: new MissingTokens(missing) }),
    )
    this.#stored = new StoredRow(reading.columns.length)
  }

  /** The values to be stored, or the index of the column whose cell does not fit; −1 when there are too many cells. */
  read(cells: readonly string[]): { values: Stored[] } | { misfit: number } {
    const { width, columns, shape } = this.#reading
    if (cells.slice(width).some((cell) => cell !== '')) return { misfit: -1 }
    const written = rowOf(cells, { row: 0, line: 0, raw: () => '' })
    const row = shape ? new RowShaper(shape).row(written) : written
    const stored = this.#stored
    stored.begin(row.bytes)
    for (const [j, convert] of this.#converters.entries()) {
      const source = columns[j]?.source ?? 0
      if (source >= row.width) stored.kinds[j] = StoredKind.null
      else if (!convert(row, source, stored, j)) return { misfit: j }
    }
    return { values: valuesOf(stored) }
  }
}

function valuesOf(stored: StoredRow): Stored[] {
  return Array.from({ length: stored.width }, (_, j) => {
    const kind = stored.kinds[j]
    if (kind === StoredKind.null) return null
    if (kind === StoredKind.integer || kind === StoredKind.real) return stored.numbers[j] as number
    const bytes = kind === StoredKind.text ? stored.bytes : stored.scratch
    return Buffer.from(bytes.subarray(stored.starts[j], stored.ends[j])).toString('utf8')
  })
}
