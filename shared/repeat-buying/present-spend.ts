import type { NoticeElement, TableElement } from '../contract/result-elements'
import { quantity } from '../contract/text'
import { wordsAt } from '../transactions/method-words'
import type { SpendModel } from './fit-spend'

const { at, notice, column } = wordsAt('repeat-buying')

/** From this correlation on the model's assumption that spend does not depend on frequency is doubtful. */
const strongCorrelation = 0.3

/** What must be known of a model of spend. */
export function spendNotices({ correlation, populationMean }: SpendModel): NoticeElement[] {
  const isStrong = correlation !== null && Math.abs(correlation) >= strongCorrelation
  return [
    ...(correlation === null
      ? []
      : [
          notice(isStrong ? 'correlated' : 'uncorrelated', isStrong ? 'warning' : 'info', {
            correlation: quantity(correlation, 'number', 2),
          }),
        ]),
    ...(populationMean === null ? [notice('infiniteMean', 'warning')] : []),
  ]
}

/** The parameters of spend with their standard errors. */
export function spendTable({ parameters, standardErrors }: SpendModel): TableElement {
  return {
    type: 'table',
    id: 'spend-parameters',
    title: at('table.spend'),
    columns: [
      column('parameter'),
      column('estimate', 'number', { decimals: 4 }),
      column('standardError', 'number', { decimals: 4 }),
      column('meaning'),
    ],
    rows: (['p', 'q', 'gamma'] as const).map((name) => [
      name,
      parameters[name],
      standardErrors[name],
      at(`parameter.${name}`),
    ]),
  }
}
