import type { FigureElement, ResultElement, TableCell, TableElement, TextElement } from '../../contract/result-elements'
import { quantity, type Text, text } from '../../contract/text'
import { axisTitle, wordsAt } from '../../transactions/method-words'
import { parameterName, settingText, settingValue } from '../tuning/setting-text'
import type { Tuning } from '../tuning/tuning'
import type { PredictiveResult } from './result'

const words = wordsAt('predict-choice')
const { at, column } = words

const loss = (value: number) => quantity(value, 'number', 4)
const metricName = ({ metric }: Tuning): Text => text(`predict.metric.${metric}`)

/** What a search chose, what to expect of it, and how far calibration moved probabilities. */
export function tuningNotices(result: PredictiveResult, methodId: string): TextElement[] {
  const { tuning, calibration } = result
  return [
    ...(tuning ? choiceNotices(result, tuning, methodId) : []),
    ...(calibration ? [calibrationNotice(calibration)] : []),
  ]
}

function choiceNotices({ crossValidation }: PredictiveResult, tuning: Tuning, methodId: string): TextElement[] {
  const count = new Set(tuning.trials.map(({ setting }) => JSON.stringify(setting))).size
  const chosen = words.paragraph('tuning-chosen', { count, settings: settingText(methodId, tuning.chosen) }, 'chosen')
  const left = tuning.left > 0 ? [words.paragraph('tuning-left', { count: tuning.left }, 'left')] : []
  const outer = crossValidation?.mean[tuning.metric]
  if (!crossValidation?.folds.some(({ tuned }) => tuned) || typeof outer !== 'number') return [chosen, ...left]
  const values = { metric: metricName(tuning), outer: loss(outer), inner: loss(tuning.loss) }
  return [chosen, ...left, words.paragraph('tuning-honest', values, 'honest')]
}

function calibrationNotice({ before, after }: NonNullable<PredictiveResult['calibration']>): TextElement {
  const values = {
    before: quantity(before.ece ?? null, 'percent', 1),
    after: quantity(after.ece ?? null, 'percent', 1),
    lossBefore: quantity(before.logLoss ?? null, 'number', 3),
    lossAfter: quantity(after.logLoss ?? null, 'number', 3),
  }
  return words.paragraph('calibration-reading', values, 'calibration.reading')
}

/** Everything a search tried as a curve and a table, and what each fold chose for itself. */
export function tuningElements({ tuning, crossValidation }: PredictiveResult, methodId: string): ResultElement[] {
  if (!tuning) return []
  return [searchFigure(tuning), trialTable(tuning, methodId), ...nestedTable(tuning, crossValidation, methodId)]
}

function searchFigure(tuning: Tuning): FigureElement {
  const last = Math.max(...tuning.trials.map(({ round }) => round))
  const best: { x: number; y: number }[] = []
  for (const [i, trial] of tuning.trials.entries()) {
    if (trial.round === last)
      best.push({ x: i + 1, y: Math.min(trial.loss, best.at(-1)?.y ?? Number.POSITIVE_INFINITY) })
  }
  return {
    type: 'figure',
    id: 'tuning',
    title: at('figure.title', { metric: metricName(tuning), loss: loss(tuning.loss) }),
    caption: at('figure.caption'),
    data: [
      {
        type: 'scatter',
        mode: 'markers',
        x: tuning.trials.map((_, i) => i + 1),
        y: tuning.trials.map((trial) => trial.loss),
        name: { $text: at('figure.tried') },
        marker: { color: { $color: 'muted' }, size: tuning.trials.map(({ round }) => 6 + 2 * round) },
        hovertemplate: '%{x}: %{y:.4f}<extra></extra>',
      },
      {
        type: 'scatter',
        mode: 'lines',
        x: best.map(({ x }) => x),
        y: best.map(({ y }) => y),
        name: { $text: at('figure.best') },
        line: { color: { $color: 'accent' }, width: 2, shape: 'hv' },
        hovertemplate: '%{x}: %{y:.4f}<extra></extra>',
      },
    ],
    layout: {
      xaxis: axisTitle(at('figure.x')),
      yaxis: axisTitle(metricName(tuning)),
      legend: { orientation: 'h', y: 1.12 },
    },
    height: 300,
  }
}

function settingCells(methodId: string, names: readonly string[], setting: Tuning['chosen']): TableCell[] {
  return names.map((name) => {
    const value = setting[name] ?? null
    return typeof value === 'number' ? value : (settingValue(methodId, name, value) as TableCell)
  })
}

function trialTable(tuning: Tuning, methodId: string): TableElement {
  const names = Object.keys(tuning.chosen)
  const last = Math.max(...tuning.trials.map(({ round }) => round))
  return {
    type: 'table',
    id: 'tuning-trials',
    title: at('trials.title'),
    caption: at('trials.caption'),
    columns: [
      column('order', 'count'),
      ...names.map((name) => ({ id: name, label: parameterName(methodId, name) })),
      column('rows', 'count'),
      column(tuning.metric, 'number', { decimals: 4 }),
      column('standardError', 'number', { decimals: 4 }),
      column('chosen'),
    ],
    rows: tuning.trials.map((trial, i): TableCell[] => [
      i + 1,
      ...settingCells(methodId, names, trial.setting),
      trial.rows,
      trial.loss,
      trial.standardError,
      sameSetting(trial.setting, tuning.chosen, trial.round === last) ? at('yes') : null,
    ]),
  }
}

/** Stored runs have copies of the chosen setting. */
function sameSetting(a: Tuning['chosen'], b: Tuning['chosen'], isLast: boolean): boolean {
  return isLast && JSON.stringify(a) === JSON.stringify(b)
}

function nestedTable(
  tuning: Tuning,
  crossValidation: PredictiveResult['crossValidation'],
  methodId: string,
): TableElement[] {
  const folds = crossValidation?.folds ?? []
  if (!folds.some(({ tuned }) => tuned)) return []
  const names = Object.keys(tuning.chosen)
  const decimals = { decimals: 4 }
  return [
    {
      type: 'table',
      id: 'tuning-nested',
      title: at('nested.title'),
      caption: at('nested.caption'),
      columns: [
        column('fold', 'count'),
        ...names.map((name) => ({ id: name, label: parameterName(methodId, name) })),
        column('inner', 'number', decimals),
        column('outer', 'number', decimals),
      ],
      rows: folds.map(({ tuned, metrics }, i): TableCell[] => [
        i + 1,
        ...(tuned ? settingCells(methodId, names, tuned.setting) : names.map(() => null)),
        tuned?.loss ?? null,
        metrics[tuning.metric] ?? null,
      ]),
    },
  ]
}
