import type { MetricElement, NoticeElement, ResultElement, TextElement } from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import { axisOptions, differenceHeatmap, segmentScatter, sizeBars } from '../../segments/segment-figures'
import { readSegments } from '../../segments/segment-reading'
import { levelTables, profileTable } from '../../segments/segment-tables'
import type { PresentContext } from '../define-method'
import { convergenceNotice, featureNotices } from '../feature-notices'
import type { KMeansParams, KMeansResult } from './method'

/** From this silhouette on segments are distinct; below `WEAK` they overlap so much that it must be said. */
const CLEAR = 0.5
const WEAK = 0.25
/** A segment with fewer rows, or a smaller share, may be a few unusual rows. */
const TINY_ROWS = 5
const TINY_SHARE = 0.01

type Context = PresentContext<KMeansParams>

/** Shows segments: how many and how clear, what sets each apart, where they lie, and their profile in numbers. */
export function present(result: KMeansResult, context: Context): ResultElement[] {
  const { profile, sizes } = result
  const heatmap = differenceHeatmap(profile, context.segmentName)
  const numeric = profile.numeric.map(({ name }) => name)
  const options = axisOptions(numeric, result.explainedVarianceRatio)
  const components: [number, number] = [numeric.length, numeric.length + 1]
  return [
    headline(result, context),
    ...chosenCount(result),
    ...metrics(result),
    ...notices(result, context),
    ...readSegments(profile, sizes),
    segmentScatter(options, result.preparation.length <= 2 ? [0, 1] : components),
    sizeBars(sizes, context.segmentName),
    ...(heatmap ? [heatmap] : []),
    profileTable(profile, sizes, context.segmentName, result.silhouettePerCluster),
    ...levelTables(profile, context.segmentName),
  ]
}

function headline({ sizes }: KMeansResult, { segmentName, diagnostics }: Context): TextElement {
  const total = diagnostics.rowsUsed
  const values = {
    count: sizes.length,
    rows: quantity(total, 'count'),
    largest: segmentName(0),
    largestShare: quantity((sizes[0] ?? 0) / total, 'percent', 0),
    smallestShare: quantity((sizes.at(-1) ?? 0) / total, 'percent', 0),
  }
  return { type: 'text', id: 'headline', style: 'headline', text: text('methods.k-means.result.headline', values) }
}

/** Why there are as many segments as there are, when that was left open. */
function chosenCount({ kChoice, sizes, silhouettePerCluster }: KMeansResult): TextElement[] {
  if (!kChoice || silhouettePerCluster.length === 0) return []
  const best = kChoice.silhouette[kChoice.k.indexOf(sizes.length)] ?? null
  const values = {
    count: sizes.length,
    from: kChoice.k[0] ?? 2,
    to: kChoice.k.at(-1) ?? 2,
    silhouette: quantity(best, 'number', 2),
    sample: quantity(kChoice.sampleSize, 'count'),
  }
  return [
    { type: 'text', id: 'chosen-count', style: 'paragraph', text: text('methods.k-means.result.chosenCount', values) },
  ]
}

function metrics(result: KMeansResult): MetricElement[] {
  const { silhouette, inertia, totalInertia } = result
  const tone =
    silhouette === null ? 'neutral' : silhouette >= CLEAR ? 'good' : silhouette >= WEAK ? 'neutral' : 'warning'
  return [
    metric('segments', result.sizes.length, 'count'),
    { ...metric('silhouette', silhouette, 'number'), decimals: 2, tone },
    metric('explained', totalInertia > 0 ? 1 - inertia / totalInertia : null, 'percent'),
    metric('inertia', inertia, 'number'),
  ]
}

function metric(id: string, value: number | null, unit: MetricElement['unit']): MetricElement {
  const words = `methods.k-means.result.${id}`
  return { type: 'metric', id, label: text(`${words}.label`), hint: text(`${words}.hint`), value, unit }
}

function notices(result: KMeansResult, context: Context): NoticeElement[] {
  const { silhouette, silhouetteSampleSize: sample } = result
  const { rowsUsed } = context.diagnostics
  const all = [...convergenceNotice(result.converged, result.nIter)]
  if (silhouette !== null && silhouette < WEAK) {
    const words = text('segments.notice.weak', { silhouette: quantity(silhouette, 'number', 2) })
    all.push({ type: 'notice', id: 'weak', level: 'warning', text: words })
  }
  all.push(...tinySegments(result, context))
  if (sample < rowsUsed) {
    const values = { sample: quantity(sample, 'count'), rows: quantity(rowsUsed, 'count') }
    all.push({ type: 'notice', id: 'silhouette-sample', level: 'info', text: text('segments.notice.sample', values) })
  }
  return [...all, ...featureNotices(result.preparation, context)]
}

function tinySegments({ sizes }: KMeansResult, { segmentName, diagnostics }: Context): NoticeElement[] {
  const limit = Math.max(TINY_ROWS, diagnostics.rowsUsed * TINY_SHARE)
  const tiny = sizes.flatMap((size, segment) => (size < limit ? [segment] : []))
  if (tiny.length === 0 || tiny.length === sizes.length) return []
  const words = text('segments.notice.tiny', { count: tiny.length, segments: tiny.map(segmentName) })
  return [{ type: 'notice', id: 'tiny', level: 'warning', text: words }]
}
