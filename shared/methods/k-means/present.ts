import type { ResultElement } from '../../contract/result-elements'
import { choiceReason } from '../../segments/choose-by-silhouette'
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
    ...choiceReason(result.kChoice, result.sizes.length),
    ...segmentMetrics(result),
    metric('explained', totalInertia > 0 ? 1 - inertia / totalInertia : null, 'percent'),
    metric('inertia', inertia, 'number'),
    ...convergenceNotice(result.converged, result.nIter),
    ...segmentNotices(result, context),
    ...segmentElements(result, context),
  ]
}
