import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useMemo } from 'react'
import { type GridColumn, type GridLayout, labelWidthFor, offsetsOf } from './grid-layout'
import { useRowWindow } from './use-row-window'

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
  const down = useRowWindow({ scroller, rowCount, headerHeight })
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

  const inSight = across.getVirtualItems()
  const layout = useMemo(
    (): GridLayout => ({
      columns,
      offsets,
      width: offsets.at(-1) ?? labelWidth,
      pinnedColumns: columns.slice(0, pinned).map((_, index) => index),
      scrolledColumns: inSight.flatMap(({ index }) => (index < pinned ? [] : [index])),
      labelWidth,
    }),
    [columns, offsets, labelWidth, pinned, inSight],
  )
  const show = (row: number, column: number) => {
    down.show(row)
    if (column >= pinned) across.scrollToIndex(column, { align: 'auto' })
  }
  return { rows: down.rows, height: down.height, layout, show, across }
}
