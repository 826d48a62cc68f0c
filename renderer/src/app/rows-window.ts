import type { EngineRequest, EngineResponse } from '@shared/contract/channels'
import { readCells } from '@shared/dataset/cells-text'
import { workbench } from './workbench'

export type RowCells = readonly (string | number | null)[]

/** Some rows of a view: their places in the dataset and their cells. */
export interface RowsWindow {
  rowIds: ArrayLike<number>
  rows: readonly RowCells[]
}

/** A window as it came from the engine, its cells read. */
export function readWindow({ rowIds, cells }: EngineResponse<'rows/window'>): RowsWindow {
  return { rowIds, rows: readCells(cells) }
}

/** Rows of a view. @throws viewClosed */
export async function fetchWindow(request: EngineRequest<'rows/window'>): Promise<RowsWindow> {
  return readWindow(await workbench.rows.window(request))
}
