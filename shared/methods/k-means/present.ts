import type { NoticeElement, ResultElement } from '../../contract/result-elements'
import { literal, quantity, text } from '../../contract/text'
import { choiceReason } from '../../segments/choose-by-silhouette'
import { weightNotice } from '../../segments/policy-notice'
import {
  metric,
  segmentElements,
  segmentHeadline,
  segmentMetrics,
  segmentNotices,
} from '../../segments/present-segmentation'
import type { PresentContext } from '../define-method'
import { convergenceNotice } from '../feature-notices'
import type { KMeansParams, KMeansResult } from './method'

type Context = PresentContext<KMeansParams>

/** Shows segments: how many and how clear, what sets each apart, where they lie, and their profile in numbers. */
export function present(result: KMeansResult, context: Context): ResultElement[] {
  const { inertia, totalInertia } = result
  return [
    segmentHeadline(result, context),
    ...choiceReason(result.kChoice, result.sizes.length),
    ...segmentMetrics(result),
    metric('explained', totalInertia > 0 ? 1 - inertia / totalInertia : null, 'percent'),
    metric('inertia', inertia, 'number'),
    ...leftOutNotice(result),
    ...startNotice(result, context),
    ...weightNotice('k-means', result.weightPerCluster),
    ...batchNotice(result),
    ...convergenceNotice(result.converged, result.nIter),
    ...segmentNotices(result, context),
    ...segmentElements(result, context),
  ]
}

/** Says which columns were not used, and why. */
function leftOutNotice({ leftOut }: KMeansResult): NoticeElement[] {
  if (leftOut.length === 0) return []
  const words = text('methods.k-means.result.leftOut', { columns: leftOut.map(literal), count: leftOut.length })
  return [{ type: 'notice', id: 'left-out', level: 'info', text: words }]
}

/** Says that the starts were compared on a sample. */
function startNotice({ startSampleSize: sample, startsFinished }: KMeansResult, { params }: Context): NoticeElement[] {
  if (sample === null) return []
  const values = { starts: params.nInit, sample: quantity(sample, 'count'), finished: startsFinished }
  return [
    { type: 'notice', id: 'start-sample', level: 'info', text: text('methods.k-means.result.startSample', values) },
  ]
}

/** Says what small batches cost. */
function batchNotice({ miniBatch }: KMeansResult): NoticeElement[] {
  if (!miniBatch) return []
  const { batchRows, loss, lossRows } = miniBatch
  const values = {
    batch: quantity(batchRows, 'count'),
    sample: quantity(lossRows, 'count'),
    loss: quantity(loss / (1 + loss), 'percent', 2),
  }
  return [{ type: 'notice', id: 'mini-batch', level: 'info', text: text('methods.k-means.result.miniBatch', values) }]
}
