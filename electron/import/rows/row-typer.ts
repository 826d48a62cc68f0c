import { failure } from '@shared/contract/app-error'
import type { Reject } from '@shared/contract/import'
import { type Text, text } from '@shared/contract/text'
import type { StorageType } from '@shared/dataset/schema'
import { StoredKind, StoredRow } from '../parts/record'
import type { PlannedColumn, TablePlan } from '../plan/plan-table'
import { MISFIT_SHARE } from '../types/decide-column'
import { parseDate } from '../types/parse-date'
import { parseNumber } from '../types/parse-number'
import { type Converter, cellText, converterFor, verbatimConverter } from './converters'
import { copyRow, RawKind, type RawRow } from './row'
import { RowRepair } from './row-repair'
import { RowShaper } from './row-shaper'
import { TableBreaks } from './table-breaks'
import { isTotalRow } from './total-row'

/** A raw line of a reject is kept up to here. */
const RAW_LIMIT = 4000
const VALUE_LIMIT = 400
/** Lone cells at the end that are still notes; more of them are rows. */
const MAX_NOTES = 20

/** A column turned out to be of another type than its sample said; the table is read again with these. */
export class Retype {
  /** @param width the table's width, when it proved to be wider */
  constructor(
    readonly storages: ReadonlyMap<number, StorageType>,
    readonly width: number,
  ) {}
}

/** Takes a row of the workspace; `place` is the row of the file it came from. */
type OnStored = (rowId: number, row: StoredRow, place: number) => void

/**
 * Turns rows of the file into rows of the workspace: checks every value against its column, and rejects the row when one does not
 * fit. Rows before the data and blank rows are not rows of the table. Read = imported + rejected, always.
 */
export class RowTyper {
  rowsRead = 0
  rowsImported = 0
  rowsRejected = 0
  blankRows = 0
  /** Rows with fewer cells than the table has columns; the rest is missing. */
  shortRows = 0
  /** Lines that could be read as one thing only, and were; by what had happened to them. */
  readonly repaired = new Map<string, number>()
  readonly missing: Float64Array
  readonly #plan: TablePlan
  readonly #columns: readonly PlannedColumn[]
  readonly #converters: readonly Converter[]
  readonly #stored: StoredRow
  readonly #onStored: OnStored
  readonly #onReject: (reject: Reject) => void
  readonly #misfits: Float64Array
  readonly #wider = new Map<number, StorageType>()
  readonly #breaks: TableBreaks
  readonly #repair: RowRepair | null
  readonly #shaper: RowShaper | null
  #afterBlank = false
  /** Rows with nothing but a first cell: a title of what follows, a note at the end, or rows like others. */
  #held: RawRow[] = []
  #heldAfterBlank = false
  #begun = false
  #width: number

