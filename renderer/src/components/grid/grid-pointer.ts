/** What the pointer is on: a cell, or a row's label. */
export interface PointedAt {
  element: HTMLElement
  row: number
  /** Null for the row's label. */
  column: number | null
}

/** Finds what part of a grid an event was meant for: one listener serves all cells. Null for headers and for what is being edited. */
export function pointedAt(target: EventTarget): PointedAt | null {
  if (!(target instanceof Element)) return null
  const element = target.closest<HTMLElement>('[role="gridcell"], [role="rowheader"]')
  const row = element?.closest('[role="row"]')
  if (!element || !row || element.dataset['editing']) return null
  const column = Number(element.ariaColIndex) - 2
  return { element, row: Number(row.ariaRowIndex) - 2, column: column < 0 ? null : column }
}
