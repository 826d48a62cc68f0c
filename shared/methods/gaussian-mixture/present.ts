import type {
  FigureElement,
  MetricElement,
  NoticeElement,
  ResultElement,
  TextElement,
} from '../../contract/result-elements'
import { quantity, text } from '../../contract/text'
import {
  type SegmentContext,
  segmentElements,
  segmentHeadline,
  segmentMetrics,
  segmentNotices,
} from '../../segments/present-segmentation'
import { convergenceNotice } from '../feature-notices'
import type { GaussianMixtureResult } from './method'

/** From this share of uncertain rows on it is said. */
const MANY_UNCERTAIN = 0.1

const word = (id: string, values?: Parameters<typeof text>[1]) => text(`methods.gaussian-mixture.result.${id}`, values)

/** Shows the segments, how certain membership is, and how the number of components was found. */
export function present(result: GaussianMixtureResult, context: SegmentContext): ResultElement[] {
  return [
    segmentHeadline(result, context),
    ...choiceText(result),
    ...segmentMetrics(result),
    metric('uncertain', result.uncertainShare, 'percent'),
    metric('bic', result.bic, 'number'),
    metric('aic', result.aic, 'number'),
    metric('logLikelihood', result.logLikelihood, 'number'),
    ...convergenceNotice(result.converged, result.nIter),
    ...uncertainNotice(result),
    ...segmentNotices(result, context),
    ...segmentElements(result, context),
    ...bicPlot(result),
  ]
}

function metric(id: string, value: number, unit: MetricElement['unit']): MetricElement {
  return { type: 'metric', id, label: word(`${id}.label`), hint: word(`${id}.hint`), value, unit }
}

function choiceText({ choice, means }: GaussianMixtureResult): TextElement[] {
  if (!choice) return []
  const values = {
    count: means.nRows,
    from: choice.nComponents[0] ?? 1,
    to: choice.nComponents.at(-1) ?? 1,
    sample: quantity(choice.sampleSize, 'count'),
  }
  return [{ type: 'text', id: 'chosen-count', style: 'paragraph', text: word('chosenCount', values) }]
}

function uncertainNotice({ uncertainShare }: GaussianMixtureResult): NoticeElement[] {
  if (uncertainShare < MANY_UNCERTAIN) return []
  const words = word('uncertainNotice', { share: quantity(uncertainShare, 'percent', 0) })
  return [{ type: 'notice', id: 'uncertain-rows', level: 'info', text: words }]
}

function bicPlot({ choice, means }: GaussianMixtureResult): FigureElement[] {
  if (!choice || choice.nComponents.length < 2) return []
  return [
    {
      type: 'figure',
      id: 'bic-curve',
      title: word('bicPlot.title', { count: means.nRows }),
      caption: word('bicPlot.caption'),
      data: [
        {
          type: 'scatter',
          mode: 'lines+markers',
          x: choice.nComponents,
          y: choice.bic,
          line: { color: { $color: 'accent' }, width: 2 },
          showlegend: false,
        },
      ],
      layout: {
        xaxis: { title: { text: { $text: word('bicPlot.x') } }, dtick: 1 },
        yaxis: { title: { text: { $text: word('bicPlot.y') } } },
      },
    },
  ]
}
