import type { ResultElement, TableCell } from '../../contract/result-elements'
import { literal, quantity } from '../../contract/text'
import type { Column } from '../../dataset/column'
import type { ScoredRow } from '../../methods/define-method'
import { wordsAt } from '../../transactions/method-words'
import type { Estimator } from '../estimator'
import { encodeRows } from '../pipeline/encode'
import { blocksOf } from './encoded-blocks'
import { scoresOf } from './evaluate'
import type { PredictiveResult } from './result'
import { valueAt } from './row-reasons'
import { predictWith } from './train'

const words = wordsAt('predict')

/**
 * What a stored model says of one row, and what each of its columns adds to that: base and contributions add up to the answer in
 * `space`, before calibration.
 * @param columns one row each
 */
export function explainScoredRow<M>(
  estimator: Pick<Estimator<never, M>, 'predict' | 'explain'>,
  { fitted, classes, threshold }: PredictiveResult,
  columns: readonly Column[],
): ScoredRow {
  const { pipeline, calibration } = fitted
  const model = fitted.model as M
  const { matrix } = encodeRows(pipeline, columns, Int32Array.of(0))
  const said = predictWith(estimator, { model, calibration }, matrix)
  const probabilities = classes.length > 0 ? Array.from(said.data) : null
  const [score = 0] = scoresOf(said)
  const likeliest = said.data.indexOf(Math.max(...said.data))
  const asked = classes.length === 2 ? 1 : classes.length > 2 ? likeliest : 0
  const found = estimator.explain?.(model, matrix, asked) ?? null
  const own = classes.length === 2 ? (score >= (threshold?.value ?? 0.5) ? 1 : 0) : likeliest
  const contributions = blocksOf(pipeline).map(({ feature, places }) => ({
    column: feature,
    value: valueAt(
      columns.find(({ name }) => name === feature),
      0,
    ),
    contribution: places.reduce((sum, place) => sum + (found?.values.data[place] as number), 0),
  }))
  return {
    prediction: classes.length > 0 ? (classes[own] as string) : score,
    probabilities,
    class: classes[asked] ?? null,
    space: found?.space ?? null,
    base: found?.base ?? null,
    contributions: found ? contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)) : [],
  }
}

/** The same in words: the answer, and a table of what each column adds. */
export function scoredRowElements(
  { prediction, probabilities, class: own, contributions }: ScoredRow,
  result: PredictiveResult,
  row: number,
): ResultElement[] {
  const asked = own === null ? null : (probabilities?.[result.classes.indexOf(own)] ?? null)
  const values = {
    row: row + 1,
    target: literal(result.target),
    prediction: typeof prediction === 'number' ? quantity(prediction, 'number') : literal(prediction),
    class: literal(own ?? ''),
    probability: quantity(asked, 'percent', 1),
  }
  return [
    words.paragraph('row', values, own === null ? 'row.number' : 'row.class'),
    ...(contributions.length === 0
      ? [words.notice('row-silent', 'info', {}, 'row.silent')]
      : [
          {
            type: 'table' as const,
            id: 'row-contributions',
            title: words.at('row.title'),
            caption: words.at('row.caption'),
            columns: [
              words.column('feature'),
              words.column('level'),
              words.column('adds', 'number', { decimals: 4, bar: true }),
            ],
            rows: contributions.map((one): TableCell[] => [one.column, one.value, one.contribution]),
          },
        ]),
  ]
}
