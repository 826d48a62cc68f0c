import type { FigureElement, NoticeElement, ResultElement, TableElement } from '../contract/result-elements'
import { quantity, type Text } from '../contract/text'
import type { PresentContext } from '../methods/define-method'
import { convergenceNotice } from '../methods/feature-notices'
import { parseDay } from '../transactions/calendar'
import { axisTitle, wordsAt } from '../transactions/method-words'
import { recordTable } from '../transactions/record-table'
import { transactionNotices } from '../transactions/transaction-elements'
import { spendNotices, spendTable } from './present-spend'
import type { RepeatBuyingParams, RepeatBuyingResult } from './result'

const words = wordsAt('repeat-buying')
const { at, metric, notice, column } = words

type Context = PresentContext<RepeatBuyingParams>

/** Shows a model of repeat buying: who is alive, what is to come, whether to trust it, and everyone. */
export function presentRepeatBuying(result: RepeatBuyingResult, context: Context): ResultElement[] {
  return [
    headline(result, context.params),
    ...holdoutParagraph(result, context.params),
    ...metrics(result),
    ...notices(result, context),
    ...trackingFigure(result),
    ...calibrationFigure(result),
    ...holdoutFigure(result, context.params),
    aliveFigure(result, context.params),
    parameterTable(result),
    ...(result.spend ? [spendTable(result.spend)] : []),
    ...holdoutTable(result),
    customerTable(result),
  ]
}

/** A length of time in the unit chosen: "52 weeks". */
function span(length: number, { timeUnit }: RepeatBuyingParams): Text {
  return at(`span.${timeUnit}`, { length: quantity(length, 'number', Number.isInteger(length) ? 0 : 1), count: length })
}

function headline({ total, nCustomers, horizon }: RepeatBuyingResult, params: RepeatBuyingParams) {
  return words.headline({
    customers: quantity(nCustomers, 'count'),
    alive: quantity(total.alive, 'count'),
    purchases: quantity(total.expectedPurchases, 'count'),
    horizon: span(horizon, params),
  })
}

function holdoutParagraph({ holdout }: RepeatBuyingResult, params: RepeatBuyingParams): ResultElement[] {
  if (!holdout || holdout.actual === 0) return []
  const values = {
    length: span(holdout.length, params),
    actual: quantity(holdout.actual, 'count'),
    predicted: quantity(holdout.predicted, 'count'),
    miss: quantity(Math.abs(holdout.predicted / holdout.actual - 1), 'percent'),
    mae: quantity(holdout.mae, 'number', 2),
    naive: quantity(holdout.naiveMae, 'number', 2),
  }
  const better = holdout.mae <= holdout.naiveMae ? 'better' : 'worse'
  return [words.paragraph('holdout-reading', values, `holdout.reading.${better}`)]
}

function metrics({ total, nCustomers, repeatBuyers, logLikelihood, holdout }: RepeatBuyingResult) {
  return [
    metric('alive', total.alive, 'count'),
    metric('expectedPurchases', total.expectedPurchases, 'count'),
    ...(total.value === null ? [] : [metric('value', total.value, 'currency')]),
    metric('repeatBuyers', repeatBuyers / nCustomers, 'percent'),
    ...(holdout ? [metric('mae', holdout.mae, 'number', { decimals: 2 })] : []),
    metric('logLikelihood', logLikelihood, 'number', { decimals: 1 }),
  ]
}

function notices(result: RepeatBuyingResult, { diagnostics, params }: Context): NoticeElement[] {
  const { atBoundary, spend, customers, audit } = result
  const hasAmounts = customers.fields['monetary'] !== undefined
  return [
    ...convergenceNotice(diagnostics.converged, diagnostics.iterations),
    ...(atBoundary ? [notice('boundary', 'warning')] : []),
    ...(params.penalty > 0 ? [notice('penalty', 'info', { penalty: params.penalty })] : []),
    ...(hasAmounts && !spend ? [notice('noSpend', 'info')] : []),
    ...(spend ? spendNotices(spend) : []),
    ...(audit ? transactionNotices(audit) : []),
  ]
}

function trackingFigure({ tracking, calibrationEnd, holdout }: RepeatBuyingResult): FigureElement[] {
  if (!tracking) return []
  const line = {
    type: 'scatter',
    mode: 'lines',
    x: { $result: 'tracking.time' },
    hovertemplate: '%{x|%Y-%m-%d}: %{y:,.0f}',
  }
  const end = (parseDay(calibrationEnd ?? '') ?? 0) * 86_400_000
  return [
    {
      type: 'figure',
      id: 'tracking',
      title: at('tracking.title'),
      caption: at(holdout ? 'tracking.caption' : 'tracking.captionNoHoldout'),
      data: [
        {
          ...line,
          y: { $result: 'tracking.actual' },
          name: { $text: at('tracking.actual') },
          line: { color: { $color: 'ink' }, width: 2 },
        },
        {
          ...line,
          y: { $result: 'tracking.expected' },
          name: { $text: at('tracking.expected') },
          line: { color: { $color: 'accent' }, width: 2, dash: 'dash' },
        },
      ],
      layout: {
        xaxis: { type: 'date' },
        yaxis: { ...axisTitle(at('tracking.y')), rangemode: 'tozero' },
        legend: { orientation: 'h', y: 1.12 },
        shapes: holdout
          ? [
              {
                type: 'line',
                x0: end,
                x1: end,
                yref: 'paper',
                y0: 0,
                y1: 1,
                line: { color: { $color: 'muted' }, dash: 'dot' },
              },
            ]
          : [],
      },
    },
  ]
}

