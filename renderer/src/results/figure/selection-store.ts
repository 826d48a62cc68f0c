/**
 * Linked selection: rows of one dataset revision, brushed in one place and shown in all.
 *
 *   const selection = useSelectionOf(run)                       // of what a run, a chart or a grid shows; null when there is none
 *   selection?.rows.has(rowId)                                  // O(1), for highlighting
 *   brush({ datasetId, revision, rowIds, source: { place: 'rows', id: dataset.id } })
 *   useSelection.getState().clear()
 *
 * There is one selection in the window; it outlives screens, until another brush, Esc or a click on "clear" in the status bar,
 * which also names its size and offers to keep or export it. Whoever draws rows shows it: marks that are not in it fade.
 * A revision never changes, so a selection is never stale: a new revision is other data and shows none.
 */
import { RowSet } from '@shared/dataset/row-set'
import { create } from 'zustand'

/** Where a selection was made, so that the place can show what only it can, e.g. the rows below the figure. */
interface SelectionSource {
  place: 'figure' | 'chart' | 'rows' | 'list' | 'segment'
  /** The run, dataset or segment of the place. */
  id: string
}

/** The data that something shows: what it is brushed in and what it can highlight. */
interface ShownData {
  datasetId: string | null
  /** Null for what depends on no data. */
  revision: number | null
}

export interface Selection {
  /** Another one for every brush. */
  number: number
  datasetId: string
  revision: number
  rows: RowSet
  source: SelectionSource
}

interface Brush extends ShownData {
  /** 0-based rows of the revision, in any order; none gives the selection up. */
  rowIds: ArrayLike<number>
  source: SelectionSource
}

interface SelectionState {
  selection: Selection | null
  clear(): void
}

/** What is selected now. */
export const useSelection = create<SelectionState>((set) => ({
  selection: null,
  clear: () => set({ selection: null }),
}))

let brushes = 0

/** Selects rows in place of what was selected; with `isMore` beside it, if that is of the same data. */
export function brush({ datasetId, revision, rowIds, source }: Brush, isMore = false): void {
  const { selection: before, clear } = useSelection.getState()
  if (datasetId === null || revision === null) return
  const joined = isMore && before !== null && isOf(before, { datasetId, revision }) ? [before.rows.rowIds] : []
  const rows = new RowSet(rowIds, ...joined)
  if (rows.size === 0) clear()
  else useSelection.setState({ selection: { number: ++brushes, datasetId, revision, rows, source } })
}

/** The selection, if it is of this data. */
export function useSelectionOf(data: ShownData): Selection | null {
  return useSelection(({ selection }) => (selection && isOf(selection, data) ? selection : null))
}

function isOf(selection: Selection, { datasetId, revision }: ShownData): boolean {
  return selection.datasetId === datasetId && selection.revision === revision
}
