import { isBlankRow } from '../rows/sample'
import type { Table } from '../table'

/**
 * Opens sheets in order and keeps those that hold something; when none does, the first.
 * @param firstOnly stop at the first that holds something: for a preview
 */
export async function openSheets<S, T extends Table>(
  sheets: readonly S[],
  open: (sheet: S) => Promise<T>,
  firstOnly: boolean,
): Promise<T[]> {
  const opened: T[] = []
  for (const sheet of sheets) {
    const table = await open(sheet)
    opened.push(table)
    if (firstOnly && holdsSomething(table)) break
  }
  const filled = opened.filter(holdsSomething)
  return filled.length > 0 ? filled : opened.slice(0, 1)
}

function holdsSomething(table: Table): boolean {
  return table.names !== null || !table.complete || !table.head.every(isBlankRow)
}