/** Nothing in results that were stored before there was a calibration. */
function calibrationFigure({ calibration }: Partial<RepeatBuyingResult>): FigureElement[] {
  if (!calibration) return []
  const bars = {
    type: 'bar',
    x: frequencyLabels(calibration.map(({ frequency }) => frequency)),
    hovertemplate: '%{x}: %{y:,.0f}',
  }
  return [
    {
      type: 'figure',
      id: 'calibration',
      title: at('calibration.title'),
      caption: at('calibration.caption'),
      data: [
        {
          ...bars,
          y: calibration.map(({ actual }) => actual),
          name: { $text: at('tracking.actual') },
          marker: { color: { $color: 'muted' } },
        },
        {
          ...bars,
          y: calibration.map(({ expected }) => expected),
          name: { $text: at('tracking.expected') },
          marker: { color: { $color: 'accent' } },
        },
      ],
      layout: {
        barmode: 'group',
        xaxis: { ...axisTitle(at('calibration.x')), type: 'category' },
        yaxis: axisTitle(at('calibration.y')),
        legend: { orientation: 'h', y: 1.12 },
      },
    },
  ]
}

function holdoutFigure({ holdout }: RepeatBuyingResult, params: RepeatBuyingParams): FigureElement[] {
  if (!holdout) return []
  const { byFrequency } = holdout
  const x = frequencyLabels(byFrequency.map(({ frequency }) => frequency))
  const line = { type: 'scatter', mode: 'lines+markers', x, hovertemplate: '%{x}: %{y:.2f}' }
  return [
    {
      type: 'figure',
      id: 'holdout',
      title: at('holdout.title', { length: span(holdout.length, params) }),
      caption: at('holdout.caption'),
      data: [
        {
          ...line,
          y: byFrequency.map(({ actual }) => actual),
          name: { $text: at('tracking.actual') },
          line: { color: { $color: 'ink' } },
        },
        {
          ...line,
          y: byFrequency.map(({ predicted }) => predicted),
          name: { $text: at('tracking.expected') },
          line: { color: { $color: 'accent' }, dash: 'dash' },
        },
      ],
      layout: {
        xaxis: { ...axisTitle(at('holdout.x')), type: 'category' },
        yaxis: { ...axisTitle(at('holdout.y')), rangemode: 'tozero' },
        legend: { orientation: 'h', y: 1.12 },
      },
    },
  ]
}

/** "7+" for the last of the groups when it holds all larger frequencies. */
function frequencyLabels(frequencies: readonly number[]): string[] {
  return frequencies.map((frequency) => (frequency >= 7 ? `${frequency}+` : String(frequency)))
}

function aliveFigure({ alive }: RepeatBuyingResult, { timeUnit }: RepeatBuyingParams): FigureElement {
  const { values, frequency, since } = alive
  return {
    type: 'figure',
    id: 'alive-grid',
    title: at('aliveGrid.title'),
    caption: at('aliveGrid.caption'),
    data: [
      {
        type: 'heatmap',
        x: since.map((time) => time.toFixed(1)),
        y: frequency.map(String),
        z: frequency.map((_, i) => Array.from(values.data.subarray(i * values.nColumns, (i + 1) * values.nColumns))),
        zmin: 0,
        zmax: 1,
        colorscale: [
          [0, { $color: 'sequential-low' }],
          [1, { $color: 'sequential-high' }],
        ],
        texttemplate: '%{z:.0%}',
        hovertemplate: '%{y} · %{x}: %{z:.1%}<extra></extra>',
      },
    ],
    layout: {
      xaxis: { ...axisTitle(at(`aliveGrid.x.${timeUnit}`)), type: 'category' },
      yaxis: { ...axisTitle(at('holdout.x')), type: 'category' },
    },
  }
}

function parameterTable({ parameters, standardErrors }: RepeatBuyingResult): TableElement {
  return {
    type: 'table',
    id: 'parameters',
    title: at('table.parameters'),
    columns: [
      column('parameter'),
      column('estimate', 'number', { decimals: 4 }),
      column('standardError', 'number', { decimals: 4 }),
      column('meaning'),
    ],
    rows: Object.entries(parameters).map(([name, value]) => [
      name,
      value,
      standardErrors[name] ?? null,
      at(`parameter.${name}`),
    ]),
  }
}

function holdoutTable({ holdout }: RepeatBuyingResult): TableElement[] {
  if (!holdout) return []
  return [
    {
      type: 'table',
      id: 'holdout-measures',
      title: at('table.holdout'),
      columns: [
        column('measure'),
        column('model', 'number', { decimals: 3 }),
        column('naive', 'number', { decimals: 3, hint: at('column.naiveHint') }),
      ],
      rows: [
        [at('measure.mae'), holdout.mae, holdout.naiveMae],
        [at('measure.rmse'), holdout.rmse, holdout.naiveRmse],
      ],
    },
  ]
}

function customerTable({ customers }: RepeatBuyingResult): TableElement {
  const hasValue = customers.fields['value'] !== undefined
  return recordTable(customers, {
    id: 'customer-list',
    title: at(hasValue ? 'table.customersByValue' : 'table.customers'),
    sortBy: hasValue ? 'value' : 'expectedPurchases',
    columns: [
      column('id'),
      column('frequency', 'count'),
      column('recency', 'number', { decimals: 1 }),
      column('T', 'number', { decimals: 1 }),
      column('pAlive', 'percent', { bar: true }),
      column('expectedPurchases', 'number', { decimals: 2 }),
      ...(hasValue ? [column('expectedSpend', 'currency'), column('value', 'currency', { bar: true })] : []),
    ],
  })
}
