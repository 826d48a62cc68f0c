import type { NoticeElement, ResultElement, TableElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import { choiceReason } from '../../segments/choose-by-silhouette'
import { weightNotice } from '../../segments/policy-notice'
import {
  type SegmentContext,
  segmentElements,
  segmentHeadline,
  segmentMetrics,
  segmentNotices,
} from '../../segments/present-segmentation'
import { featureLabel } from '../feature-policy'
import type { KMedoidsResult } from './method'

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.k-medoids.result.${id}`, values)

/** Shows the segments, and the typical row of each. */
export function present(result: KMedoidsResult, context: SegmentContext): ResultElement[] {
  return [
    segmentHeadline(result, context),
    ...choiceReason(result.kChoice, result.sizes.length),
    ...segmentMetrics(result),
    {
      type: 'metric',
      id: 'mean-distance',
      label: word('meanDistance.label'),
      hint: word('meanDistance.hint'),
      value: result.meanDistance,
      unit: 'number',
    },
    ...sampleNotice(result, context),
    ...weightNotice('k-medoids', result.weightPerCluster),
    ...segmentNotices(result, context),
    ...segmentElements(result, context),
    medoidTable(result, context),
  ]
}

function sampleNotice({ sampleSize }: KMedoidsResult, { diagnostics }: SegmentContext): NoticeElement[] {
  if (sampleSize >= diagnostics.rowsUsed) return []
  const values = { sample: quantity(sampleSize, 'count'), rows: quantity(diagnostics.rowsUsed, 'count') }
  return [{ type: 'notice', id: 'medoid-sample', level: 'info', text: word('sample', values) }]
}

function medoidTable(
  { medoids, medoidRows, preparation }: KMedoidsResult,
  { segmentName }: SegmentContext,
): TableElement {
  const d = medoids.nColumns
  return {
    type: 'table',
    id: 'medoids',
    title: word('table.title'),
    caption: word('table.caption'),
    columns: [
      { id: 'segment', label: text('segments.table.segment') },
      { id: 'row', label: word('table.row'), unit: 'count' },
      ...preparation.map((feature, j) => ({ id: `column-${j}`, label: literal(featureLabel(feature)) })),
    ],
    rows: medoidRows.map((row, segment) => [
      segmentName(segment),
      row + 1,
      ...preparation.map((_, j) => medoids.data[segment * d + j] as number),
    ]),
  }
}
