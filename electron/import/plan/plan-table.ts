import { failure } from '@shared/contract/app-error'
import type { ColumnOption, ImportOptions } from '@shared/contract/import'
import { type Text, text } from '@shared/contract/text'
import type { ColumnRole, MeasureType, StorageType } from '@shared/dataset/schema'
import { columnNames, makeUnique } from '../header/column-names'
import { findHeader, type HeaderGuess } from '../header/find-header'
import { headerSignature } from '../header/header-signature'
import { type LineReader, rowOf } from '../rows/row'
import { RowShaper, type Shape, shapeOf } from '../rows/row-shaper'
import { isBlankRow, type SampleRow } from '../rows/sample'
import type { Table } from '../table'
import { assignRoles } from '../types/assign-roles'
import { ColumnSample } from '../types/column-sample'
import { type Conventions, decideMeasure, decideStorage } from '../types/decide-column'
import { defaultMissingTokens, MissingTokens } from '../types/missing-tokens'
import { type ConventionGuesses, guessConventions } from './guess-conventions'

/** More columns than a table of the workspace takes beside its row id. */
export const MAX_COLUMNS = 1900
const SAMPLE_ROWS = 3000
const SAMPLE_CELLS = 60_000

export interface PlannedColumn {
  /** 0-based position in the file. */
  source: number
  name: string
  storage: StorageType
  /** What its values look like, also where every cell is kept as text. */
  likely: StorageType
  measureType: MeasureType
  role: ColumnRole | null
  confidence: number
  compactDates: boolean
  missing: MissingTokens
  sample: ColumnSample
  warnings: Text[]
  drop: boolean
  /** The type was said, not guessed: values that do not fit are rejected, however many. */
  pinned: boolean
  /** A pinned type may still become one that holds more: reals for integers, times for days. */
  mayWiden?: boolean
}

/** Everything that is decided before a table is read. */
export interface TablePlan {
  verbatim: boolean
  strict: boolean
  width: number
  header: HeaderGuess
  conventions: Conventions
  guesses: ConventionGuesses
  columns: PlannedColumn[]
  /** What files with the same header have in common. */
  signature: string
  missingTokens: readonly string[]
  /** Texts of the last header row as they stand in the file. */
  headerTexts: readonly string[]
  /** Widths that rows of the file usually have; null where a row's width means nothing (sheets end where their cells end). */
  widths: ReadonlySet<number> | null
  /** Other ways to read a line that does not fit. */
  readings: LineReader | null
  /** Rows usually fill several cells, so that lone cells at the end are notes. */
  dense: boolean
  shape: Shape | null
}

/**
 * Decides how a table is read: header, names, types, roles. What the options say is taken as it is; the rest is guessed.
 * @throws tableEmpty, headerOnly, tooManyColumns, columnMissing, headerOutside
 */
export function planTable(table: Table, options: Partial<ImportOptions>): TablePlan {
  const width = table.width
  if (table.head.every(isBlankRow) && table.complete) throw failure('tableEmpty')
  const header = headerOf(table, options)
  const headerRows = header.rows.map((row) => rowAt(table, row))
  header.joined = headerRows.flatMap((row) =>
    (row.joined ?? []).map((cells, i) => rowOf(cells, { ...row, raw: () => row.raw ?? '' }, i + 1)),
  )
  const names = table.names ? makeUnique(table.names) : columnNames(headerRows, width)
  const data = [...table.head.filter((row) => row.row >= header.firstData), ...table.spread].filter(
    (row) => !row.damaged,
  )
  const words = options.missingTokens ?? defaultMissingTokens
  const shape = shapeOf(columnOptions(options), names, data.slice(0, SAMPLE_ROWS))
  const widths = table.ragged ? usualWidths(data, width) : null
  const usual = widths === null ? data : data.filter(({ cells }) => cells.length === width || widths.has(cells.length))
  const shaper = shape && new RowShaper(shape)
  const allNames = makeUnique([...names, ...(shape?.added.map(({ name }) => name) ?? [])])
  const samples = sampleColumns(
    shaper ? usual.map((row) => shaper.sample(row)) : usual,
    allNames.length,
    new MissingTokens(words),
  )
  const guesses = guessConventions(samples, options)
  const conventions = { decimal: guesses.decimal.value, dateOrder: guesses.dateOrder.value }
  const verbatim = options.types === 'text'
  const columns = planColumns(allNames, samples, conventions, words, verbatim)
  return {
    verbatim,
    strict: options.strict ?? false,
    width,
    header,
    conventions,
    guesses,
    columns: checkCount(applyOptions(columns, options, conventions)),
    signature: headerSignature(names),
    missingTokens: words,
    headerTexts: headerRows[headerRows.length - 1]?.cells.map(({ text: said }) => said) ?? [],
    widths,
    readings: table.readings ?? null,
    shape,
    dense: !verbatim && isDense(data),
  }
}

