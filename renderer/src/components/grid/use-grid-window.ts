import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { GRID_ROW_HEIGHT, type GridColumn, type GridLayout, labelWidthFor, offsetsOf } from './grid-layout'
import { columnSpan, mostRows, rowSpan, type Span } from './grid-span'
import { type ScrollScale, scrollScale } from './scroll-scale'

/** What comes into view is drawn before the picture is: little is needed beyond its edges. */
const OVERSCAN = 1
const PIXELS_PER_LINE = 40
/** Rows are placed from the last multiple of so many on, so that they stay where they are while the grid scrolls past them. */
const ROWS_PER_BASE = 10_000

interface GridWindowOptions {
  scroller: RefObject<HTMLElement | null>
  /** What holds the rows: moved up and down. */
  body: RefObject<HTMLElement | null>
  /** Class of what is moved to the left and right. */
  acrossClass: string
  columns: readonly GridColumn[]
  rowCount: number
  headerHeight: number
  pinned: number
}

interface Seen {
  rows: Span
  columns: Span
  /** Rows drawn at most, of which each takes the place of another one when the grid scrolls. */
  nPlaces: number
  /** Of the view, in pixels. */
  width: number
  height: number
}

interface Place {
  scale: ScrollScale
  /** How far the content is scrolled, in pixels; a scroll bar of a scaled grid moves less. */
  content: number
  left: number
  width: number
  height: number
}

const nothing: Seen = { rows: { first: 0, last: -1 }, columns: { first: 0, last: -1 }, nPlaces: 1, width: 0, height: 0 }

function isSame(a: Seen, b: Seen): boolean {
  return (
    a.rows.first === b.rows.first &&
    a.rows.last === b.rows.last &&
    a.columns.first === b.columns.first &&
    a.columns.last === b.columns.last &&
    a.nPlaces === b.nPlaces &&
    a.width === b.width &&
    a.height === b.height
  )
}

function baseOf(row: number): number {
  return row - (row % ROWS_PER_BASE)
}

/** Rows by the places they take: in any other order the page would move their elements, and lay all of them out again. */
function rowsIn({ first, last }: Span, nPlaces: number) {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const index = first + i
    return { index, place: index % nPlaces, top: (index - baseOf(first)) * GRID_ROW_HEIGHT }
  })
  return rows.sort((a, b) => a.place - b.place)
}

/**
 * Which rows and columns of a grid can be seen, and how to bring others into view. All rows are of one height; very tall grids scroll
 * scaled. The view itself never scrolls: rows and columns are moved in it, so that header, pinned columns and rows always fit together.
 */
