import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { GRID_ROW_HEIGHT } from './grid-layout'
import { scrollScale } from './scroll-scale'

const OVERSCAN = 6
const PIXELS_PER_LINE = 40

interface RowWindowOptions {
  scroller: RefObject<HTMLElement | null>
  rowCount: number
  headerHeight: number
}

interface Seen {
  first: number
  last: number
  /** What is to be added to a row's place in the content to find its place in what is drawn. */
  shift: number
}

/** Which rows of a grid can be seen, for any number of rows: all are of one height, and very tall grids scroll scaled. */
export function useRowWindow({ scroller, rowCount, headerHeight }: RowWindowOptions) {
  const [seen, setSeen] = useState<Seen>({ first: 0, last: -1, shift: 0 })
  /** Where the content stands exactly, as the scroll bar of a scaled grid is too coarse to say. */
  const exact = useRef({ scrollTop: 0, content: 0 })
  const contentHeight = headerHeight + rowCount * GRID_ROW_HEIGHT

  const placeOf = useCallback(
    (element: HTMLElement) => {
      const scale = scrollScale(contentHeight, element.clientHeight)
      const { scrollTop } = element
      if (exact.current.scrollTop !== scrollTop) exact.current = { scrollTop, content: scale.toContent(scrollTop) }
      return { scale, content: scale.isScaled ? exact.current.content : scrollTop }
    },
    [contentHeight],
  )
  const read = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const { content } = placeOf(element)
    const bottom = content + element.clientHeight - headerHeight
    const next = {
      first: Math.max(0, Math.floor(content / GRID_ROW_HEIGHT) - OVERSCAN),
      last: Math.min(rowCount, Math.ceil(bottom / GRID_ROW_HEIGHT) + OVERSCAN) - 1,
      shift: element.scrollTop - content,
    }
    setSeen((before) =>
      before.first === next.first && before.last === next.last && before.shift === next.shift ? before : next,
    )
  }, [scroller, placeOf, rowCount, headerHeight])
  const scrollTo = useCallback(
    (content: number) => {
      const element = scroller.current
      if (!element) return
      const { scale } = placeOf(element)
      const target = Math.max(0, Math.min(content, contentHeight - element.clientHeight))
      element.scrollTop = scale.toScroll(target)
      exact.current = { scrollTop: element.scrollTop, content: target }
      read()
    },
    [scroller, placeOf, contentHeight, read],
  )

  useLayoutEffect(() => read(), [read])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    // A notch of the wheel moves a scaled grid as far as any other.
    const onWheel = (event: WheelEvent) => {
      const { scale, content } = placeOf(element)
      if (!scale.isScaled || event.ctrlKey || event.shiftKey || event.deltaY === 0) return
      event.preventDefault()
      scrollTo(content + event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? PIXELS_PER_LINE : 1))
    }
    const resized = new ResizeObserver(read)
    resized.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', read)
      element.removeEventListener('wheel', onWheel)
    }
  }, [scroller, placeOf, read, scrollTo])

  const show = (row: number) => {
    const element = scroller.current
    if (!element) return
    const { content } = placeOf(element)
    const top = row * GRID_ROW_HEIGHT
    const lowest = top + GRID_ROW_HEIGHT - (element.clientHeight - headerHeight)
    if (top < content) scrollTo(top)
    else if (lowest > content) scrollTo(lowest)
  }
  const { first, last, shift } = seen
  const rows = Array.from({ length: Math.max(0, Math.min(last, rowCount - 1) - first + 1) }, (_, i) => ({
    index: first + i,
    start: headerHeight + (first + i) * GRID_ROW_HEIGHT + shift,
  }))
  const height = scrollScale(contentHeight, scroller.current?.clientHeight ?? 0).height
  return { rows, height, show }
}
