import type { TableCell, TableElement } from '../../contract/result-elements'
import { literal, quantity, type Text, type TextValue, text } from '../../contract/text'
import type { PresentContext } from '../../methods/define-method'
import { wordsAt } from '../../transactions/method-words'
import type { PredictiveParams } from './params'
import type { CrossValidation, PredictiveMetrics, PredictiveResult, RowReasons } from './result'

const words = wordsAt('predict')
const { column } = words

const finite = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null

/** Every measure with its interval, beside the baseline and the folds. */
export function metricTable({ metrics, confidence, baseline, crossValidation }: PredictiveResult): TableElement {
  const names = (Object.keys(metrics) as (keyof PredictiveMetrics)[]).filter((name) => finite(metrics[name]) !== null)
  const rows = names.map((name): TableCell[] => {
    const interval = confidence[name]
    return [
      words.at(`metric.${name}`),
      finite(metrics[name]),
      finite(interval?.low),
      finite(interval?.high),
      interval ? words.at(`interval.${interval.method}`) : null,
      finite(baseline.metrics[name]),
      finite(crossValidation?.mean[name]),
      finite(crossValidation?.standardDeviation[name]),
    ]
  })
  const decimals = { decimals: 3 }
  return {
    type: 'table',
    id: 'metrics',
    title: words.at('table.metrics'),
    caption: words.at('table.metricsCaption'),
    columns: [
      column('measure'),
      column('value', 'number', decimals),
      column('low', 'number', decimals),
      column('high', 'number', decimals),
      column('method'),
      column('baseline', 'number', decimals),
      column('folds', 'number', decimals),
      column('foldSpread', 'number', decimals),
    ],
    rows,
  }
}

/** The rows with the highest probability, each with what speaks for it. */
export function reasonTable(
  { reasons, task, positive, target }: PredictiveResult,
  _context: PresentContext<PredictiveParams>,
): TableElement[] {
  if (reasons.length === 0) return []
  const isClass = task === 'classification'
  const hasChanges = reasons.some(({ change }) => change !== null)
  const hasClasses = reasons.some((one) => one.class !== undefined)
  const rows = reasons.map((one): TableCell[] => [
    one.row + 1,
    finite(one.score),
    ...(hasClasses ? [one.class ?? null] : []),
    ...[0, 1, 2].map((at) => reasonText(one.reasons[at])),
    ...(hasChanges ? [changeText(one.change)] : []),
  ])
  const values = { positive: literal(positive ?? target), target: literal(target) }
  return [
    {
      type: 'table',
      id: 'reasons',
      title: words.at(hasClasses ? 'table.reasonsClasses' : isClass ? 'table.reasons' : 'table.reasonsNumber', values),
      caption: words.at('table.reasonsCaption'),
      columns: [
        column('row', 'count'),
        isClass ? column('probability', 'percent', { decimals: 1, bar: true }) : column('prediction', 'number'),
        ...(hasClasses ? [column('class')] : []),
        column('reason1'),
        column('reason2'),
        column('reason3'),
        ...(hasChanges ? [column('change')] : []),
      ],
      rows,
    },
  ]
}

function reasonText(reason: RowReasons['reasons'][number] | undefined): Text | null {
  if (!reason || reason.contribution === 0) return null
  const said = saidValue(reason.value)
  const values = { column: literal(reason.column), value: said }
  return text(`predict.reason.${reason.contribution > 0 ? 'raises' : 'lowers'}`, values)
}

function saidValue(value: string | number | null): TextValue {
  if (value === null) return text('predict.reason.missing')
  return typeof value === 'number' ? quantity(value, 'number') : literal(value)
}

/** What would have to be otherwise, and what the model would say then. */
function changeText(change: RowReasons['change']): Text | null {
  if (!change) return null
  const changes = change.changes.map(({ column: name, value }) =>
    text('predict.reason.otherwise', { column: literal(name), value: saidValue(value) }),
  )
  return text('predict.reason.change', { changes, score: quantity(change.score, 'percent', 0) })
}

/** How good predictions are for parts of the rows. */
export function subgroupTable({ subgroups, task }: PredictiveResult): TableElement[] {
  if (subgroups.length === 0) return []
  const isClass = task === 'classification'
  const unit = isClass ? 'percent' : 'number'
  const columns = [
    column('feature'),
    column('level'),
    column('n', 'count'),
    column('actual', unit, { decimals: isClass ? 1 : 2 }),
    column('predicted', unit, { decimals: isClass ? 1 : 2 }),
    ...(isClass
      ? [
          column('rocAuc', 'number', { decimals: 3 }),
          column('recall', 'percent', { decimals: 0 }),
          column('precision', 'percent', { decimals: 0 }),
        ]
      : [column('mae', 'number', { decimals: 2 })]),
  ]
  const rows = subgroups.map((one): TableCell[] => [
    one.feature,
    one.level,
    one.n,
    finite(one.actual),
    finite(one.predicted),
    ...(isClass ? [finite(one.rocAuc), finite(one.recall), finite(one.precision)] : [finite(one.mae)]),
  ])
  return [
    {
      type: 'table',
      id: 'subgroups',
      title: words.at('table.subgroups'),
      caption: words.at('table.subgroupsCaption'),
      columns,
      rows,
    },
  ]
}

/** Every fold, with the baseline on the same rows. */
export function foldTable({ crossValidation, task }: PredictiveResult): TableElement[] {
  if (!crossValidation) return []
  const names = task === 'regression' ? (['rmse', 'mae', 'r2'] as const) : (['rocAuc', 'logLoss', 'accuracy'] as const)
  const columns = names.flatMap((name) => [
    { id: name, label: words.at(`metric.${name}`), unit: 'number' as const, decimals: 3 },
    {
      id: `${name}-baseline`,
      label: words.at('column.baselineOf', { metric: words.at(`metric.${name}`) }),
      unit: 'number' as const,
      decimals: 3,
    },
  ])
  return [
    {
      type: 'table',
      id: 'folds',
      title: words.at('table.folds', { count: crossValidation.folds.length }),
      caption: words.at(`fold.${crossValidation.kind}`),
      columns: [column('fold', 'count'), column('n', 'count'), ...columns],
      rows: crossValidation.folds.map((fold, at) => foldRow(fold, at, names)),
    },
  ]
}

function foldRow(
  { n, metrics, baseline }: CrossValidation['folds'][number],
  at: number,
  names: readonly (keyof PredictiveMetrics)[],
): TableCell[] {
  return [at + 1, n, ...names.flatMap((name) => [finite(metrics[name]), finite(baseline[name])])]
}
