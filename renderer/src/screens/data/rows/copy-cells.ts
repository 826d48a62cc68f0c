import type { boundsOf } from '../../../components/grid/grid-selection'
import { tabSeparated } from '../../../components/grid/tab-separated'
import { notifyText } from '../../../components/notify'
import { copyWords } from '../../../results/copy-words'
import { fetchRows } from '../use-rows-view'

const MOST_CELLS_TO_COPY = 500_000

/**
 * Puts a rectangle of cells with its headers on the clipboard.
 * @param shown the grid's columns from left to right
 */
export async function copyCells(
  viewId: string,
  shown: readonly string[],
  { firstRow, lastRow, firstColumn, lastColumn }: ReturnType<typeof boundsOf>,
): Promise<void> {
  const headers = shown.slice(firstColumn, lastColumn + 1)
  const count = (lastRow - firstRow + 1) * headers.length
  if (count > MOST_CELLS_TO_COPY) return notifyText('warning', 'data.rows.tooMuch', { count: MOST_CELLS_TO_COPY })
  const cells = await fetchRows(viewId, headers, firstRow, lastRow)
  if (!copyWords(tabSeparated(headers, cells))) return notifyText('warning', 'data.rows.notCopied')
  notifyText('info', 'data.rows.copied', { rows: cells.length, columns: headers.length })
}
