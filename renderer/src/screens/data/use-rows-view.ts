import type { Condition } from '@shared/conditions/condition'
import { type AppError, toAppError } from '@shared/contract/app-error'
import type { EngineResponse } from '@shared/contract/channels'
import { useCallback, useEffect, useRef, useState } from 'react'
import { workbench } from '../../app/workbench'
import type { Sort } from './sort-order'

export type RowCells = readonly (string | number | null)[]

const MOST_ROWS_AT_ONCE = 1000
/** Windows asked for at a time: who scrolls fast is past the first before the third is here. */
const MOST_ASKED = 2
/** Windows kept; beyond that the one farthest from what is shown goes. */
const MOST_KEPT = 60

type Pages = Map<number, { rowIds: number[]; rows: RowCells[] } | 'asked'>

interface View {
  id: string
  /** What was asked for, as one word. */
  key: string
  revision: number
  count: number
  pages: Pages
  /** The same question's pages of the revision before, shown until the new ones are here. */
  before: Pages | null
}

/** Which rows, in which order. */
export interface RowsQuestion {
  dataset: string
  revision: number
  order: readonly Sort[]
  search: string
  filter: Condition | null
}

/** Drops the window farthest from the one shown when there are too many. */
function forgetFarthest(pages: Pages, shown: number): void {
  if (pages.size <= MOST_KEPT) return
  const gap = (page: number) => Math.abs(page - shown)
  const known = [...pages.keys()].filter((page) => pages.get(page) !== 'asked')
  pages.delete(known.reduce((far, page) => (gap(page) > gap(far) ? page : far), shown))
}

/** How many rows to fetch at once, so that a wide dataset's windows stay as small as a narrow one's. */
function pageSizeFor(nColumns: number): number {
  return Math.max(40, Math.min(200, Math.floor(20_000 / Math.max(1, nColumns))))
}

/**
 * Rows of a dataset in an order, with a search and a filter, fetched by windows as they come into view.
 * @param nColumns decides how many rows are fetched at once
 * @param onRows is told of every window that arrives
 */
export function useRowsView(
  { dataset, revision, order, search, filter }: RowsQuestion,
  nColumns: number,
  onRows: (rows: readonly RowCells[]) => void,
) {
  const pageSize = pageSizeFor(nColumns)
  const [view, setView] = useState<View | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [, repaint] = useState(0)
  const [round, setRound] = useState(0)
  const current = useRef<View | null>(null)
  const latest = useRef<View | null>(null)
  /** First and last row in view. */
  const shown = useRef<readonly [number, number]>([0, -1])
  const asked = useRef(0)

  const key = JSON.stringify([dataset, order, search, filter])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is asked, `round` opens the view once more after an error
  useEffect(() => {
    let wanted = true
    const request = {
      dataset,
      revision,
      ...(order.length > 0 ? { sort: [...order] } : {}),
      ...(search ? { search } : {}),
      ...(filter ? { condition: filter } : {}),
    }
    const close = (id: string) => workbench.rows.close({ viewId: id }).catch(() => undefined)
    workbench.rows.open(request).then(
      ({ viewId, count }) => {
        if (!wanted) return void close(viewId)
        const before = latest.current?.key === key ? latest.current.pages : null
        const opened: View = { id: viewId, key, revision, count, pages: new Map(), before }
        current.current = opened
        latest.current = opened
        setError(null)
        setView(opened)
      },
      (thrown: unknown) => wanted && setError(toAppError(thrown)),
    )
    return () => {
      wanted = false
      if (current.current) void close(current.current.id)
      current.current = null
    }
  }, [key, revision, round])

  const fetchShown = useCallback(
    (of: View) => {
      const [from, to] = shown.current.map((row) => Math.floor(row / pageSize)) as [number, number]
      const isShown = (page: number) => {
        const [first, last] = shown.current
        return page >= Math.floor(first / pageSize) && page <= Math.floor(last / pageSize)
      }
      const fetchPage = async (page: number) => {
        of.pages.set(page, 'asked')
        asked.current++
        try {
          const start = page * pageSize
          const { rowIds, rows } = await workbench.rows.window({ viewId: of.id, start, count: pageSize })
          of.pages.set(page, { rowIds, rows })
          forgetFarthest(of.pages, Math.floor(shown.current[0] / pageSize))
          onRows(rows)
          if (current.current === of && isShown(page)) repaint((round) => round + 1)
        } catch (thrown) {
          of.pages.delete(page)
          if (current.current === of) return setError(toAppError(thrown))
        } finally {
          asked.current--
        }
        if (current.current) fetchShown(current.current)
      }
      for (let page = from; page <= to && asked.current < MOST_ASKED; page++) {
        if (!of.pages.has(page)) void fetchPage(page)
      }
    },
    [pageSize, onRows],
  )
  const onVisibleRows = useCallback(
    (first: number, last: number) => {
      shown.current = [first, last]
      if (view) fetchShown(view)
    },
    [view, fetchShown],
  )

  const rowAt = (index: number): { id: number; cells: RowCells } | undefined => {
    const place = Math.floor(index / pageSize)
    const known = view?.pages.get(place)
    const page = known && known !== 'asked' ? known : view?.before?.get(place)
    if (!page || page === 'asked') return undefined
    const [id, cells] = [page.rowIds[index % pageSize], page.rows[index % pageSize]]
    return id === undefined || cells === undefined ? undefined : { id, cells }
  }
  return {
    count: view?.count ?? null,
    error,
    rowAt,
    onVisibleRows,
    viewId: view?.id ?? null,
    /** Another one when other rows or another order are shown. */
    key: view?.key ?? null,
    /** The revision that is shown, which may still be the one before. */
    revision: view?.revision ?? null,
    isOpening: view !== null && view.key !== key,
    again: () => setRound((before) => before + 1),
  }
}

/** Rows `first` to `last` of a view with these columns, for copying; fetched in as many windows as it takes. */
export async function fetchRows(
  viewId: string,
  columns: readonly string[],
  first: number,
  last: number,
): Promise<RowCells[]> {
  const windows: EngineResponse<'rows/window'>['rows'][] = []
  for (let start = first; start <= last; start += MOST_ROWS_AT_ONCE) {
    const count = Math.min(MOST_ROWS_AT_ONCE, last - start + 1)
    windows.push((await workbench.rows.window({ viewId, start, count, columns: [...columns] })).rows)
  }
  return windows.flat()
}
