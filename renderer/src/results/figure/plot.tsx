import { useEffect, useRef } from 'react'
import { drawInTurn } from './drawing-queue'
import { loadPlotly, type PlotElement, type PlotFigure, type PlotlyPoint, type SelectionEvent } from './load-plotly'
import { type Viewport, viewportOf } from './viewport'
import { prepareSymbols } from './webgl'

export interface PlotHandlers {
  /** Points were selected by lasso or box, with Shift beside those before; null when the selection was given up. */
  onSelect?: (selected: SelectionEvent | null, isMore: boolean) => void
  /** A mark was clicked, with Shift beside those before. */
  onClick?: (point: PlotlyPoint, isMore: boolean) => void
  /** With the pointer's place in the window. */
  onHover?: (point: PlotlyPoint | null, pointer: { x: number; y: number }) => void
  /** Another part is visible; null for all of it. */
  onViewport?: (viewport: Viewport | null) => void
  onDrawn?: (milliseconds: number) => void
  onFailed?: (thrown: unknown) => void
}

interface PlotProps extends PlotHandlers {
  figure: PlotFigure
  label: string
  height: number | string
  /** Gives the element to those that copy or reset it. */
  elementRef: React.RefObject<HTMLDivElement | null>
}

/** The tools are our own, and reachable by the keyboard. */
const ownTools = { displayModeBar: false, doubleClick: 'reset' }

/** Draws a figure and keeps it as wide as its place; frees what it held when it goes. */
export function Plot({ figure, label, height, elementRef, ...handlers }: PlotProps) {
  const latest = useRef(handlers)
  latest.current = handlers
  const isDrawn = useRef(false)
  useEffect(() => {
    let current = true
    drawInTurn(async () => {
      const element = elementRef.current
      if (!current || !element) return
      const plotly = await loadPlotly()
      await prepareSymbols(plotly, figure)
      if (!current) return
      const before = performance.now()
      const plot = await plotly.react(element, figure.data, figure.layout, { ...figure.config, ...ownTools })
      if (!isDrawn.current) listen(plot, latest)
      isDrawn.current = true
      latest.current.onDrawn?.(performance.now() - before)
    }).catch((thrown: unknown) => latest.current.onFailed?.(thrown))
    return () => {
      current = false
    }
  }, [figure, elementRef])
  useEffect(() => {
    const element = elementRef.current
    if (!element) return
    const stop = followSize(element, isDrawn)
    return () => {
      stop()
      isDrawn.current = false
      window.Plotly?.purge(element)
    }
  }, [elementRef])
  return <div ref={elementRef} role="img" aria-label={label} style={{ height, width: '100%' }} />
}

function listen(plot: PlotElement, latest: React.RefObject<PlotHandlers>): void {
  let isMore = false
  plot.addEventListener('pointerdown', ({ shiftKey }) => (isMore = shiftKey), { capture: true })
  plot.on('plotly_selected', (event) => {
    if (!event || !(event.range || event.lassoPoints)) return
    latest.current.onSelect?.(event, isMore)
    // The selection shows by the marks, here as everywhere; its outline would stay behind when another takes its place.
    void window.Plotly?.relayout(plot, { selections: [] })
  })
  plot.on('plotly_deselect', () => latest.current.onSelect?.(null, false))
  const click = ({ points, event }: { points: readonly PlotlyPoint[]; event: MouseEvent }) => {
    const [point] = points
    if (point) latest.current.onClick?.(point, event.shiftKey)
  }
  plot.on('plotly_click', click)
  plot.on('plotly_treemapclick', (event) => {
    click(event)
    return false
  })
  plot.on('plotly_hover', ({ points, event }) =>
    latest.current.onHover?.(points[0] ?? null, { x: event.clientX, y: event.clientY }),
  )
  plot.on('plotly_unhover', () => latest.current.onHover?.(null, { x: 0, y: 0 }))
  plot.on('plotly_relayout', (change) => {
    const viewport = viewportOf(change)
    if (viewport !== undefined) latest.current.onViewport?.(viewport)
  })
}

function followSize(element: HTMLElement, isDrawn: React.RefObject<boolean>): () => void {
  let frame = 0
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(() => {
      if (isDrawn.current && element.offsetWidth > 0) void window.Plotly?.Plots.resize(element)
    })
  })
  observer.observe(element)
  return () => {
    cancelAnimationFrame(frame)
    observer.disconnect()
  }
}
