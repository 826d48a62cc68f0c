import { Menu } from '@mantine/core'
import type { FigureElement } from '@shared/contract/result-elements'
import { createPortal } from 'react-dom'
import { useText } from '../../app/locale/locale-provider'
import { notifyError } from '../../components/notify'
import { FigureNote } from '../../results/figure/figure-note'
import { FigureTools } from '../../results/figure/figure-tools'
import { Plot } from '../../results/figure/plot'
import { ChartDataItems } from '../chart/chart-data-items'
import { useChartFigure } from '../chart/use-chart-figure'
import classes from './dashboard.module.css'
import type { TileTools, TileView } from './tile'

/** A chart that fills its tile; what is brushed in it is marked in the others. */
export function ChartTile({ view, tools }: { view: Extract<TileView, { kind: 'chart' }>; tools: TileTools }) {
  const t = useText()
  const { chart, spec } = view
  const { plot, figure, shown, dragMode, setDragMode, onSelect, onClick, canMove, canSelect } = useChartFigure(
    chart,
    spec,
    view,
  )
  const title = t(view.title)
  const element: FigureElement = { type: 'figure', id: 'chart', title: view.title, data: [], layout: {}, height: 420 }
  return (
    <div className={classes.chart}>
      {tools.slot &&
        createPortal(
          <FigureTools
            plot={plot}
            element={element}
            drawn={figure}
            dragMode={dragMode}
            canSelect={canSelect}
            canMove={canMove || canSelect}
            onDragMode={setDragMode}
            onReset={() => {}}
            more={
              <>
                <ChartDataItems spec={spec} title={title} />
                <Menu.Divider />
                {tools.items}
              </>
            }
          />,
          tools.slot,
        )}
      <div className={classes.plot}>
        <Plot
          elementRef={plot}
          figure={shown}
          height="100%"
          label={title}
          onSelect={onSelect}
          onClick={onClick}
          onFailed={notifyError}
        />
      </div>
      {chart.reduced && <FigureNote reduced={chart.reduced} />}
      {chart.element.caption && <p className={classes.caption}>{t(chart.element.caption)}</p>}
    </div>
  )
}
