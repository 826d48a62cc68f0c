import type { ColumnOption, ImportOptions, Inspection } from '@shared/contract/import'
import type { ImportMode } from '@shared/contract/reimport'
import type { MeasureType, StorageType } from '@shared/dataset/schema'

/** How the file is read, as far as somebody has said; the rest is guessed. */
export type Reading = Pick<
  ImportOptions,
  'sheet' | 'encoding' | 'delimiter' | 'quote' | 'header' | 'decimal' | 'dateOrder' | 'missingTokens' | 'strict'
>
export type ColumnChoice = Omit<ColumnOption, 'source'>

/** What has been said about one file on its way in. */
export interface ImportDraft {
  step: 'file' | 'columns' | 'update' | 'import'
  reading: Partial<Reading>
  /** By position in the file. */
  columns: Readonly<Record<number, ColumnChoice>>
  /** Every sheet of the workbook, each read as it is guessed. */
  allSheets: boolean
  /** Name in the workspace; null until somebody writes one. */
  name: string | null
  jobId: string | null
  /** How the file goes into a dataset that is there; null until somebody says. */
  mode: ImportMode | null
  /** Columns that name a row; null: the ones found. */
  key: string[] | null
  /** When a file with this header was imported before, whose options these are; null when everything is guessed. */
  recalledAt: string | null
  /** Whether it has been asked what was said about the last such file. */
  asked: boolean
  /** All files that wait at once: those with the same columns become one dataset. */
  together: boolean
}

export const newDraft: ImportDraft = {
  step: 'file',
  reading: {},
  columns: {},
  allSheets: false,
  name: null,
  jobId: null,
  mode: null,
  key: null,
  recalledAt: null,
  asked: false,
  together: false,
}

/** Options that decide where columns begin and end: what was said about single columns no longer fits. */
const recuts: ReadonlySet<keyof Reading> = new Set(['sheet', 'encoding', 'delimiter', 'quote', 'header'])

/** The draft after somebody said how to read the file. */
export function withReading(draft: ImportDraft, change: Partial<Reading>): ImportDraft {
  const recut = (Object.keys(change) as (keyof Reading)[]).some((key) => recuts.has(key))
  return { ...draft, reading: { ...draft.reading, ...change }, columns: recut ? {} : draft.columns }
}

/** The draft after somebody said something about a column. */
export function withColumn(draft: ImportDraft, source: number, change: ColumnChoice): ImportDraft {
  return { ...draft, columns: { ...draft.columns, [source]: { ...draft.columns[source], ...change } } }
}

/** What the engine is told: how to read, and the columns somebody spoke about. */
export function optionsOf({ reading, columns }: Pick<ImportDraft, 'reading' | 'columns'>): Partial<ImportOptions> {
  const said = Object.entries(columns).map(([source, choice]) => ({ source: Number(source), ...choice }))
  return { ...reading, ...(said.length > 0 ? { columns: said } : {}) }
}

/**
 * What the import is told: the options, and the sheet by name, because without one every sheet is imported. For all sheets
 * what was said about this one does not count.
 */
export function startOptionsOf(draft: ImportDraft, sheet: string | null): Partial<ImportOptions> {
  if (draft.allSheets) {
    const { missingTokens, decimal, dateOrder, strict } = draft.reading
    const said = Object.entries({ missingTokens, decimal, dateOrder, strict }).filter(
      ([, value]) => value !== undefined,
    )
    return Object.fromEntries(said)
  }
  return { ...optionsOf(draft), ...(sheet === null ? {} : { sheet }) }
}

/** How values are kept when a column is given another meaning: identifiers keep their leading zeros, sums need numbers. */
export function storageFor(measureType: MeasureType, storage: StorageType): StorageType {
  if (measureType === 'continuous') return storage === 'integer' || storage === 'real' ? storage : 'real'
  if (measureType === 'time') return storage === 'datetime' ? 'datetime' : 'date'
  return measureType === 'id' || measureType === 'text' ? 'text' : storage
}

/** A name from the file's: without its ending, and with the sheet's when there are several. */
export function nameFrom({ file, sheets, sheet }: Pick<Inspection, 'file' | 'sheets' | 'sheet'>): string {
  const base = file.replace(/(\.(csv|tsv|txt|xlsx|xlsm|xls|ods|json|ndjson|jsonl|parquet|sqlite|db|gz))+$/i, '')
  return sheets.length > 1 && sheet ? `${base} ${sheet}` : base
}

/** The name itself, or with the first number that is free: an existing dataset is never replaced by surprise. */
export function freeName(name: string, taken: readonly string[]): string {
  const lower = new Set(taken.map((other) => other.toLowerCase()))
  if (!lower.has(name.toLowerCase())) return name
  for (let number = 2; ; number++) {
    if (!lower.has(`${name} ${number}`.toLowerCase())) return `${name} ${number}`
  }
}
