import type { RowSet } from '@shared/dataset/row-set'
import type { PlotFigure } from './load-plotly'
import type { Selection } from './selection-store'

/**
 * A figure in which marks that are not selected fade. Marks that are no rows stay as they are.
 * @param rowIds per trace the dataset row of each of its points
 * Cost: O(marks).
 */
export function highlighted<F extends Pick<PlotFigure, 'data' | 'layout'>>(
  figure: F,
  rowIds: readonly ArrayLike<number>[],
  selection: Selection | null,
): F {
  // Another revision makes the drawing forget what it selected by itself.
  const layout = { ...figure.layout, selectionrevision: selection?.number ?? 0 }
  // Copies: the drawing notes in a trace what it selected by itself, of marks that are no rows too.
  const data = figure.data.map((trace, index) => {
    const ofTrace = rowIds[index] ?? []
    return selection && ofTrace.length > 0
      ? { ...trace, selectedpoints: positionsIn(ofTrace, selection.rows) }
      : { ...trace }
  })
  return { ...figure, data, layout }
}

function positionsIn(rowIds: ArrayLike<number>, rows: RowSet): number[] {
  const positions: number[] = []
  for (let i = 0; i < rowIds.length; i++) if (rows.has(rowIds[i] as number)) positions.push(i)
  return positions
}

/** Rows behind selected points; points that are no rows are left out. */
export function rowsOfPoints(
  points: readonly { curveNumber: number; pointNumber?: number; pointIndex?: number }[],
  rowIds: readonly ArrayLike<number>[],
): number[] {
  return points.flatMap(
    ({ curveNumber, pointNumber, pointIndex }) => rowIds[curveNumber]?.[pointNumber ?? pointIndex ?? -1] ?? [],
  )
}
