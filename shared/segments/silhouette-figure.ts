import type { FigureElement } from '../contract/result-elements'
import { quantity, type Text, text } from '../contract/text'
import type { Segmentation } from './segmentation'

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`segments.silhouettes.${id}`, values)

/** A bar per row, sorted within its segment, with the mean of all as a line; null with fewer than two segments. */
export function silhouetteFigure(result: Segmentation, segmentName: (label: number) => Text): FigureElement | null {
  const { silhouettes, silhouette, silhouettePerCluster: means, silhouetteSampleSize } = result
  if (!silhouettes || silhouette === null || silhouettes.rows.length === 0) return null
  const ranked = means.flatMap((mean, label) => (mean === null ? [] : [{ label, mean }]))
  ranked.sort((a, b) => b.mean - a.mean)
  const [best, worst] = [ranked[0], ranked.at(-1)] as [(typeof ranked)[0], (typeof ranked)[0]]
  const middles = middlesOf(silhouettes.labels, silhouettes.positions)
  const isPart = silhouettes.rows.length < silhouetteSampleSize
  return {
    type: 'figure',
    id: 'silhouette-plot',
    title: word('title', {
      best: segmentName(best.label),
      high: quantity(best.mean, 'number', 2),
      worst: segmentName(worst.label),
      low: quantity(worst.mean, 'number', 2),
    }),
    caption: word(isPart ? 'captionPart' : 'caption', {
      shown: quantity(silhouettes.rows.length, 'count'),
      rows: quantity(silhouetteSampleSize, 'count'),
    }),
    data: [
      {
        type: 'bar',
        orientation: 'h',
        x: { $result: 'silhouettes.values' },
        y: { $result: 'silhouettes.positions' },
        $groupBy: { $result: 'silhouettes.labels' },
        $rows: { $result: 'silhouettes.rows' },
        marker: { line: { width: 0 } },
        showlegend: false,
      },
    ],
    layout: {
      bargap: 0,
      barmode: 'overlay',
      xaxis: { title: { text: { $text: word('axis') } }, zeroline: true },
      yaxis: {
        autorange: 'reversed',
        showgrid: false,
        tickvals: middles.map(({ middle }) => middle),
        ticktext: middles.map(({ label }) => ({
          $text: word('segment', { segment: segmentName(label), mean: quantity(means[label] ?? null, 'number', 2) }),
        })),
      },
      shapes: [
        {
          type: 'line',
          xref: 'x',
          yref: 'paper',
          x0: silhouette,
          x1: silhouette,
          y0: 0,
          y1: 1,
          line: { color: { $color: 'ink' }, width: 1.5, dash: 'dash' },
        },
      ],
      annotations: [
        {
          xref: 'x',
          yref: 'paper',
          x: silhouette,
          y: 1,
          yanchor: 'bottom',
          showarrow: false,
          text: { $text: word('mean', { mean: quantity(silhouette, 'number', 2) }) },
        },
      ],
      margin: { t: 28 },
    },
    height: Math.max(300, Math.min(640, 140 + 44 * ranked.length)),
  }
}

/** Middle of each segment's bars. */
function middlesOf(labels: Int32Array, positions: Float64Array): { label: number; middle: number }[] {
  const ends = new Map<number, [number, number]>()
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number
    const place = positions[i] as number
    ends.set(label, [ends.get(label)?.[0] ?? place, place])
  }
  return [...ends].map(([label, [first, last]]) => ({ label, middle: (first + last) / 2 }))
}
