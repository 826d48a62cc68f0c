import { createRow, RawKind, type RawRow, widen } from '../rows/row'
import { type SampleRow, sampleOf, textOfNumber } from '../rows/sample'
import type { ReadProgress, Table } from '../table'
import type { ForeignChild } from './child-client'
import type { ForeignCell, ForeignRow, ForeignSheet } from './child-protocol'

const HEAD_ROWS = 3000

/** A sheet or table that a child process reads. */
export class ForeignTable implements Table {
  readonly ragged = false
  readonly spread: readonly SampleRow[] = []
  readonly sheet: string
  readonly hidden: boolean
  readonly names: readonly string[] | null
  readonly width: number
  readonly estimatedRows: number | null
  readonly #child: ForeignChild
  readonly #index: number
  readonly #check: () => void

  private constructor(
    child: ForeignChild,
    index: number,
    sheet: ForeignSheet,
    readonly head: readonly SampleRow[],
    readonly complete: boolean,
    check: () => void,
  ) {
    this.#child = child
    this.#index = index
    this.#check = check
    this.sheet = sheet.name
    this.hidden = sheet.hidden
    this.names = sheet.columns
    this.width = sheet.columns?.length ?? widthOf(head)
    this.estimatedRows = sheet.rows ?? (complete ? head.length : null)
  }

  static async open(child: ForeignChild, index: number, check: () => void): Promise<ForeignTable> {
    const head: SampleRow[] = []
    const filler = new RowFiller()
    for await (const rows of child.rows(index, check)) {
      for (const row of rows) head.push(sampleOf(filler.fill(row)))
      if (head.length >= HEAD_ROWS)
        return new ForeignTable(child, index, child.sheets[index] as ForeignSheet, head, false, check)
    }
    return new ForeignTable(child, index, child.sheets[index] as ForeignSheet, head, true, check)
  }

  async *read(onRow: (row: RawRow) => void): AsyncGenerator<ReadProgress> {
    const filler = new RowFiller()
    let count = 0
    for await (const rows of this.#child.rows(this.#index, this.#check)) {
      for (const row of rows) onRow(filler.fill(row))
      count += rows.length
      yield { fraction: this.estimatedRows ? Math.min(1, count / this.estimatedRows) : null }
    }
  }
}

/** Puts rows of values into the form that all formats share. */
export class RowFiller {
  readonly #row = createRow()
  #bytes: Buffer = Buffer.alloc(1 << 14)
  #used = 0
  #cells: readonly ForeignCell[] = []

  constructor() {
    this.#row.raw = () => this.#cells.map(textOf).join('\t')
  }

  fill({ row: index, cells }: ForeignRow, line = index + 1): RawRow {
    const row = this.#row
    this.#cells = cells
    this.#used = 0
    widen(row, cells.length)
    for (let i = 0; i < cells.length; i += 1) this.#cell(i, cells[i] ?? null)
    row.bytes = this.#bytes
    row.width = cells.length
    row.row = index
    row.line = line
    row.damage = null
    return row
  }

  #cell(i: number, cell: ForeignCell): void {
    const row = this.#row
    row.starts[i] = this.#used
    if (cell === null || cell === '') row.kinds[i] = RawKind.empty
    else if (typeof cell === 'number') {
      row.kinds[i] = RawKind.number
      row.numbers[i] = cell
    } else if (typeof cell === 'boolean') {
      row.kinds[i] = RawKind.boolean
      row.numbers[i] = cell ? 1 : 0
    } else this.#text(i, cell)
    row.ends[i] = this.#used
  }

  #text(i: number, cell: string | { kind: 'date' | 'error'; text: string }): void {
    const text = typeof cell === 'string' ? cell : cell.text
    if (this.#used + text.length * 3 > this.#bytes.length) {
      const larger = Buffer.alloc((this.#used + text.length * 3) * 2)
      this.#bytes.copy(larger, 0, 0, this.#used)
      this.#bytes = larger
    }
    this.#used += this.#bytes.write(text, this.#used, 'utf8')
    this.#row.kinds[i] = kindOf(cell)
  }
}

function kindOf(cell: string | { kind: 'date' | 'error'; text: string }): number {
  if (typeof cell === 'string') return RawKind.text
  if (cell.kind === 'error') return RawKind.error
  return cell.text.length > 10 ? RawKind.datetime : RawKind.date
}

function textOf(cell: ForeignCell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return textOfNumber(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return typeof cell === 'string' ? cell : cell.text
}

function widthOf(rows: readonly SampleRow[]): number {
  return rows.reduce((width, { cells }) => {
    let filled = cells.length
    while (filled > width && cells[filled - 1]?.text === '') filled -= 1
    return Math.max(width, filled)
  }, 1)
}