/** Widths that are no accident: those of a good part of the rows, and in a small file every narrower one. */
function usualWidths(rows: readonly SampleRow[], tableWidth: number): Set<number> {
  const counts = new Map<number, number>()
  let all = 0
  for (const row of rows) {
    if (isBlankRow(row)) continue
    const width = row.cells.length
    counts.set(width, (counts.get(width) ?? 0) + 1)
    all += 1
  }
  const usual = [...counts].filter(
    ([width, count]) => (all < 20 && width < tableWidth) || (count >= 2 && count >= all * 0.02),
  )
  return new Set(usual.map(([width]) => width))
}

/** Three cells or more in nearly every row. */
function isDense(rows: readonly SampleRow[]): boolean {
  const filled = rows
    .filter((row) => !isBlankRow(row))
    .map(({ cells }) => cells.filter(({ text: said }) => said !== ''))
  const thin = filled.filter(({ length }) => length < 3).length
  return filled.length >= 5 && thin <= Math.max(5, filled.length * 0.1) && thin < filled.length / 2
}

function rowAt(table: Table, row: number): SampleRow {
  const found = table.head.find((candidate) => candidate.row === row)
  if (!found) throw failure('headerOutside', { row: row + 1, rows: table.head.length }, { parameter: 'header' })
  return found
}

function headerOf(table: Table, { header }: Partial<ImportOptions>): HeaderGuess {
  if (table.names) return withData(table, { rows: [], firstData: 0, confidence: 1 })
  const filled = table.head.filter((row) => !isBlankRow(row))
  const first = filled[0]?.row ?? 0
  if (header === false) return { rows: [], firstData: 0, confidence: 1 }
  if (header === undefined) return withData(table, findHeader(table.head, table.width))
  const rows = header === true ? [first] : typeof header === 'number' ? [header] : [...header].sort((a, b) => a - b)
  return withData(table, { rows, firstData: (rows[rows.length - 1] as number) + 1, confidence: 1 })
}

function withData(table: Table, header: HeaderGuess): HeaderGuess {
  const hasData = !table.complete || table.head.some((row) => row.row >= header.firstData && !isBlankRow(row))
  if (!hasData && header.rows.length > 0) throw failure('headerOnly')
  return header
}

function sampleColumns(rows: readonly SampleRow[], width: number, missing: MissingTokens): ColumnSample[] {
  const samples = Array.from({ length: width }, () => new ColumnSample())
  // Rows of a wide table have more to tell each.
  const wanted = Math.max(300, Math.min(SAMPLE_ROWS, Math.floor(SAMPLE_CELLS / width)))
  const step = Math.max(1, rows.length / wanted)
  for (let at = 0; at < rows.length; at += step) {
    const row = rows[Math.floor(at)] as SampleRow
    if (isBlankRow(row)) continue
    for (let i = 0; i < width; i += 1) {
      const cell = row.cells[i]
      if (cell) (samples[i] as ColumnSample).add(cell, missing)
    }
  }
  return samples
}

