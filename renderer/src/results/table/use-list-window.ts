import type { TableCell, TableElement } from '@shared/contract/result-elements'
import type { RunSummary } from '@shared/contract/workspace'
import { useCallback, useEffect, useRef, useState } from 'react'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import type { TableSort } from './sort-rows'

/** Rows are fetched by so many at a time. */
const BLOCK = 100
/** So long typing must rest before rows are searched, in milliseconds. */
const REST = 200

interface ListRow {
  position: number
  cells: readonly TableCell[]
}

interface Loaded {
  key: string
  total: number
  blocks: ReadonlyMap<number, readonly ListRow[]>
}

/** The rows of a list as sorted and searched; the first ones are there from the start, others come when they are shown. */
export function useListWindow(run: RunSummary, element: TableElement, sort: TableSort | null, search: string) {
  const column = sort === null ? undefined : element.columns[sort.column]?.id
  const order = sort && column !== undefined ? { column, descending: sort.descending } : null
  const key = JSON.stringify([run.id, element.id, run.segmentNames, order, search.trim()])
  const [loaded, setLoaded] = useState<Loaded>({ key: '', total: element.rows.length, blocks: new Map() })
  const asked = useRef(new Set<number>())
  const current = useRef(key)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what the question depends on
  const fetchBlock = useCallback(
    (block: number) => {
      if (asked.current.has(block)) return
      asked.current.add(block)
      workbench.list
        .window({ runId: run.id, elementId: element.id, sort: order, search, start: block * BLOCK, count: BLOCK })
        .then(({ total, positions, rows }) => {
          if (current.current !== key) return
          const found = rows.map((cells, i) => ({ position: positions[i] ?? 0, cells: cells as readonly TableCell[] }))
          setLoaded((before) => ({
            key,
            total,
            blocks: new Map(before.key === key ? before.blocks : []).set(block, found),
          }))
        })
        .catch(notifyError)
    },
    [key],
  )
  useEffect(() => {
    current.current = key
    asked.current = new Set()
    const timer = window.setTimeout(() => fetchBlock(0), search === '' ? 0 : REST)
    return () => window.clearTimeout(timer)
  }, [key, fetchBlock, search])

  const show = (first: number, last: number) => {
    if (loaded.key !== key) return
    for (let block = Math.floor(first / BLOCK); block <= Math.floor(last / BLOCK); block++) fetchBlock(block)
  }
  const rowAt = (row: number) => loaded.blocks.get(Math.floor(row / BLOCK))?.[row % BLOCK]
  return { total: loaded.total, rowAt, show }
}
