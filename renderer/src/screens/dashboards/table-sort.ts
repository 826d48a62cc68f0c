import type { TableContent } from '@shared/dashboard/dashboard'

/** Which column of a table's tile leads its order, and whether from the largest down; null while the order is the usual one. */
export interface TableOrder {
  columnId: string
  descending: boolean
}

type View = Pick<TableContent, 'by' | 'sort' | 'groupSort'>

/** @param names labels of the columns that are shown, first to last */
export function orderOf({ by, sort, groupSort }: View, names: readonly string[]): TableOrder | null {
  if (by !== undefined) {
    if (!groupSort) return null
    return { columnId: groupSort.measure === null ? 'by' : `m${groupSort.measure}`, descending: groupSort.descending }
  }
  const at = sort ? names.indexOf(sort.column) : -1
  return sort && at >= 0 ? { columnId: `c${at}`, descending: sort.descending } : null
}

/** The table sorted by a column; by the one that leads already: the other way round. */
export function sortedTable(content: TableContent, columnId: string, names: readonly string[]): TableContent {
  const now = orderOf(content, names)
  const isAgain = now?.columnId === columnId
  const place = Number(columnId.slice(1))
  if (content.by !== undefined) {
    const measure = columnId === 'by' ? null : place
    return { ...content, groupSort: { measure, descending: isAgain ? !now.descending : measure !== null } }
  }
  const column = names[place]
  return column === undefined ? content : { ...content, sort: { column, descending: isAgain ? !now.descending : true } }
}
