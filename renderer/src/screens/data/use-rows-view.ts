import type { Condition } from '@shared/conditions/condition'
import { type AppError, toAppError } from '@shared/contract/app-error'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { fetchWindow, type RowCells, readWindow } from '../../app/rows-window'
import { workbench } from '../../app/workbench'
import type { RowSource } from '../../components/grid/grid-layout'
import { type KnownRow, pageSizeFor, RowPages } from './rows/row-pages'
import type { Sort } from './sort-order'

const MOST_ROWS_AT_ONCE = 1000

interface View {
  id: string
  /** What was asked for, as one word. */
  key: string
  revision: number
  count: number
  pages: RowPages
  /** The same question's pages of the revision before, shown until the new ones are here. */
  before: RowPages | null
}

/** Which rows, in which order. */
export interface RowsQuestion {
  dataset: string
  revision: number
  order: readonly Sort[]
  search: string
  filter: Condition | null
}

/** Rows of the grid, which it follows without its owner being drawn anew. */
export interface GridRows extends RowSource {
  at: (index: number) => KnownRow | undefined
}

/** Tells those who listen that something came. */
function useArrivals() {
  return useState(() => {
    const listeners = new Set<() => void>()
    let version = 0
    return {
      subscribe: (listener: () => void) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      version: () => version,
      tell: () => {
        version++
        for (const listener of listeners) listener()
      },
    }
  })[0]
}

/**
 * Rows of a dataset in an order, with a search and a filter, fetched by pages as they come into view.
 * @param nColumns decides how many rows are fetched at once
 * @param onRows is told of all rows that arrive
 */
export function useRowsView(
  { dataset, revision, order, search, filter }: RowsQuestion,
  nColumns: number,
  onRows: (rows: readonly RowCells[]) => void,
) {
  const pageSize = pageSizeFor(nColumns)
  const arrivals = useArrivals()
  const [view, setView] = useState<View | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [round, setRound] = useState(0)
  const current = useRef<View | null>(null)
  const latest = useRef<View | null>(null)
  const shown = useRef<readonly [number, number]>([0, -1])

  const key = JSON.stringify([dataset, order, search, filter])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for what is asked, `round` opens the view once more after an error
  useEffect(() => {
    let wanted = true
    const request = {
      dataset,
      revision,
      first: pageSize,
      ...(order.length > 0 ? { sort: [...order] } : {}),
      ...(search ? { search } : {}),
      ...(filter ? { condition: filter } : {}),
    }
    const close = (id: string) => workbench.rows.close({ viewId: id }).catch(() => undefined)
    workbench.rows.open(request).then(
      ({ viewId, count, window }) => {
        if (!wanted) return void close(viewId)
        const pages = new RowPages({
          count,
          pageSize,
          fetch: (start, count) => fetchWindow({ viewId, start, count }),
          onArrival: (rows) => {
            onRows(rows)
            arrivals.tell()
          },
          onError: (thrown) => setError(toAppError(thrown)),
        })
        if (window) pages.take(0, readWindow(window))
        const before = latest.current?.key === key ? latest.current.pages : null
        const opened: View = { id: viewId, key, revision, count, pages, before }
        current.current = opened
        latest.current = opened
        setError(null)
        setView(opened)
        // The grid shows the same rows as before, so it will not say which ones.
        if (before) pages.show(...shown.current)
      },
      (thrown: unknown) => wanted && setError(toAppError(thrown)),
    )
    return () => {
      wanted = false
      current.current?.pages.close()
      if (current.current) void close(current.current.id)
      current.current = null
    }
  }, [key, revision, round])

  const source = useMemo(
    (): GridRows => ({
      subscribe: arrivals.subscribe,
      version: arrivals.version,
      at: (index) => view?.pages.at(index) ?? view?.before?.at(index),
    }),
    [arrivals, view],
  )
  const onVisibleRows = useCallback(
    (first: number, last: number) => {
      shown.current = [first, last]
      view?.pages.show(first, last)
    },
    [view],
  )
  return {
    count: view?.count ?? null,
    error,
    source,
    rowAt: source.at,
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
  const windows: (readonly RowCells[])[] = []
  for (let start = first; start <= last; start += MOST_ROWS_AT_ONCE) {
    const count = Math.min(MOST_ROWS_AT_ONCE, last - start + 1)
    windows.push((await fetchWindow({ viewId, start, count, columns: [...columns] })).rows)
  }
  return windows.flat()
}
