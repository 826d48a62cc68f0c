import type { Mark } from '@shared/charts/behind'
import type { ChartSpec } from '@shared/charts/chart-spec'
import type { EngineResponse } from '@shared/contract/channels'
import { toPlotly } from '@shared/figures/to-plotly'
import { translate } from '@shared/locales/translate'
import { useMemo, useRef, useState } from 'react'
import { useCurrency, useLanguage } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import type { DragMode } from '../../results/figure/figure-tools'
import { highlighted, rowsOfPoints } from '../../results/figure/highlight'
import type { PlotlyPoint, SelectionEvent } from '../../results/figure/load-plotly'
import { brush, useSelectionOf } from '../../results/figure/selection-store'
import type { Viewport } from '../../results/figure/viewport'
import { ticksFor } from './own-ticks'
import { useShares } from './use-shares'

type Drawn = Pick<EngineResponse<'chart/draw'>, 'data' | 'layout' | 'rowIds' | 'marksOf' | 'reduced'>

interface ShownData {
  datasetId: string
  revision: number
}

/** A drawn chart in the reader's language and colours, with the linked selection in it: what is brushed here is marked everywhere. */
export function useChartFigure(plain: Drawn, spec: ChartSpec, { datasetId, revision }: ShownData) {
  const language = useLanguage()
  const currency = useCurrency()
  const theme = useColors()
  const plot = useRef<HTMLDivElement>(null)
  const [dragMode, setDragMode] = useState<DragMode>('zoom')
  const selection = useSelectionOf({ datasetId, revision })
  const drawn = useShares(spec, plain, selection)
  const figure = useMemo(() => toPlotly(drawn, { language, currency, theme }), [drawn, language, currency, theme])
  const shown = useMemo(() => {
    const { layout, ...rest } = highlighted(figure, drawn.rowIds, selection)
    return { ...rest, layout: { ...layout, dragmode: dragMode } }
  }, [figure, drawn, selection, dragMode])
  const select = async (points: readonly PlotlyPoint[], isMore: boolean) => {
    try {
      const marks = marksOfPoints(points, drawn.marksOf)
      const behind = marks.length > 0 ? await workbench.chart.rows({ spec, marks }) : []
      const rowIds = [...rowsOfPoints(points, drawn.rowIds), ...behind]
      brush({ datasetId, revision, rowIds, source: { place: 'chart', id: datasetId } }, isMore)
    } catch (thrown) {
      notifyError(thrown)
    }
  }
  const retick = (viewport: Viewport | null) => {
    const change = ticksFor(figure.layout, viewport, (text) => translate(text, language, currency))
    if (plot.current && Object.keys(change).length > 0) void window.Plotly?.relayout(plot.current, change)
  }
  return {
    plot,
    figure,
    shown,
    dragMode,
    setDragMode,
    retick,
    onSelect: (selected: SelectionEvent | null, isMore: boolean) => void select(selected?.points ?? [], isMore),
    /** A click on a mark that stands for rows selects them. */
    onClick: (point: PlotlyPoint, isMore: boolean) => {
      if (marksOfPoints([point], drawn.marksOf).length > 0) void select([point], isMore)
    },
    /** A picture of many points can be zoomed into and moved, though no point of it can be selected. */
    canMove: plain.reduced !== null,
    canSelect: drawn.rowIds.some(({ length }) => length > 0) || hasPlaces(drawn),
  }
}

/** Marks that stand for rows, each once: its selected part and the rest are two. */
function marksOfPoints(points: readonly PlotlyPoint[], marksOf: readonly number[]): Mark[] {
  const marks = points.flatMap(({ curveNumber, pointNumber, pointIndex }): Mark[] => {
    const trace = marksOf[curveNumber] ?? -1
    const point = pointNumber ?? pointIndex
    return trace < 0 || point === undefined ? [] : [[trace, point]]
  })
  return [...new Map(marks.map((mark) => [mark.join(' '), mark])).values()]
}

/** Whether marks that stand for rows lie on axes, where an outline can be drawn around them. */
function hasPlaces({ data, marksOf }: Drawn): boolean {
  return data.some(({ type }, i) => (marksOf[i] ?? -1) >= 0 && (type === 'bar' || type === 'scatter'))
}