  constructor(plan: TablePlan, onStored: OnStored, onReject: (reject: Reject) => void) {
    this.#plan = plan
    this.#breaks = new TableBreaks(plan.headerTexts)
    this.#width = plan.width
    this.#columns = plan.columns
    this.#converters = plan.columns.map((column) =>
      plan.verbatim ? verbatimConverter : converterFor({ ...column, ...plan.conventions }),
    )
    this.#repair = plan.readings === null || plan.strict ? null : new RowRepair(plan, plan.readings)
    this.#shaper = plan.shape && new RowShaper(plan.shape)
    this.#stored = new StoredRow(plan.columns.length)
    this.#onStored = onStored
    this.#onReject = onReject
    this.missing = new Float64Array(plan.columns.length)
    this.#misfits = new Float64Array(plan.columns.length)
  }

  accept(row: RawRow): void {
    if (row.row < this.#plan.header.firstData) return
    this.#takeJoined()
    if (isBlank(row)) {
      this.blankRows += 1
      this.#afterBlank = true
      return
    }
    if (isLone(row) && (this.#afterBlank || this.#held.length > 0 || this.#plan.dense)) this.#hold(row)
    else {
      this.#release(row)
      this.#take(row)
    }
    this.#afterBlank = false
  }

  /** Data that stand in the header's own line, because that line ends otherwise than the rest. */
  #takeJoined(): void {
    if (this.#begun) return
    this.#begun = true
    for (const row of this.#plan.header.joined ?? []) this.#take(row)
  }

  #hold(row: RawRow): void {
    if (this.#held.length === 0) this.#heldAfterBlank = this.#afterBlank
    if (this.#held.length >= MAX_NOTES) this.#take(this.#held.shift() as RawRow)
    this.#held.push(copyRow(row))
  }

  /** The rows have come to their end. */
  finish(): void {
    this.#takeJoined()
    this.#release(null)
    this.checkTypes(true)
  }

  /** Lone cells after a blank row are a title when the header comes again below them; at the end of full rows they are notes. */
  #release(next: RawRow | null): void {
    if (this.#held.length === 0) return
    const held = this.#held
    this.#held = []
    const isTitle = next !== null && this.#heldAfterBlank && this.#breaks.isHeader(next)
    const isNote = next === null && this.#plan.dense
    for (const row of held) {
      if ((!isTitle && !isNote) || (isNote && this.#repair?.repair(row))) {
        this.#take(row)
        continue
      }
      this.rowsRead += 1
      this.#reject(rejectOf(row, text(`import-reasons.${isTitle ? 'repeatedTitle' : 'footnote'}`)))
    }
  }

  #take(row: RawRow): void {
    this.rowsRead += 1
    if (row.odd && row.width === this.#plan.width && this.#takeRepaired(row)) return
    const why = row.damage ? this.#damage(row) : this.#store(row)
    if (why === null) this.#keep(row.row)
    else if (!isSpoiled(why) || !this.#takeRepaired(row)) this.#reject(why)
  }

  #keep(place: number): void {
    this.#onStored(this.rowsImported, this.#stored, place)
    this.rowsImported += 1
    this.#countMissing()
  }

  /** Tries to read a line that does not fit the table; false when it cannot be read as one thing only. */
  #takeRepaired(row: RawRow): boolean {
    const repaired = this.#breaks.isOther(row) ? null : (this.#repair?.repair(row) ?? null)
    if (!repaired) return false
    this.rowsRead += repaired.rows.length - 1
    for (const mended of repaired.rows) {
      const why = this.#store(mended)
      if (why) this.#reject(why)
      else this.#keep(row.row)
    }
    const { how, rows } = repaired
    this.repaired.set(how, (this.repaired.get(how) ?? 0) + rows.length)
    return true
  }

  /**
   * To be called between blocks and at the end.
   * @throws Retype when a column's values contradict its type too often, or fit a wider type
   */
  checkTypes(atEnd: boolean): void {
    const changes = new Map(this.#wider)
    if (atEnd || this.rowsRead >= 1000) {
      this.#misfits.forEach((count, j) => {
        const pinned = this.#columns[j]?.pinned ?? false
        if (!pinned && count > this.rowsRead * MISFIT_SHARE && !changes.has(j)) changes.set(j, 'text')
      })
    }
    if (changes.size > 0 || this.#width > this.#plan.width) throw new Retype(changes, this.#width)
  }

  #countMissing(): void {
    const { kinds } = this.#stored
    for (let j = 0; j < this.missing.length; j += 1)
      if (kinds[j] === StoredKind.null) this.missing[j] = (this.missing[j] as number) + 1
  }

  /** Converts a row; null when all of it fits, else why not. */
  #store(row: RawRow): Reject | null {
    const stored = this.#stored
    const wrongWidth = row.width === this.#plan.width ? null : this.#wrongWidth(row)
    if (wrongWidth) return wrongWidth
    const found = this.#breaks.look(row)
    if (found) return rejectOf(row, text(`import-reasons.${found.reason}`, found.values))
    if (!this.#plan.verbatim && isTotalRow(row)) return rejectOf(row, text('import-reasons.totalRow'))
    const shaped = this.#shaper ? this.#shaper.row(row) : row
    stored.begin(shaped.bytes)
    for (let j = 0; j < this.#converters.length; j += 1) {
      const source = (this.#columns[j] as PlannedColumn).source
      if (source >= shaped.width) stored.kinds[j] = StoredKind.null
      else if (!(this.#converters[j] as Converter)(shaped, source, stored, j))
        return this.#misfit(row, shaped, source, j)
    }
    return null
  }

  #misfit(row: RawRow, shaped: RawRow, source: number, j: number): Reject {
    const column = this.#columns[j] as PlannedColumn
    const value = cellText(shaped, source)
    this.#misfits[j] = (this.#misfits[j] as number) + 1
    const wider = widerStorage(shaped, source, value, column, this.#plan)
    if (wider && (!column.pinned || (column.mayWiden && wider !== 'text'))) this.#wider.set(j, wider)
    return {
      ...rejectOf(row, text('import-reasons.doesNotFit')),
      column: column.name,
      value: value.slice(0, VALUE_LIMIT),
      expected: expectedOf(column.storage),
    }
  }

  /** A row of another width is taken when that is usual in this file, and refused when it is odd. */
  #wrongWidth(row: RawRow): Reject | null {
    const { width, widths } = this.#plan
    const more = row.width > width && hasMore(row, width)
    if (more && widths === null && this.#shaper === null) this.#width = Math.max(this.#width, row.width)
    if (more || (row.width > width && widths !== null && !widths.has(row.width)))
      return this.#wrongCells(row, 'tooManyCells')
    if (row.width >= width) return null
    if (widths !== null && !widths.has(row.width)) return this.#wrongCells(row, 'tooFewCells')
    this.shortRows += 1
    return null
  }

  #wrongCells(row: RawRow, key: 'tooManyCells' | 'tooFewCells'): Reject {
    const broken = this.#breaks.lookAtOdd(row)
    if (broken) return rejectOf(row, text(`import-reasons.${broken.reason}`, broken.values))
    const reason = text(`import-reasons.${key}`, { found: row.width, expected: this.#plan.width })
    const first = row.width > this.#plan.width ? cellText(row, this.#plan.width).slice(0, VALUE_LIMIT) : null
    return { ...rejectOf(row, reason), value: first }
  }

  #damage(row: RawRow): Reject {
    const { reason, values, column } = row.damage as NonNullable<RawRow['damage']>
    const name = column === undefined ? null : (this.#columns.find(({ source }) => source === column)?.name ?? null)
    return { ...rejectOf(row, text(`import-reasons.${reason}`, values)), column: name }
  }

  #reject(reject: Reject): void {
    // A column about to be retyped is no reason to refuse: the table is read again.
    if (this.#plan.strict && this.#wider.size === 0) {
      const { line, column, value, reason } = reject
      const place = { row: reject.row, ...(column === null ? {} : { column }) }
      throw failure(
        'rowRefused',
        { row: reject.row + 1, line: line ?? 0, column: column ?? '–', value: value ?? '', reason },
        place,
      )
    }
    this.rowsRejected += 1
    this.#onReject(reject)
  }
}

const spoils: ReadonlySet<string> = new Set(['tooManyCells', 'tooFewCells', 'unclosedQuote'])

function isSpoiled({ reason }: Reject): boolean {
  return 'key' in reason && spoils.has(reason.key.replace('import-reasons.', ''))
}

function rejectOf(row: RawRow, reason: Text): Reject {
  return {
    row: row.row,
    line: row.line > 0 ? row.line : null,
    column: null,
    value: null,
    expected: null,
    reason,
    raw: row.raw().slice(0, RAW_LIMIT),
  }
}

function isBlank(row: RawRow): boolean {
  for (let i = 0; i < row.width; i += 1) {
    if (row.kinds[i] === RawKind.empty) continue
    if (row.kinds[i] !== RawKind.text || row.starts[i] !== row.ends[i]) return false
  }
  return row.damage === null
}

function isLone(row: RawRow): boolean {
  if (row.damage !== null || row.kinds[0] !== RawKind.text || row.starts[0] === row.ends[0]) return false
  return !hasMore(row, 1)
}

/** Whether anything stands in the cells beyond the table's width. */
function hasMore(row: RawRow, width: number): boolean {
  for (let i = width; i < row.width; i += 1) {
    if (row.kinds[i] !== RawKind.empty && (row.kinds[i] !== RawKind.text || row.starts[i] !== row.ends[i])) return true
  }
  return false
}

/** A type that holds the column's values so far and this one too, without loss: reals hold integers, times of day hold days. */
function widerStorage(
  row: RawRow,
  i: number,
  value: string,
  { storage, compactDates }: PlannedColumn,
  { conventions }: TablePlan,
): StorageType | null {
  if (storage === 'integer') {
    const number =
      row.kinds[i] === RawKind.number ? (row.numbers[i] as number) : parseNumber(value, conventions.decimal)
    if (!Number.isNaN(number)) return 'real'
    return /^\s*[+-]?\d+\s*$/.test(value) ? 'text' : null
  }
  if (storage !== 'date') return null
  return (parseDate(value, conventions.dateOrder, compactDates)?.length ?? 0) > 10 ? 'datetime' : null
}

function expectedOf(storage: StorageType): Text {
  return text(`import-reasons.expected.${storage}`)
}
