import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo } from 'react'
import { GRID_ROW_HEIGHT, type GridColumn, type GridLayout, labelWidthFor, offsetsOf } from './grid-layout'

interface GridWindowOptions {
  scroller: RefObject<HTMLElement | null>
  columns: readonly GridColumn[]
  rowCount: number
  headerHeight: number
  pinned: number
}

/** Which rows and columns of a grid can be seen, and how to bring others into view. */
export function useGridWindow({ scroller, columns, rowCount, headerHeight, pinned }: GridWindowOptions) {
  const labelWidth = labelWidthFor(rowCount)
  const offsets = useMemo(() => offsetsOf(columns, labelWidth), [columns, labelWidth])
  const down = useVirtualizer({
    count: rowCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => GRID_ROW_HEIGHT,
    overscan: 6,
    paddingStart: headerHeight,
    scrollPaddingStart: headerHeight,
    useFlushSync: false,
  })
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 0,
    overscan: 2,
    paddingStart: labelWidth,
    scrollPaddingStart: offsets[Math.min(pinned, columns.length)] ?? labelWidth,
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths are read anew when the columns change
  useEffect(() => across.measure(), [across, columns])

  const layout: GridLayout = {
    columns,
    offsets,
    width: offsets.at(-1) ?? labelWidth,
    pinnedColumns: columns.slice(0, pinned).map((_, index) => index),
    scrolledColumns: across.getVirtualItems().flatMap(({ index }) => (index < pinned ? [] : [index])),
    labelWidth,
  }
  const show = (row: number, column: number) => {
    down.scrollToIndex(row, { align: 'auto' })
    if (column >= pinned) across.scrollToIndex(column, { align: 'auto' })
  }
  return { rows: down.getVirtualItems(), height: down.getTotalSize(), layout, show, across }
}
