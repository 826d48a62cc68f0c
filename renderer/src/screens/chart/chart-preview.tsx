import type { ChartSpec } from '@shared/charts/chart-spec'
import { chartTitle } from '@shared/charts/chart-title'
import type { FigureElement } from '@shared/contract/result-elements'
import type { Dataset } from '@shared/dataset/schema'
import { IconChartDots3 } from '@tabler/icons-react'
import { useFormat, useText } from '../../app/locale/locale-provider'
import { workbench } from '../../app/workbench'
import { notifyError } from '../../components/notify'
import { Answered, EmptyState } from '../../components/states'
import { useAnswer } from '../../components/use-answer'
import { FigureNote } from '../../results/figure/figure-note'
import { FigureTools } from '../../results/figure/figure-tools'
import { Plot } from '../../results/figure/plot'
import type { Viewport } from '../../results/figure/viewport'
import { ChartDataItems } from './chart-data-items'
import classes from './chart-screen.module.css'
import { useChartFigure } from './use-chart-figure'
import { useZoomed } from './use-zoomed'

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
      {(drawn) => <DrawnChart whole={drawn} title={said} spec={spec} dataset={dataset} />}
    </Answered>
  )
}

interface DrawnChartProps {
  whole: Drawn
  title: string
  spec: ChartSpec
  dataset: Dataset
}

function DrawnChart({ whole, title, spec, dataset }: DrawnChartProps) {
  const { drawn, setViewport } = useZoomed(spec, whole)
  const t = useText()
  const format = useFormat()
  const data = { datasetId: dataset.id, revision: dataset.revision }
  const { plot, figure, shown, dragMode, setDragMode, retick, onSelect, onClick, canMove, canSelect } = useChartFigure(
    drawn,
    spec,
    data,
  )
  const onViewport = (viewport: Viewport | null) => {
    setViewport(viewport)
    retick(viewport)
  }
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
          canSelect={canSelect}
          canMove={canMove || canSelect}
          onDragMode={setDragMode}
          onReset={() => setViewport(null)}
          more={<ChartDataItems spec={spec} title={title} />}
        />
      </div>
      <Plot
        elementRef={plot}
        figure={shown}
        height={drawn.height}
        label={title}
        onSelect={onSelect}
        onClick={onClick}
        onViewport={onViewport}
        onFailed={notifyError}
      />
      {drawn.reduced && <FigureNote reduced={drawn.reduced} />}
      {drawn.caption && <p className={classes.rows}>{t(drawn.caption)}</p>}
      <p className={classes.rows}>{t('charts.builder.rows', { rows: format.number(drawn.rows, 'count') })}</p>
    </figure>
  )
}
