import type {
  FigureElement,
  MetricElement,
  NoticeElement,
  ResultElement,
  TextElement,
} from '../contract/result-elements'
import { quantity, text } from '../contract/text'
import type { PresentContext } from '../methods/define-method'
import { featureNotices } from '../methods/feature-notices'
import { parallelCentres, radarCentres } from './centre-figures'
import { explanationElements } from './explanation/present-explanation'
import { policyNotice } from './policy-notice'
import { scatterMatrix } from './scatter-matrix'
import { axisOptions, differenceHeatmap, segmentScatter, sizeBars } from './segment-figures'
import { readSegments } from './segment-reading'
import { levelTables, profileTable } from './segment-tables'
import type { Segmentation } from './segmentation'
import { silhouetteFigure } from './silhouette-figure'

/** From this silhouette on segments are distinct; below `WEAK` they overlap so much that it must be said. */
const CLEAR = 0.5
const WEAK = 0.25
/** A segment with fewer rows, or a smaller share, may be a few unusual rows. */
const TINY_ROWS = 5
const TINY_SHARE = 0.01

/** Parameters that every method of segments has. */
export type SegmentContext = PresentContext<{ missing: string }>

/** How many segments there are, and how large. */
export function segmentHeadline({ sizes }: Segmentation, { segmentName, diagnostics }: SegmentContext): TextElement {
  const total = diagnostics.rowsUsed
  const values = {
    count: sizes.length,
    rows: quantity(total, 'count'),
    largest: sizes.length > 0 ? segmentName(0) : text('segments.none'),
    largestShare: quantity((sizes[0] ?? 0) / total, 'percent', 0),
    smallestShare: quantity((sizes.at(-1) ?? 0) / total, 'percent', 0),
  }
  const key =
    sizes.length > 1 ? 'segments.headline.several' : `segments.headline.${sizes.length === 1 ? 'one' : 'none'}`
  return { type: 'text', id: 'headline', style: 'headline', text: text(key, values) }
}

/** Number of segments and silhouette. */
export function segmentMetrics({ sizes, silhouette }: Segmentation): MetricElement[] {
  const tone =
    silhouette === null ? 'neutral' : silhouette >= CLEAR ? 'good' : silhouette >= WEAK ? 'neutral' : 'warning'
  return [
    metric('segments', sizes.length, 'count'),
    { ...metric('silhouette', silhouette, 'number'), decimals: 2, tone },
  ]
}

/** A metric with the words that all segment methods share. */
export function metric(id: string, value: number | null, unit: MetricElement['unit']): MetricElement {
  const words = `segments.metric.${id}`
  return { type: 'metric', id, label: text(`${words}.label`), hint: text(`${words}.hint`), value, unit }
}

/** What to be careful about: overlapping or tiny segments, a sampled silhouette, prepared columns. */
export function segmentNotices(result: Segmentation, context: SegmentContext): NoticeElement[] {
  const { silhouette, silhouetteSampleSize: sample, sizes } = result
  const inSegments = sizes.reduce((sum, size) => sum + size, 0)
  const all: NoticeElement[] = []
  if (silhouette !== null && silhouette < WEAK) {
    const words = text('segments.notice.weak', { silhouette: quantity(silhouette, 'number', 2) })
    all.push({ type: 'notice', id: 'weak', level: 'warning', text: words })
  }
  all.push(...tinySegments(result, context))
  if (sample < inSegments) {
    const values = { sample: quantity(sample, 'count'), rows: quantity(inSegments, 'count') }
    all.push({ type: 'notice', id: 'silhouette-sample', level: 'info', text: text('segments.notice.sample', values) })
  }
  const { policy } = result
  const params = { ...context.params, missing: policy?.missing ?? context.params.missing }
  return [...all, ...policyNotice(policy), ...featureNotices(result.preparation, { ...context, params })]
}

function tinySegments({ sizes }: Segmentation, { segmentName, diagnostics }: SegmentContext): NoticeElement[] {
  const limit = Math.max(TINY_ROWS, diagnostics.rowsUsed * TINY_SHARE)
  const tiny = sizes.flatMap((size, segment) => (size < limit ? [segment] : []))
  if (tiny.length === 0 || tiny.length === sizes.length) return []
  const words = text('segments.notice.tiny', { count: tiny.length, segments: tiny.slice(0, 10).map(segmentName) })
  return [{ type: 'notice', id: 'tiny', level: 'warning', text: words }]
}

/** Readings, scatter, sizes, differences and tables of the segments; nothing but the scatter when there are none. */
export function segmentElements(result: Segmentation, { segmentName, diagnostics }: SegmentContext): ResultElement[] {
  const { profile, sizes } = result
  const numeric = profile.numeric.map(({ name }) => name)
  const options = axisOptions(numeric, result.explainedVarianceRatio)
  const inPlane = result.preparation.length > 2
  const scatter = segmentScatter(options, inPlane ? [numeric.length, numeric.length + 1] : [0, 1])
  if (sizes.length === 0) return [scatter]
  const heatmap = differenceHeatmap(profile, segmentName)
  return [
    ...readSegments(profile, sizes, diagnostics.rowsUsed, result.explanation.rules),
    scatter,
    sizeBars(sizes, diagnostics.rowsUsed, segmentName),
    ...drawn([
      heatmap,
      parallelCentres(profile, segmentName),
      radarCentres(profile, segmentName),
      silhouetteFigure(result, segmentName),
      scatterMatrix(profile),
    ]),
    profileTable(profile, sizes, diagnostics.rowsUsed, segmentName, result.silhouettePerCluster),
    ...levelTables(profile, segmentName),
    ...explanationElements(result.explanation, result.examples, segmentName),
  ]
}

/** Figures without those that have nothing to show. */
function drawn(figures: readonly (FigureElement | null)[]): FigureElement[] {
  return figures.filter((figure) => figure !== null)
}
