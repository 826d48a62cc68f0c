import { Skeleton } from '@mantine/core'
import { toAppError } from '@shared/contract/app-error'
import type { FigureElement } from '@shared/contract/result-elements'
import { type ReactNode, useRef, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { useResultScope } from '../result-scope'
import { FigureNote } from './figure-note'
import { type DragMode, FigureTools } from './figure-tools'
import classes from './figure-view.module.css'
import { rowsOfPoints } from './highlight'
import { hoveredRow } from './hovered-row'
import type { PlotlyPoint, SelectionEvent } from './load-plotly'
import { outlineOf } from './outline'
import { Plot } from './plot'
import { type HoveredRow, RowReadout } from './row-readout'
import { brush, useSelectionOf } from './selection-store'
import { useFigure } from './use-figure'
import { useInSight, useNear } from './use-in-sight'
import type { Viewport } from './viewport'
import { usesWebgl } from './webgl'

interface FigureBodyProps {
  element: FigureElement
  picks: Readonly<Record<string, number>>
  height: number | string
  heading?: ReactNode
  pickers: ReactNode
  onFullScreen?: (() => void) | undefined
}

/** The drawing of a figure with its tools; asks for its numbers once it comes into sight. */
export function FigureBody({ element, picks, height, heading, pickers, onFullScreen }: FigureBodyProps) {
  const t = useText()
  const format = useFormat()
  const { run, interactive } = useResultScope()
  const place = useRef<HTMLDivElement>(null)
  const plot = useRef<HTMLDivElement>(null)
  const isNear = useNear(place)
  const isInSight = useInSight(place)
  const [viewport, setViewport] = useState<Viewport | null>(null)
  const [dragMode, setDragMode] = useState<DragMode>('zoom')
  const [hovered, setHovered] = useState<HoveredRow | null>(null)
  const { drawn, failure, rowIds, reduced, isWaiting } = useFigure({
    element,
    picks,
    viewport,
    dragMode,
    selection: useSelectionOf(run),
    isWanted: isInSight,
  })
  const [brokenDrawing, setBroken] = useState<unknown>(null)
  const hasRows = rowIds.some((rows) => rows.length > 0)
  const onHover = (point: PlotlyPoint | null, pointer: { x: number; y: number }) => {
    const row = point && drawn && hoveredRow(point, drawn, rowIds, format)
    const frame = place.current?.getBoundingClientRect()
    setHovered(row && frame ? { ...row, left: pointer.x - frame.left, top: pointer.y - frame.top } : null)
  }
  const onSelect = (selected: SelectionEvent | null, isMore: boolean) => {
    const take = (rows: ArrayLike<number>) =>
      brush({ ...run, rowIds: rows, source: { place: 'figure', id: run.id } }, isMore)
    const outline = selected && reduced?.as === 'density' ? outlineOf(selected) : null
    if (!outline) return take(selected ? rowsOfPoints(selected.points, rowIds) : [])
    workbench.figure
      .rowsInside({ runId: run.id, elementId: element.id, picks, outline })
      .then((found) => take(found.rowIds), notifyError)
  }
  const canReduce = useRef(false)
  canReduce.current ||= reduced !== null
  const isShown = drawn !== null && (isNear || !usesWebgl(drawn))
  const error = failure ?? (brokenDrawing === null ? null : toAppError(brokenDrawing))
  return (
    <>
      <div className={classes.head}>
        {heading}
        <FigureTools
          plot={plot}
          element={element}
          drawn={drawn}
          dragMode={dragMode}
          canSelect={interactive && (hasRows || reduced !== null)}
          onDragMode={setDragMode}
          onReset={() => setViewport(null)}
          onFullScreen={onFullScreen}
        />
      </div>
      {element.caption && <p className={classes.caption}>{t(element.caption)}</p>}
      {pickers}
      <div ref={place} className={classes.place} style={{ height }} data-waiting={isWaiting || undefined}>
        {error && <p className={classes.error}>{t(error.message)}</p>}
        {!error && !isShown && <Skeleton height="100%" aria-label={t('common.loading')} role="status" />}
        {!error && drawn && isShown && (
          <Plot
            elementRef={plot}
            figure={drawn}
            height={height}
            label={t(element.title)}
            onSelect={onSelect}
            onHover={onHover}
            onViewport={(visible) => canReduce.current && setViewport(visible)}
            onFailed={(thrown) => {
              setBroken(thrown)
              notifyError(thrown)
            }}
          />
        )}
        {hasRows && <RowReadout run={run} row={hovered} />}
      </div>
      {reduced && <FigureNote reduced={reduced} />}
    </>
  )
}
