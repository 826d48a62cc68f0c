import { Skeleton } from '@mantine/core'
import { toAppError } from '@shared/contract/app-error'
import type { FigureElement } from '@shared/contract/result-elements'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { notifyError } from '../../components/notify'
import { useResultScope } from '../result-scope'
import { FigureNote } from './figure-note'
import { type DragMode, FigureTools } from './figure-tools'
import classes from './figure-view.module.css'
import { hoveredRow } from './hovered-row'
import type { PlotlyPoint } from './load-plotly'
import { Plot } from './plot'
import { type HoveredRow, RowReadout } from './row-readout'
import { selectedRows, useSelection } from './selection-store'
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
    isWanted: isInSight,
  })
  const [brokenDrawing, setBroken] = useState<unknown>(null)
  const hasRows = rowIds.some((rows) => rows.length > 0)
  const onHover = (point: PlotlyPoint | null, pointer: { x: number; y: number }) => {
    const row = point && drawn && hoveredRow(point, drawn, rowIds, format)
    const frame = place.current?.getBoundingClientRect()
    setHovered(row && frame ? { ...row, left: pointer.x - frame.left, top: pointer.y - frame.top } : null)
  }
  useClearedSelection(plot, run.id, element.id)
  const onSelect = (points: readonly PlotlyPoint[] | null) => {
    const rows = points ? selectedRows(points, rowIds) : []
    useSelection.getState().select({ runId: run.id, elementId: element.id, title: element.title, rowIds: rows })
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
          selectingIsOff={reduced?.as === 'density'}
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

/** Takes the drawn outline away when the selection is given up elsewhere. */
function useClearedSelection(plot: React.RefObject<HTMLDivElement | null>, runId: string, elementId: string): void {
  const isSelected = useSelection(({ selection }) => selection?.runId === runId && selection.elementId === elementId)
  const wasSelected = useRef(false)
  useEffect(() => {
    if (wasSelected.current && !isSelected && plot.current?.classList.contains('js-plotly-plot')) {
      void window.Plotly?.relayout(plot.current, { selections: [] })
      void window.Plotly?.restyle(plot.current, { selectedpoints: null })
    }
    wasSelected.current = isSelected
  }, [isSelected, plot])
}
