import type { RawRow } from '../rows/row'
import { isBlankRow, type SampleRow, sampleOf } from '../rows/sample'
import type { ReadProgress, Table } from '../table'
import { readSharedStrings, SharedStrings } from './shared-strings'
import { SheetReader } from './sheet-reader'
import type { Workbook, WorkbookSheet } from './workbook'
import { XmlScanner } from './xml-scanner'
import type { ZipArchive } from './zip-archive'

const HEAD_ROWS = 3000

/** What the sheets of a workbook share; the strings are read when the first sheet needs all of them. */
export class WorkbookFile {
  #strings: SharedStrings | null = null
  #preview: SharedStrings | null = null

  constructor(
    readonly zip: ZipArchive,
    readonly workbook: Workbook,
    readonly file: string,
  ) {}

  async strings(): Promise<SharedStrings> {
    this.#strings ??= await this.#read(Number.POSITIVE_INFINITY)
    this.#preview = null
    return this.#strings
  }

  /** At least the first strings, up to this many. */
  async firstStrings(count: number): Promise<SharedStrings> {
    if (this.#strings) return this.#strings
    if (!this.#preview || this.#preview.count < count) this.#preview = await this.#read(count)
    return this.#preview
  }

  async #read(limit: number): Promise<SharedStrings> {
    const part = this.workbook.sharedStrings
    return part === null ? new SharedStrings() : readSharedStrings(this.zip, part, this.file, limit)
  }
}

/** One sheet of an XLSX workbook, read as a stream. */
export class SheetTable implements Table {
  readonly ragged = false
  readonly names = null
  readonly spread: readonly SampleRow[] = []
  readonly sheet: string
  readonly hidden: boolean
  readonly hiddenColumns: ReadonlySet<number>
  readonly head: readonly SampleRow[]
  readonly complete: boolean
  readonly width: number
  readonly estimatedRows: number | null
  readonly #book: WorkbookFile
  readonly #part: string

  private constructor(
    book: WorkbookFile,
    sheet: WorkbookSheet,
    sample: { head: SampleRow[]; complete: boolean; fraction: number; hiddenColumns: Set<number> },
  ) {
    this.#book = book
    this.#part = sheet.part
    this.sheet = sheet.name
    this.hidden = sheet.hidden
    this.hiddenColumns = sample.hiddenColumns
    this.head = sample.head
    this.complete = sample.complete
    this.width = widthOf(sample.head)
    const filled = sample.head.filter((row) => !isBlankRow(row)).length
    this.estimatedRows = sample.complete ? filled : Math.round(filled / Math.max(sample.fraction, 1e-9))
  }

  static async open(book: WorkbookFile, sheet: WorkbookSheet): Promise<SheetTable> {
    return new SheetTable(book, sheet, await readHead(book, sheet))
  }

  async *read(onRow: (row: RawRow) => void): AsyncGenerator<ReadProgress> {
    const strings = await this.#book.strings()
    yield* scan(this.#book, this.#part, strings, onRow)
  }
}

async function* scan(
  book: WorkbookFile,
  part: string,
  strings: SharedStrings,
  onRow: (row: RawRow) => void,
  hidden: Set<number> = new Set(),
): AsyncGenerator<ReadProgress> {
  const reader = new SheetReader(strings, book.workbook, onRow, hidden)
  const scanner = new XmlScanner(reader, book.file)
  const size = book.zip.size(part)
  let done = 0
  for await (const block of book.zip.blocks(part)) {
    scanner.push(block, false)
    done += block.length
    yield { fraction: size === 0 ? null : Math.min(1, done / size) }
  }
  scanner.push(new Uint8Array(0), true)
  yield { fraction: 1 }
}

/** The first rows. Which strings they need is known only afterwards, so the sheet's beginning is read twice. */
async function readHead(book: WorkbookFile, { part }: WorkbookSheet) {
  const strings = await book.firstStrings(50_000)
  const head: SampleRow[] = []
  let fraction = 1
  const hiddenColumns = new Set<number>()
  const take = (row: RawRow) => {
    if (head.length < HEAD_ROWS) head.push(sampleOf(row))
  }
  for await (const progress of scan(book, part, strings, take, hiddenColumns)) {
    if (head.length < HEAD_ROWS) continue
    fraction = progress.fraction ?? 1
    break
  }
  return { head, complete: head.length < HEAD_ROWS, fraction, hiddenColumns }
}

/** Columns up to the last one with a value. */
function widthOf(rows: readonly SampleRow[]): number {
  let width = 1
  for (const { cells } of rows) {
    for (let i = cells.length; i > width; i -= 1) {
      if (cells[i - 1]?.text !== '') {
        width = i
        break
      }
    }
  }
  return width
}