function planColumns(
  names: readonly string[],
  samples: readonly ColumnSample[],
  conventions: Conventions,
  words: readonly string[],
  verbatim: boolean,
): PlannedColumn[] {
  const decided = samples.map((sample) => decideStorage(sample, conventions))
  const roles = assignRoles(
    names,
    samples,
    decided.map(({ storage }) => storage),
  )
  return samples.map((sample, source) => {
    const { storage, confidence, compactDates, warnings } = decided[source] as (typeof decided)[number]
    const role = roles[source] ?? null
    const measureType = decideMeasure(sample, storage, role, names[source] as string)
    return {
      source,
      name: names[source] as string,
      storage: verbatim ? 'text' : storage,
      likely: storage,
      measureType: verbatim && measureType !== 'id' && measureType !== 'text' ? 'nominal' : measureType,
      role,
      confidence: verbatim ? 1 : confidence,
      compactDates,
      missing: new MissingTokens(wordsFor(sample, words)),
      sample,
      warnings: [...warnings],
      drop: false,
      pinned: verbatim,
    }
  })
}

/** Among two-letter codes "NA" is Namibia or North America. */
function wordsFor(sample: ColumnSample, words: readonly string[]): readonly string[] {
  return sample.values >= 5 && sample.twoLetters > sample.values * 0.8 ? words.filter((word) => word !== 'NA') : words
}

function applyOptions(
  columns: PlannedColumn[],
  { columns: said }: Partial<ImportOptions>,
  conventions: Conventions,
): PlannedColumn[] {
  if (!said || said.length === 0) return columns
  if (typeof said[0] === 'string') return keepOnly(columns, said as string[])
  const options = new Map((said as ColumnOption[]).map((option) => [option.source, option]))
  for (const source of options.keys()) {
    if (source >= columns.length)
      throw failure('columnMissing', { column: source, columns: listOf(columns) }, { parameter: 'columns' })
  }
  const changed = columns.map((column) => applyOption(column, options.get(column.source), conventions))
  const names = makeUnique(changed.map(({ name }) => name))
  return changed.map((column, i) => ({ ...column, name: names[i] as string })).filter(({ drop }) => !drop)
}

function keepOnly(columns: PlannedColumn[], names: readonly string[]): PlannedColumn[] {
  return names.map((name) => {
    const column = columns.find((candidate) => candidate.name === name)
    if (!column) throw failure('columnMissing', { column: name, columns: listOf(columns) }, { column: name })
    return column
  })
}

function columnOptions({ columns }: Partial<ImportOptions>): ColumnOption[] {
  return (columns ?? []).filter((option): option is ColumnOption => typeof option !== 'string')
}

function listOf(columns: readonly PlannedColumn[]): string {
  const names = columns.slice(0, 30).map(({ name }) => name)
  return names.join(', ') + (columns.length > names.length ? ', …' : '')
}

function applyOption(
  column: PlannedColumn,
  option: ColumnOption | undefined,
  _conventions: Conventions,
): PlannedColumn {
  if (!option) return column
  const storage = option.storage ?? column.storage
  const role = option.role === undefined ? column.role : option.role
  const measureType = option.measureType ?? decideMeasure(column.sample, storage, role, column.name)
  const compactDates = column.compactDates || (option.storage === 'date' && column.sample.compactDates > 0)
  return {
    ...column,
    name: option.name ?? column.name,
    storage,
    role,
    measureType,
    compactDates,
    drop: option.drop ?? false,
    pinned: column.pinned || option.storage !== undefined,
  }
}

function checkCount(columns: PlannedColumn[]): PlannedColumn[] {
  if (columns.length > MAX_COLUMNS) {
    const hint = text('errors.hint.chooseColumns')
    throw failure('tooManyColumns', { count: columns.length, limit: MAX_COLUMNS }, { parameter: 'columns', hint })
  }
  if (columns.length === 0) throw failure('noColumns', {}, { parameter: 'columns' })
  return columns
}