export function useGridWindow(options: GridWindowOptions) {
  const { scroller, body, acrossClass, columns, rowCount, headerHeight, pinned } = options
  const labelWidth = labelWidthFor(rowCount)
  const offsets = useMemo(() => offsetsOf(columns, labelWidth), [columns, labelWidth])
  const [seen, setSeen] = useState(nothing)
  /** Where the content stands exactly, as the scroll bar of a scaled grid is too coarse to say. */
  const exact = useRef({ scrollTop: 0, content: 0 })
  /** What the page shows or is about to show. */
  const drawn = useRef({ first: 0, top: 0, left: 0, movedLeft: 0 })
  const latest = useRef(nothing)
  const contentHeight = headerHeight + rowCount * GRID_ROW_HEIGHT

  /** Where the grid stands; asks the page, so never after something was changed. */
  const placeOf = useCallback(
    (element: HTMLElement): Place => {
      const { scrollTop, scrollLeft, clientWidth, clientHeight } = element
      const scale = scrollScale(contentHeight, clientHeight)
      if (exact.current.scrollTop !== scrollTop) exact.current = { scrollTop, content: scale.toContent(scrollTop) }
      const content = scale.isScaled ? exact.current.content : scrollTop
      return { scale, content, left: Math.round(scrollLeft), width: clientWidth, height: clientHeight }
    },
    [contentHeight],
  )
  /** Puts what is drawn where it belongs. */
  const move = useCallback(
    (isNew: boolean) => {
      const [element, rows] = [scroller.current, body.current]
      if (!element || !rows) return
      const { top, left, first, movedLeft } = drawn.current
      rows.style.transform = `translateY(${baseOf(first) * GRID_ROW_HEIGHT - top}px)`
      if (!isNew && left === movedLeft) return
      drawn.current.movedLeft = left
      for (const part of element.getElementsByClassName(acrossClass)) {
        ;(part as HTMLElement).style.transform = `translateX(${-left}px)`
      }
    },
    [scroller, body, acrossClass],
  )
  const draw = useCallback(
    /** @param atOnce what came into view is drawn before this ends; not while React draws */
    ({ content, left, width, height: viewHeight }: Place, atOnce: boolean) => {
      const height = Math.max(0, viewHeight - headerHeight)
      const top = Math.round(content)
      const { first } = rowSpan(rowCount, GRID_ROW_HEIGHT, { top, height }, OVERSCAN)
      const nPlaces = mostRows(GRID_ROW_HEIGHT, height, OVERSCAN)
      const next = {
        // As many rows as there are places, though one of them may be just out of sight: none comes or goes.
        rows: { first, last: Math.min(rowCount, first + nPlaces) - 1 },
        columns: columnSpan(offsets, pinned, { left, width }, OVERSCAN),
        nPlaces,
        width,
        height: viewHeight,
      }
      Object.assign(drawn.current, { top, left })
      if (isSame(next, latest.current)) return move(false)
      latest.current = next
      if (atOnce) flushSync(() => setSeen(next))
      else setSeen(next)
    },
    [move, rowCount, headerHeight, offsets, pinned],
  )
  const read = useCallback(
    (atOnce: boolean) => {
      if (scroller.current) draw(placeOf(scroller.current), atOnce)
    },
    [scroller, placeOf, draw],
  )
  const scrollTo = useCallback(
    (wanted: number, atOnce: boolean) => {
      const element = scroller.current
      if (!element) return
      const place = placeOf(element)
      const content = Math.max(0, Math.min(wanted, contentHeight - place.height))
      element.scrollTop = place.scale.toScroll(content)
      exact.current = { scrollTop: element.scrollTop, content }
      draw({ ...place, content }, atOnce)
    },
    [scroller, placeOf, contentHeight, draw],
  )

  useLayoutEffect(() => {
    drawn.current.first = seen.rows.first
    move(true)
  })
  useLayoutEffect(() => read(false), [read])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    // A notch of the wheel moves a scaled grid as far as any other.
    const onWheel = (event: WheelEvent) => {
      const { scale, content } = placeOf(element)
      if (!scale.isScaled || event.ctrlKey || event.shiftKey || event.deltaY === 0) return
      event.preventDefault()
      const notch = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : 1
      if (event.deltaX !== 0) element.scrollLeft += event.deltaX * notch
      scrollTo(content + event.deltaY * notch, true)
    }
    const onScroll = () => read(true)
    const resized = new ResizeObserver(() => read(false))
    resized.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', onScroll)
      element.removeEventListener('wheel', onWheel)
    }
  }, [scroller, placeOf, read, scrollTo])

  const { first, last } = seen.columns
  const layout = useMemo((): GridLayout => {
    const places = Array.from(
      { length: Math.max(0, Math.min(last, columns.length - 1) - first + 1) },
      (_, i) => first + i,
    )
    return {
      columns,
      offsets,
      width: offsets.at(-1) ?? labelWidth,
      pinnedColumns: columns.slice(0, pinned).map((_, index) => index),
      scrolledColumns: places.filter((index) => index >= pinned),
      labelWidth,
      styles: columns.map(({ width }, index) => ({ left: offsets[index], width })),
    }
  }, [columns, offsets, labelWidth, pinned, first, last])

  const showColumn = (column: number) => {
    const element = scroller.current
    if (!element || column < pinned) return
    const [left, right, edge] = [offsets[column] ?? 0, offsets[column + 1] ?? 0, offsets[pinned] ?? 0]
    if (left - edge < element.scrollLeft) element.scrollLeft = left - edge
    else if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth
  }
  const show = (row: number, column: number) => {
    const element = scroller.current
    if (!element) return
    const { content } = placeOf(element)
    const top = row * GRID_ROW_HEIGHT
    const lowest = top + GRID_ROW_HEIGHT - (element.clientHeight - headerHeight)
    if (top < content) scrollTo(top, false)
    else if (lowest > content) scrollTo(lowest, false)
    showColumn(column)
  }
  const span: Span = { first: seen.rows.first, last: Math.min(seen.rows.last, rowCount - 1) }
  const rows = rowsIn(span, seen.nPlaces)
  const height = scrollScale(contentHeight, scroller.current?.clientHeight ?? 0).height
  return { rows, span, height, layout, view: { width: seen.width, height: seen.height }, show, showColumn }
}
