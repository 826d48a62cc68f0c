import type { FigureElement, MetricElement, NoticeElement, ResultElement } from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import {
  metric,
  segmentElements,
  segmentHeadline,
  segmentMetrics,
  segmentNotices,
} from '../../segments/present-segmentation'
import type { PresentContext } from '../define-method'
import type { DbscanParams, DbscanResult } from './method'

type Context = PresentContext<DbscanParams>

/** From this share of noise on a result says more about the radius than about the data. */
const MUCH_NOISE = 0.2
/** Points of the k-distance curve that are drawn. */
const MOST_POINTS = 500

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.dbscan.result.${id}`, values)

/** Shows the segments, how much is noise, and the curve that the radius is read from. */
export function present(result: DbscanResult, context: Context): ResultElement[] {
  return [
    segmentHeadline(result, context),
    ...radiusReason(result, context),
    ...segmentMetrics(result),
    metric('noise', result.nNoise / context.diagnostics.rowsUsed, 'percent'),
    ownMetric('eps', result.eps, 'number'),
    ownMetric('core', result.nCore, 'count'),
    ...noiseNotice(result, context),
    ...segmentNotices(result, context),
    ...segmentElements(result, context),
    kDistancePlot(result, context),
  ]
}

function ownMetric(id: string, value: number, unit: MetricElement['unit']): MetricElement {
  return { type: 'metric', id, label: word(`${id}.label`), hint: word(`${id}.hint`), value, unit }
}

function radiusReason({ eps }: DbscanResult, { params }: Context): ResultElement[] {
  if (params.eps !== 'auto') return []
  const words = word('suggested', { eps: quantity(eps, 'number') })
  return [{ type: 'text', id: 'suggested', style: 'paragraph', text: words }]
}

function noiseNotice({ nNoise }: DbscanResult, { diagnostics }: Context): NoticeElement[] {
  const share = nNoise / diagnostics.rowsUsed
  if (share < MUCH_NOISE) return []
  const words = text('segments.notice.noise', { share: quantity(share, 'percent', 0) })
  return [{ type: 'notice', id: 'noise', level: 'warning', text: words }]
}

function kDistancePlot({ kDistance, eps }: DbscanResult, { params }: Context): FigureElement {
  const n = kDistance.length
  const step = Math.max(1, (n - 1) / (MOST_POINTS - 1))
  const positions = Array.from({ length: Math.min(n, MOST_POINTS) }, (_, i) => Math.round(i * step))
  return {
    type: 'figure',
    id: 'k-distance',
    title: word('kDistance.title', { k: Math.max(1, params.minPoints - 1) }),
    caption: word('kDistance.caption'),
    data: [
      {
        type: 'scatter',
        mode: 'lines',
        x: positions.map((i) => i + 1),
        y: positions.map((i) => kDistance[i] as number),
        line: { color: { $color: 'accent' }, width: 2 },
        showlegend: false,
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: [1, n],
        y: [eps, eps],
        line: { color: { $color: 'ink' }, width: 1, dash: 'dash' },
        hoverinfo: 'skip',
        showlegend: false,
      },
    ],
    layout: {
      xaxis: { title: { text: { $text: word('kDistance.x') } } },
      yaxis: { title: { text: { $text: word('kDistance.y') } }, rangemode: 'tozero' },
    },
  }
}
