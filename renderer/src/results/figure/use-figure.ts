import { type AppError, toAppError } from '@shared/contract/app-error'
import type { EngineResponse } from '@shared/contract/channels'
import type { FigureElement } from '@shared/contract/result-elements'
import { toPlotly } from '@shared/figures/to-plotly'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useCurrency, useLanguage } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import { workbench } from '../../app/workbench'
import { useResultScope } from '../result-scope'
import type { DragMode } from './figure-tools'
import { forScreen } from './for-screen'
import { highlighted } from './highlight'
import type { PlotFigure } from './load-plotly'
import type { Selection } from './selection-store'
import type { Viewport } from './viewport'

export type ResolvedFigure = EngineResponse<'figure/resolve'>

interface FigureQuestion {
  element: FigureElement
  picks: Readonly<Record<string, number>>
  viewport: Viewport | null
  dragMode: DragMode
  /** What is selected of the figure's data. */
  selection: Selection | null
  /** False as long as the figure is out of sight. */
  isWanted: boolean
}

interface FigureAnswer {
  drawn: PlotFigure | null
  failure: AppError | null
  rowIds: ResolvedFigure['rowIds']
  reduced: ResolvedFigure['reduced']
  /** True while other numbers are being fetched; the old drawing stays until they are there. */
  isWaiting: boolean
}

/** So long a zoom must rest before other points are asked for, in milliseconds. */
const REST = 250

interface Kept {
  key: string
  viewport: Viewport | null
  resolved: ResolvedFigure | null
  failure: AppError | null
}

/** A figure with its numbers, in the reader's language and colours; asked for anew when a choice or the visible part changes. */
export function useFigure({ element, picks, viewport, dragMode, selection, isWanted }: FigureQuestion): FigureAnswer {
  const { run } = useResultScope()
  const [kept, setKept] = useState<Kept | null>(null)
  // Single marks are highlighted here; a density image is painted where the points are.
  const painted = kept?.resolved?.reduced?.as === 'density' ? selection : null
  const key = JSON.stringify([
    run.id,
    element.id,
    picks,
    viewport,
    run.segmentNames,
    run.segmentColours,
    painted?.number,
  ])
  const question = useRef({ picks, viewport, selected: painted?.rows.rowIds })
  question.current = { picks, viewport, selected: painted?.rows.rowIds }
  // The first drawing and a new choice are wanted at once; while zooming only the part where it comes to rest.
  const delay = viewport && kept && kept.viewport !== viewport ? REST : 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what the question depends on
  useEffect(() => {
    if (!isWanted) return
    let current = true
    const keep = (answer: Pick<Kept, 'resolved' | 'failure'>) => current && setKept({ key, viewport, ...answer })
    const timer = window.setTimeout(() => {
      workbench.figure
        .resolve({ runId: run.id, elementId: element.id, ...question.current })
        .then((resolved) => keep({ resolved, failure: null }))
        .catch((thrown: unknown) => keep({ resolved: null, failure: toAppError(thrown) }))
    }, delay)
    return () => {
      current = false
      window.clearTimeout(timer)
    }
  }, [key, isWanted])
  const resolved = kept?.resolved ?? null
  const drawn = useDrawn(resolved, dragMode, selection)
  return {
    drawn,
    failure: kept?.failure ?? null,
    rowIds: resolved?.rowIds ?? [],
    reduced: resolved?.reduced ?? null,
    isWaiting: isWanted && kept !== null && kept.key !== key,
  }
}

function useDrawn(resolved: ResolvedFigure | null, dragMode: DragMode, selection: Selection | null): PlotFigure | null {
  const language = useLanguage()
  const currency = useCurrency()
  const theme = useColors()
  const painted = useMemo(
    () => resolved && forScreen(toPlotly(resolved, { language, currency, theme }), resolved.rowIds, theme),
    [resolved, language, currency, theme],
  )
  const shown = useMemo(
    () => painted && highlighted(painted, resolved?.rowIds ?? [], selection),
    [painted, resolved, selection],
  )
  return useMemo(
    () =>
      shown && {
        data: shown.data,
        layout: { ...shown.layout, dragmode: dragMode },
        config: shown.config,
      },
    [shown, dragMode],
  )
}
