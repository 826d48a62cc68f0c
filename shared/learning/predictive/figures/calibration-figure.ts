import type { FigureElement } from '../../../contract/result-elements'
import { quantity, text } from '../../../contract/text'
import type { PredictiveResult } from '../result'
import { accent, at, dotted, muted, percentAxis } from './figure-parts'

/** Observed against predicted probability, before and after calibration. */
export function calibrationFigure({ curves, metrics, calibration }: PredictiveResult): FigureElement[] {
  const bins = curves?.calibration.uniform ?? []
  if (bins.length === 0) return []
  const most = Math.max(...bins.map(({ n }) => n))
  return [
    {
      type: 'figure',
      id: 'calibration',
      title: at('calibration.title', { ece: quantity(metrics.ece ?? null, 'percent', 1) }),
      caption: at('calibration.caption'),
      data: [
        dotted([0, 1], [0, 1]),
        ...uncalibrated(calibration?.curve ?? []),
        {
          ...(calibration ? { name: { $text: text('predict-choice.calibration.after') } } : {}),
          type: 'scatter',
          mode: 'lines+markers',
          x: bins.map(({ meanPredicted }) => meanPredicted),
          y: bins.map(({ fractionPositive }) => fractionPositive),
          marker: { size: bins.map(({ n }) => 6 + 14 * Math.sqrt(n / most)), color: accent },
          line: { color: accent, width: 1 },
          hovertemplate: '%{x:.0%} → %{y:.0%}<extra></extra>',
          showlegend: Boolean(calibration),
        },
      ],
      layout: {
        xaxis: percentAxis(at('calibration.x')),
        yaxis: percentAxis(at('calibration.y')),
        ...(calibration ? { legend: { orientation: 'h', y: 1.12 } } : {}),
      },
    },
  ]
}

/** The curve before calibration, behind the calibrated one. */
function uncalibrated(bins: NonNullable<PredictiveResult['calibration']>['curve']) {
  if (bins.length === 0) return []
  return [
    {
      type: 'scatter',
      mode: 'lines+markers',
      x: bins.map(({ meanPredicted }) => meanPredicted),
      y: bins.map(({ fractionPositive }) => fractionPositive),
      name: { $text: text('predict-choice.calibration.before') },
      marker: { size: 6, color: muted },
      line: { color: muted, width: 1 },
      hovertemplate: '%{x:.0%} → %{y:.0%}<extra></extra>',
    },
  ]
}
