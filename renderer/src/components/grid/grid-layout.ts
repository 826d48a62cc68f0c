import type { CSSProperties, ReactNode } from 'react'

export interface GridColumn {
  id: string
  /** The name that is read out. */
  name: string
  width: number
  /** Numbers stand right. */
  numeric?: boolean
  /** What stands in the header; the name when absent. */
  header?: ReactNode
  /** How rows are sorted by this column; none when absent. */
  sorted?: 'ascending' | 'descending' | undefined
  /** Greys the column out. */
  dimmed?: boolean
}

export interface GridCellContent {
  text: string
  tone?: 'missing' | 'bad' | 'changed' | undefined
  title?: string | undefined
}

/** Where columns stand and which of them are drawn. */
export interface GridLayout {
  columns: readonly GridColumn[]
  /** Left edge of each column in pixels, and the right edge of the last. */
  offsets: readonly number[]
  width: number
  pinnedColumns: readonly number[]
  scrolledColumns: readonly number[]
  labelWidth: number
  /** Place and width of each column, the same objects for as long as they stay the same. */
  styles: readonly CSSProperties[]
}

/** Rows that arrive by and by: the grid follows them without its owner being drawn anew. */
export interface RowSource {
  subscribe: (listener: () => void) => () => void
  /** Another number after every arrival. */
  version: () => number
  /** What a row is drawn from: it is drawn anew when that is another object. */
  at: (row: number) => unknown
}

export const GRID_ROW_HEIGHT = 28

const NARROWEST_LABEL = 48
const LABEL_PADDING = 26
const DIGIT_WIDTH = 7

/** Room for the longest row label. */
export function labelWidthFor(rowCount: number): number {
  return Math.max(NARROWEST_LABEL, LABEL_PADDING + rowCount.toLocaleString('en').length * DIGIT_WIDTH)
}

/** Where each column begins, and where the last one ends. */
export function offsetsOf(columns: readonly GridColumn[], labelWidth: number): number[] {
  const offsets = [labelWidth]
  for (const { width } of columns) offsets.push((offsets.at(-1) ?? 0) + width)
  return offsets
}
