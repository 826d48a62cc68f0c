import type { ChartSpec } from '@shared/charts/chart-spec'
import { chartTitle } from '@shared/charts/chart-title'
import type { FigureElement } from '@shared/contract/result-elements'
import type { Dataset } from '@shared/dataset/schema'
import { toPlotly } from '@shared/figures/to-plotly'
import { IconChartDots3 } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useCurrency, useFormat, useLanguage, useText } from '../../app/locale/locale-provider'
import { useColors } from '../../app/theme/theme-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { Answered, EmptyState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { FigureNote } from '../../results/figure/figure-note'
import { type DragMode, FigureTools } from '../../results/figure/figure-tools'
import { highlighted, rowsOfPoints } from '../../results/figure/highlight'
import type { SelectionEvent } from '../../results/figure/load-plotly'
import { Plot } from '../../results/figure/plot'
import { brush, useSelectionOf } from '../../results/figure/selection-store'
import { ChartDataItems } from './chart-data-items'
import classes from './chart-screen.module.css'

type Drawn = Awaited<ReturnType<typeof workbench.chart.draw>>

interface ChartPreviewProps {
  spec: ChartSpec
  title: string
  dataset: Dataset
}

/** What stands there before the first choice. */
export function NothingYet() {
  const t = useText()
  const icon = <IconChartDots3 size={36} stroke={1.25} />
  return <EmptyState icon={icon} title={t('charts.builder.empty')} line={t('charts.builder.emptyLine')} />
}

/** The chart as it stands, or what it lacks. */
export function ChartPreview({ spec, title, dataset }: ChartPreviewProps) {
  const t = useText()
  const answer = useAnswer(`${dataset.revision} ${JSON.stringify(spec)}`, () => workbench.chart.draw(spec))
  const said = t(chartTitle({ ...spec, title, dataset: dataset.name }))
  if (answer.state === 'failed') {
    return (
      <p className={classes.problem} role="alert">
        {t(answer.error.message)}
      </p>
    )
  }
  return (
    <Answered answer={answer}>
      {(drawn) => <DrawnChart drawn={drawn} title={said} spec={spec} dataset={dataset} />}
    </Answered>
  )
}

interface DrawnChartProps {
  drawn: Drawn
  title: string
  spec: ChartSpec
  dataset: Dataset
}

function DrawnChart({ drawn, title, spec, dataset }: DrawnChartProps) {
  const t = useText()
  const format = useFormat()
  const language = useLanguage()
  const currency = useCurrency()
  const theme = useColors()
  const plot = useRef<HTMLDivElement>(null)
  const [dragMode, setDragMode] = useState<DragMode>('zoom')
  const data = { datasetId: dataset.id, revision: dataset.revision }
  const selection = useSelectionOf(data)
  const figure = useMemo(() => toPlotly(drawn, { language, currency, theme }), [drawn, language, currency, theme])
  const shown = useMemo(() => {
    const { layout, ...rest } = highlighted(figure, drawn.rowIds, selection)
    return { ...rest, layout: { ...layout, dragmode: dragMode } }
  }, [figure, drawn, selection, dragMode])
  const onSelect = (selected: SelectionEvent | null, isMore: boolean) =>
    brush(
      {
        ...data,
        rowIds: selected ? rowsOfPoints(selected.points, drawn.rowIds) : [],
        source: { place: 'chart', id: dataset.id },
      },
      isMore,
    )
  const element: FigureElement = {
    type: 'figure',
    id: 'chart',
    title: { literal: title },
    data: [],
    layout: {},
    height: drawn.height,
  }
  return (
    <figure className={classes.figure} aria-label={title}>
      <div className={classes.head}>
        <h2>{title}</h2>
        <FigureTools
          plot={plot}
          element={element}
          drawn={figure}
          dragMode={dragMode}
          canSelect={drawn.rowIds.some((rows) => rows.length > 0)}
          onDragMode={setDragMode}
          onReset={() => {}}
          more={<ChartDataItems spec={spec} title={title} />}
        />
      </div>
      <Plot
        elementRef={plot}
        figure={shown}
        height={drawn.height}
        label={title}
        onSelect={onSelect}
        onFailed={notifyError}
      />
      {drawn.reduced && <FigureNote reduced={drawn.reduced} />}
      {drawn.caption && <p className={classes.rows}>{t(drawn.caption)}</p>}
      <p className={classes.rows}>{t('charts.builder.rows', { rows: format.number(drawn.rows, 'count') })}</p>
    </figure>
  )
}
