import type { Dataset } from '@shared/dataset/schema'
import { useRef } from 'react'
import { workbench } from '../../../app/workbench'
import type { PickHow } from '../../../components/grid/data-grid'
import { notifyError } from '../../../components/notify'
import { brush, useSelectionOf } from '../../../results/figure/selection-store'

interface View {
  viewId: string | null
  rowAt: (row: number) => { id: number } | undefined
}

/** Rows of the grid that are chosen as wholes: they are the selection that figures and charts of the same data show too. */
export function useMarkedRows({ id, revision }: Dataset, { viewId, rowAt }: View) {
  const selection = useSelectionOf({ datasetId: id, revision })
  /** Where a range begins, and the view whose places it counts: null before a row is picked, then the first row is it. */
  const anchor = useRef<{ row: number; viewId: string | null }>({ row: 0, viewId: null })
  const mark = (rowIds: ArrayLike<number>, isMore = false) =>
    brush({ datasetId: id, revision, rowIds, source: { place: 'rows', id } }, isMore)
  const markRange = async (from: number, to: number) => {
    if (viewId === null) return
    const start = Math.min(from, to)
    const { rowIds } = await workbench.rows.ids({ viewId, start, count: Math.abs(to - from) + 1 })
    mark(rowIds)
  }
  const pick = (row: number, { extend, toggle }: PickHow) => {
    const picked = rowAt(row)?.id
    const { row: from, viewId: of } = anchor.current
    // In another order other rows lie between: there a range begins anew.
    if (extend && (of === null || of === viewId)) return void markRange(from, row).catch(notifyError)
    anchor.current = { row, viewId }
    if (picked === undefined) return
    if (toggle && selection?.rows.has(picked)) mark(selection.rows.rowIds.filter((other) => other !== picked))
    else mark([picked], toggle)
  }
  return {
    selection,
    pick,
    markRange: (from: number, to: number) => void markRange(from, to).catch(notifyError),
    isMarked: (row: number) => {
      const rowId = selection ? rowAt(row)?.id : undefined
      return rowId !== undefined && Boolean(selection?.rows.has(rowId))
    },
  }
}
