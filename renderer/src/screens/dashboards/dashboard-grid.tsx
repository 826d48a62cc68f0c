import type { DashboardContent, DashboardFilter, Place, Tile } from '@shared/dashboard/dashboard'
import { rearrange, steppedPlace } from '@shared/dashboard/layout'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { useText } from '../../app/locale/locale-provider'
import classes from './dashboard.module.css'
import { TileFrame } from './tile-frame'
import { actsOn, useTileDatasets } from './use-filter-scope'

/** Pixels of a grid row, with the gap below it. */
const rowHeight = 56
const gap = 12
const columns = 12

interface DashboardGridProps {
  content: DashboardContent
  /** The filter that a person points at, whose tiles are marked. */
  pointed: DashboardFilter | null
  onChange(tiles: readonly Tile[]): void
  onEdit(tile: Tile): void
  onRemove(tile: Tile): void
}

/** A tile under the pointer: where it began, and where it would be put. */
interface Drag {
  id: string
  kind: 'move' | 'resize'
  from: Place
  at: { x: number; y: number }
  tiles: readonly Tile[]
}

const arrows: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}

/** Tiles on their places; a handle moves one by pointer or arrow keys, its corner or Shift with arrows makes it larger or smaller. */
export function DashboardGrid({ content, pointed, onChange, onEdit, onRemove }: DashboardGridProps) {
  const t = useText()
  const grid = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const [said, setSaid] = useState('')
  const scope = useTileDatasets(content)
  const tiles = drag?.tiles ?? content.tiles
  const put = (id: string, place: Place) => {
    const next = rearrange(content.tiles, id, place)
    onChange(next)
    const now = next.find((tile) => tile.id === id)?.place
    if (now) setSaid(t('dashboards.placed', { column: now.x + 1, row: now.y + 1, width: now.w, height: now.h }))
  }
  const start = (event: PointerEvent<HTMLElement>, { id, place }: Tile, kind: Drag['kind']) => {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    setDrag({ id, kind, from: place, at: { x: event.clientX, y: event.clientY }, tiles: content.tiles })
  }
  const follow = (event: PointerEvent<HTMLElement>) => {
    if (!drag || !grid.current) return
    const step = (grid.current.clientWidth + gap) / columns
    const across = Math.round((event.clientX - drag.at.x) / step)
    const down = Math.round((event.clientY - drag.at.y) / (rowHeight + gap))
    setDrag({ ...drag, tiles: rearrange(content.tiles, drag.id, movedBy(drag, across, down)) })
  }
  const end = () => {
    if (drag && drag.tiles !== content.tiles) onChange(drag.tiles)
    setDrag(null)
  }
  const onKey = (event: KeyboardEvent<HTMLElement>, tile: Tile) => {
    if (event.key === 'Escape') setDrag(null)
    const step = arrows[event.key]
    if (!step) return
    event.preventDefault()
    put(tile.id, event.shiftKey ? resizedBy(tile.place, step) : steppedPlace(content.tiles, tile.id, step))
  }
  return (
    <>
      <div ref={grid} className={classes.grid}>
        {tiles.map((tile) => (
          <TileFrame
            key={tile.id}
            tile={tile}
            filters={content.filters}
            isDragged={drag?.id === tile.id}
            isReached={pointed === null ? null : actsOn(pointed, scope.get(tile.id))}
            handle={{
              onPointerDown: (event) => start(event, tile, 'move'),
              onPointerMove: follow,
              onPointerUp: end,
              onPointerCancel: () => setDrag(null),
              onKeyDown: (event) => onKey(event, tile),
            }}
            corner={{
              onPointerDown: (event) => start(event, tile, 'resize'),
              onPointerMove: follow,
              onPointerUp: end,
              onPointerCancel: () => setDrag(null),
            }}
            onChange={(changed) =>
              onChange(content.tiles.map((old) => (old.id === tile.id ? { ...old, content: changed } : old)))
            }
            onEdit={() => onEdit(tile)}
            onRemove={() => onRemove(tile)}
          />
        ))}
      </div>
      <span className={classes.said} role="status">
        {said}
      </span>
    </>
  )
}

function movedBy({ kind, from }: Drag, across: number, down: number): Place {
  return kind === 'move'
    ? { ...from, x: from.x + across, y: from.y + down }
    : { ...from, w: Math.min(columns - from.x, Math.max(2, from.w + across)), h: Math.max(2, from.h + down) }
}

function resizedBy(place: Place, step: 'left' | 'right' | 'up' | 'down'): Place {
  const across = { left: -1, right: 1, up: 0, down: 0 }[step]
  const down = { left: 0, right: 0, up: -1, down: 1 }[step]
  return {
    ...place,
    w: Math.min(columns - place.x, Math.max(2, place.w + across)),
    h: Math.max(2, place.h + down),
  }
}
