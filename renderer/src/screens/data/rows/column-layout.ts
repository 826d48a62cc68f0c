/** How a person has arranged a dataset's columns; columns that are not named stand where the dataset has them. */
export interface ColumnLayout {
  order: readonly string[]
  hidden: readonly string[]
  /** Columns that stay at the left; null stands for the first one. */
  frozen: readonly string[] | null
  /** Widths that were chosen, in pixels. */
  widths: Readonly<Record<string, number>>
}

/** Columns as they stand: the frozen ones first. */
interface Placed {
  shown: readonly string[]
  nFrozen: number
  hidden: readonly string[]
}

export const plainLayout: ColumnLayout = { order: [], hidden: [], frozen: null, widths: {} }

/**
 * Where columns stand.
 * @param names of the dataset's columns, in its order; names that the layout does not know come behind their neighbour
 */
export function placeColumns(names: readonly string[], layout: ColumnLayout): Placed {
  const inOrder = ordered(names, layout.order)
  const hidden = inOrder.filter((name) => layout.hidden.includes(name))
  const visible = inOrder.filter((name) => !layout.hidden.includes(name))
  // What a person hides last stays: a grid without columns could not bring any back.
  const shown = visible.length > 0 ? visible : inOrder.slice(0, 1)
  const frozen = layout.frozen ?? shown.slice(0, 1)
  const first = shown.filter((name) => frozen.includes(name))
  return {
    shown: [...first, ...shown.filter((name) => !frozen.includes(name))],
    nFrozen: first.length,
    hidden: hidden.filter((name) => !shown.includes(name)),
  }
}

function ordered(names: readonly string[], order: readonly string[]): string[] {
  const known = order.filter((name) => names.includes(name))
  const placed = [...known]
  for (const [i, name] of names.entries()) {
    if (known.includes(name)) continue
    const before = names.slice(0, i).findLast((other) => placed.includes(other))
    placed.splice(before === undefined ? 0 : placed.indexOf(before) + 1, 0, name)
  }
  return placed
}

/** The layout with a column hidden, or shown again. */
export function withHidden(layout: ColumnLayout, name: string, isHidden: boolean): ColumnLayout {
  const others = layout.hidden.filter((other) => other !== name)
  return { ...layout, hidden: isHidden ? [...others, name] : others }
}

/** The layout with a column frozen at the left, or let go. */
export function withFrozen(
  names: readonly string[],
  layout: ColumnLayout,
  name: string,
  isFrozen: boolean,
): ColumnLayout {
  const { shown, nFrozen } = placeColumns(names, layout)
  const others = shown.slice(0, nFrozen).filter((other) => other !== name)
  return { ...layout, frozen: isFrozen ? [...others, name] : others }
}

/** The layout with a column moved to where another one stands; moved among the frozen ones it is frozen too. */
export function withMoved(names: readonly string[], layout: ColumnLayout, name: string, target: string): ColumnLayout {
  const { shown, nFrozen } = placeColumns(names, layout)
  const [from, to] = [shown.indexOf(name), shown.indexOf(target)]
  if (from < 0 || to < 0 || from === to) return layout
  const order = shown.toSpliced(from, 1).toSpliced(to, 0, name)
  const frozen = shown.slice(0, nFrozen).filter((other) => other !== name)
  return { ...layout, order, frozen: to < nFrozen ? [...frozen, name] : frozen }
}

/** The layout with a column one place to the left (−1) or right (1), among the frozen ones or among the others. */
export function withStep(names: readonly string[], layout: ColumnLayout, name: string, by: -1 | 1): ColumnLayout {
  const { shown, nFrozen } = placeColumns(names, layout)
  const place = shown.indexOf(name)
  const target = shown[place + by]
  const isSameSide = place < nFrozen === place + by < nFrozen
  return target === undefined || !isSameSide ? layout : withMoved(names, layout, name, target)
}
