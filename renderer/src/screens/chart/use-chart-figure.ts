import type { EngineResponse } from '@shared/contract/channels'
import { toPlotly } from '@shared/figures/to-plotly'
import { useMemo, useRef, useState } from 'react'
import { useCurrency, useLanguage } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import type { DragMode } from '../../results/figure/figure-tools'
import { highlighted, rowsOfPoints } from '../../results/figure/highlight'
import type { SelectionEvent } from '../../results/figure/load-plotly'
import { brush, useSelectionOf } from '../../results/figure/selection-store'

type Drawn = Pick<EngineResponse<'chart/draw'>, 'data' | 'layout' | 'rowIds'>

interface ShownData {
  datasetId: string
  revision: number
}

/** A drawn chart in the reader's language and colours, with the linked selection in it: what is brushed here is marked everywhere. */
export function useChartFigure(drawn: Drawn, { datasetId, revision }: ShownData) {
  const language = useLanguage()
  const currency = useCurrency()
  const theme = useColors()
  const plot = useRef<HTMLDivElement>(null)
  const [dragMode, setDragMode] = useState<DragMode>('zoom')
  const selection = useSelectionOf({ datasetId, revision })
  const figure = useMemo(() => toPlotly(drawn, { language, currency, theme }), [drawn, language, currency, theme])
  const shown = useMemo(() => {
    const { layout, ...rest } = highlighted(figure, drawn.rowIds, selection)
    return { ...rest, layout: { ...layout, dragmode: dragMode } }
  }, [figure, drawn, selection, dragMode])
  const onSelect = (selected: SelectionEvent | null, isMore: boolean) => {
    const rowIds = selected ? rowsOfPoints(selected.points, drawn.rowIds) : []
    brush({ datasetId, revision, rowIds, source: { place: 'chart', id: datasetId } }, isMore)
  }
  return {
    plot,
    figure,
    shown,
    dragMode,
    setDragMode,
    onSelect,
    canSelect: drawn.rowIds.some(({ length }) => length > 0),
  }
}
