import type { Text } from '@shared/contract/text'
import { create } from 'zustand'

/** Rows that were selected in a figure. */
export interface Selection {
  runId: string
  /** The figure they were selected in. */
  elementId: string
  title: Text
  /** 0-based rows of the dataset revision that the run used, ascending, each once. */
  rowIds: readonly number[]
}

interface SelectionState {
  selection: Selection | null
  select(selection: Selection): void
  clear(): void
}

/** What is selected now; one selection in the whole window. */
export const useSelection = create<SelectionState>((set) => ({
  selection: null,
  select: (selection) => set({ selection: selection.rowIds.length > 0 ? selection : null }),
  clear: () => set({ selection: null }),
}))

/**
 * Rows behind selected points.
 * @param points trace and position of each point
 * @param rowIds per trace the dataset row of each of its points
 */
export function selectedRows(
  points: readonly { curveNumber: number; pointNumber?: number; pointIndex?: number }[],
  rowIds: readonly ArrayLike<number>[],
): number[] {
  const rows = new Set<number>()
  for (const { curveNumber, pointNumber, pointIndex } of points) {
    const row = rowIds[curveNumber]?.[pointNumber ?? pointIndex ?? -1]
    if (row !== undefined) rows.add(row)
  }
  return [...rows].sort((a, b) => a - b)
}
