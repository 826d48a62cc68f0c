import type { RunSummary } from '@shared/contract/workspace'
import type { Dataset } from '@shared/dataset/schema'
import { useEffect, useRef, useState } from 'react'
import { fetchWindow } from '../../app/rows-window'
import { useDataset } from '../../app/store/workbench-store'
import { workbench } from '../../app/workbench'

interface RowWords {
  rowId: number
  /** What the row is called: its customer's name or key. */
  name: string | null
  others: { column: string; value: string }[]
}

/** Columns that tell what a row is: a name first, then the customer's key. */
function namingColumns(dataset: Dataset): string[] {
  const named = dataset.columns.filter((column) => column.role === 'name').map((column) => column.name)
  const key = dataset.customerKey ?? dataset.columns.find((column) => column.role === 'customer')?.name
  return [...new Set(key ? [...named, key] : named)].slice(0, 3)
}

/**
 * What a row of the run's data is called. Rows are read through one view that is opened with the first question and closed
 * with the figure.
 */
export function useRowWords(run: RunSummary, rowId: number | null): RowWords | null {
  const dataset = useDataset(run.datasetId)
  const view = useRef<Promise<string> | null>(null)
  const [words, setWords] = useState<RowWords | null>(null)
  useEffect(
    () => () => {
      closeView(view.current)
      view.current = null
    },
    [],
  )
  useEffect(() => {
    const columns = dataset ? namingColumns(dataset) : []
    if (!dataset || rowId === null || columns.length === 0) return
    let current = true
    const query = { dataset: dataset.id, ...(run.revision === null ? {} : { revision: run.revision }) }
    view.current ??= workbench.rows.open(query).then(({ viewId }) => viewId)
    view.current
      .then((viewId) => fetchWindow({ viewId, start: rowId, count: 1, columns }))
      .then(({ rows }) => current && setWords(wordsOf(rowId, columns, rows[0] ?? [])))
      .catch(() => {
        // The row's number stands there anyway.
      })
    return () => {
      current = false
    }
  }, [dataset, run.revision, rowId])
  return words?.rowId === rowId ? words : null
}

function closeView(view: Promise<string> | null): void {
  view?.then((viewId) => workbench.rows.close({ viewId })).catch(() => undefined)
}

function wordsOf(rowId: number, columns: readonly string[], cells: readonly (string | number | null)[]): RowWords {
  const pairs = columns.map((column, index) => ({ column, value: String(cells[index] ?? '–') }))
  return { rowId, name: pairs[0]?.value ?? null, others: pairs.slice(1) }
}
