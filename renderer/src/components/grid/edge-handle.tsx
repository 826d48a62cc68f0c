import { type PointerEvent, useRef } from 'react'
import classes from './data-grid.module.css'

const narrowest = 48
const widest = 900

interface EdgeHandleProps {
  width: number
  onResize: (width: number) => void
  onFit: () => void
}

/** The right edge of a column's header: dragged it sets the width, clicked twice it fits the values. Keys do the same in the column's menu. */
export function EdgeHandle({ width, onResize, onFit }: EdgeHandleProps) {
  const begun = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent) => {
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    begun.current = { x: event.clientX, width }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!begun.current) return
    const wanted = begun.current.width + event.clientX - begun.current.x
    onResize(Math.round(Math.max(narrowest, Math.min(widest, wanted))))
  }
  return (
    <span
      aria-hidden="true"
      className={classes.edge}
      draggable
      onDragStart={(event) => {
        event.preventDefault()
        event.stopPropagation()
      }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        begun.current = null
      }}
      onDoubleClick={onFit}
    />
  )
}
