import type { FigureElement, NoticeElement, ResultElement } from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import {
  metric,
  type SegmentContext,
  segmentElements,
  segmentHeadline,
  segmentMetrics,
  segmentNotices,
} from '../../segments/present-segmentation'
import { segmentColor } from '../../segments/segment-figures'
import type { HdbscanResult } from './method'

/** From this share of noise on it is said. */
const MUCH_NOISE = 0.2

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.hdbscan.result.${id}`, values)

/** Shows the segments, how much is noise, and how firmly each segment stands out. */
export function present(result: HdbscanResult, context: SegmentContext): ResultElement[] {
  return [
    segmentHeadline(result, context),
    ...segmentMetrics(result),
    metric('noise', result.nNoise / context.diagnostics.rowsUsed, 'percent'),
    {
      type: 'metric',
      id: 'least',
      label: word('least.label'),
      hint: word('least.hint'),
      value: result.minClusterSize,
      unit: 'count',
    },
    ...noiseNotice(result, context),
    ...segmentNotices(result, context),
    ...reachabilityFigure(result, context),
    ...segmentElements(result, context),
    ...stabilityBars(result, context),
  ]
}

function noiseNotice({ nNoise }: HdbscanResult, { diagnostics }: SegmentContext): NoticeElement[] {
  const share = nNoise / diagnostics.rowsUsed
  if (share < MUCH_NOISE) return []
  const words = text('segments.notice.noise', { share: quantity(share, 'percent', 0) })
  return [{ type: 'notice', id: 'noise-share', level: 'warning', text: words }]
}

/** Valleys are groups, the deeper the denser; their borders are the peaks between them. */
function reachabilityFigure({ reachability, sizes }: HdbscanResult, { segmentName }: SegmentContext): FigureElement[] {
  if (!reachability || reachability.rows.length < 2) return []
  const isPart = reachability.rows.length < reachability.nRows
  const { labels, values } = reachability
  const ranked = sizes.map((_, label) => ({ label, depth: meanWhere(values, labels, label) }))
  ranked.sort((a, b) => a.depth - b.depth)
  const [densest] = ranked
  return [
    {
      type: 'figure',
      id: 'reachability',
      title: densest
        ? word('reachability.title', { count: sizes.length, densest: segmentName(densest.label) })
        : word('reachability.titleNone'),
      caption: word(isPart ? 'reachability.captionPart' : 'reachability.caption', {
        bars: quantity(reachability.rows.length, 'count'),
        rows: quantity(reachability.nRows, 'count'),
      }),
      data: [
        {
          type: 'bar',
          x: { $result: 'reachability.positions' },
          y: { $result: 'reachability.values' },
          $groupBy: { $result: 'reachability.labels' },
          $rows: { $result: 'reachability.rows' },
          marker: { line: { width: 0 } },
        },
      ],
      layout: {
        bargap: 0,
        barmode: 'overlay',
        xaxis: { title: { text: { $text: word('reachability.x') } }, showticklabels: false, ticks: '' },
        yaxis: { title: { text: { $text: word('reachability.y') } }, rangemode: 'tozero' },
      },
      height: 320,
    },
  ]
}

/** Mean of the values with a label; Infinity without any. */
function meanWhere(values: Float64Array, labels: Int32Array, label: number): number {
  const own = values.filter((_, i) => labels[i] === label)
  return own.length === 0 ? Number.POSITIVE_INFINITY : own.reduce((sum, value) => sum + value, 0) / own.length
}

function stabilityBars({ stabilities, sizes }: HdbscanResult, { segmentName }: SegmentContext): FigureElement[] {
  if (stabilities.length === 0) return []
  return [
    {
      type: 'figure',
      id: 'stabilities',
      title: word('stabilities.title'),
      caption: word('stabilities.caption'),
      data: [
        {
          type: 'bar',
          orientation: 'h',
          y: stabilities.map((_, segment) => ({ $text: segmentName(segment) })),
          x: stabilities.map((value, segment) => value / (sizes[segment] as number)),
          marker: { color: stabilities.map((_, segment) => segmentColor(segment)) },
          showlegend: false,
        },
      ],
      layout: {
        xaxis: { title: { text: { $text: word('stabilities.x') } }, rangemode: 'tozero' },
        yaxis: { autorange: 'reversed', automargin: true },
      },
      height: Math.max(180, 70 + 34 * stabilities.length),
    },
  ]
}
