import type { ResultElement, TextElement } from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import {
  metric,
  type SegmentContext,
  segmentElements,
  segmentHeadline,
  segmentMetrics,
  segmentNotices,
} from '../../segments/present-segmentation'
import { convergenceNotice } from '../feature-notices'
import type { KMeansResult } from './method'

/** Shows segments: how many and how clear, what sets each apart, where they lie, and their profile in numbers. */
export function present(result: KMeansResult, context: SegmentContext): ResultElement[] {
  const { inertia, totalInertia } = result
  return [
    segmentHeadline(result, context),
    ...chosenCount(result),
    ...segmentMetrics(result),
    metric('explained', totalInertia > 0 ? 1 - inertia / totalInertia : null, 'percent'),
    metric('inertia', inertia, 'number'),
    ...convergenceNotice(result.converged, result.nIter),
    ...segmentNotices(result, context),
    ...segmentElements(result, context),
  ]
}

/** Why there are as many segments as there are, when that was left open. */
function chosenCount({ kChoice, sizes }: KMeansResult): TextElement[] {
  if (!kChoice) return []
  const best = kChoice.silhouette[kChoice.k.indexOf(sizes.length)] ?? null
  const values = {
    count: sizes.length,
    from: kChoice.k[0] ?? 2,
    to: kChoice.k.at(-1) ?? 2,
    silhouette: quantity(best, 'number', 2),
    sample: quantity(kChoice.sampleSize, 'count'),
  }
  return [{ type: 'text', id: 'chosen-count', style: 'paragraph', text: text('segments.chosenCount', values) }]
}
