import type { RowsWindow } from '../../../app/rows-window'

/** Pages asked for at a time: who scrolls fast is past the first before the third is here. */
const MOST_ASKED = 2
/** Pages kept; beyond that the one farthest from what is shown goes. */
const MOST_KEPT = 60
/** Pages fetched ahead of who scrolls on. */
const AHEAD = 2

/** A row as the grid shows it: the same object for as long as it stays the same. */
export interface KnownRow {
  /** Place in the dataset. */
  id: number
  cells: RowsWindow['rows'][number]
}

interface RowPagesOptions {
  /** Number of rows. */
  count: number
  pageSize: number
  fetch: (start: number, count: number) => Promise<RowsWindow>
  onArrival: (rows: RowsWindow['rows']) => void
  onError: (thrown: unknown) => void
}

/** How many rows make a page, so that a wide dataset's pages are as quick to fetch as a narrow one's. */
export function pageSizeFor(nColumns: number): number {
  return Math.max(32, Math.min(100, Math.floor(2000 / Math.max(1, nColumns))))
}

/** Rows of a view, fetched by pages as they come into sight: what is shown first, then what comes next in the direction of scrolling. */
export class RowPages {
  private readonly pages = new Map<number, readonly KnownRow[] | 'asked'>()
  private readonly options: RowPagesOptions
  private shown = { first: 0, last: -1 }
  private ahead = 0
  private nAsked = 0
  private closed = false

  constructor(options: RowPagesOptions) {
    this.options = options
  }

  /** The row at a place of the view; undefined while it is not here. */
  at(index: number): KnownRow | undefined {
    const { pageSize } = this.options
    const page = this.pages.get(Math.floor(index / pageSize))
    return page === undefined || page === 'asked' ? undefined : page[index % pageSize]
  }

  /** Keeps a page that came by itself. */
  take(page: number, { rowIds, rows }: RowsWindow): void {
    const known = rows.map((cells, i) => ({ id: rowIds[i] ?? -1, cells }))
    this.pages.set(page, known)
    this.forgetFarthest()
    this.options.onArrival(rows)
  }

  /** Says which rows are in sight. */
  show(first: number, last: number): void {
    const step = first - this.shown.first
    // After a leap nobody knows where it goes on.
    const isNear = Math.abs(step) <= this.options.pageSize
    if (step !== 0) this.ahead = isNear ? Math.sign(step) : 0
    this.shown = { first, last }
    this.fetchWanted()
  }

  /** Nothing that is still under way matters any more. */
  close(): void {
    this.closed = true
  }

  private pageOf(index: number): number {
    return Math.floor(index / this.options.pageSize)
  }

  private *wanted(): Generator<number> {
    const [from, to] = [this.pageOf(this.shown.first), this.pageOf(this.shown.last)]
    for (let page = from; page <= to; page++) yield page
    const edge = this.ahead > 0 ? to : from
    for (let i = 1; this.ahead !== 0 && i <= AHEAD; i++) {
      const page = edge + i * this.ahead
      if (page >= 0 && page * this.options.pageSize < this.options.count) yield page
    }
  }

  private fetchWanted(): void {
    for (const page of this.wanted()) {
      if (this.closed || this.nAsked >= MOST_ASKED) return
      if (!this.pages.has(page)) void this.fetchPage(page)
    }
  }

  private async fetchPage(page: number): Promise<void> {
    const { pageSize, fetch, onError } = this.options
    this.pages.set(page, 'asked')
    this.nAsked++
    try {
      const window = await fetch(page * pageSize, pageSize)
      if (!this.closed) this.take(page, window)
    } catch (thrown) {
      this.pages.delete(page)
      if (!this.closed) onError(thrown)
      return
    } finally {
      this.nAsked--
    }
    this.fetchWanted()
  }

  private forgetFarthest(): void {
    if (this.pages.size <= MOST_KEPT) return
    const shown = this.pageOf(this.shown.first)
    const gap = (page: number) => Math.abs(page - shown)
    const known = [...this.pages.keys()].filter((page) => this.pages.get(page) !== 'asked')
    this.pages.delete(known.reduce((far, page) => (gap(page) > gap(far) ? page : far), shown))
  }
}
