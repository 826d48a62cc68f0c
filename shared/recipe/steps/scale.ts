import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, type Text, text } from '../../contract/text'
import { boxCox, boxCoxLambda } from '../../math/box-cox'
import { moments } from '../../math/moments'
import { scalingParameters } from '../../math/scaling'
import { yeoJohnson, yeoJohnsonLambda } from '../../math/yeo-johnson'
import { defineStep } from '../define-step'
import { freeName, numberColumn, numbersOf, withColumn } from '../frame'
import { present } from '../groups'
import { columnNames } from '../step-params'
import { changed } from '../touched'

const methods = ['standard', 'min-max', 'robust', 'log', 'log1p', 'box-cox', 'yeo-johnson'] as const

const params = z.object({
  columns: columnNames('numeric'),
  method: z.enum(methods).default('standard'),
  /** Brings powers to mean 0 and standard deviation 1, as scikit-learn's `PowerTransformer` does unless told otherwise. */
  standardize: z
    .boolean()
    .default(true)
    .meta({ when: { method: ['box-cox', 'yeo-johnson'] } }),
  /** Keeps the column and puts the scaled one beside it. */
  beside: z.boolean().default(false),
})

/**
 * Puts numbers on another scale. `standard`: mean 0, population standard deviation 1 (`StandardScaler`); `min-max`: 0 to 1
 * (`MinMaxScaler`); `robust`: median 0, interquartile range 1, R-7 (`RobustScaler`); `log`: natural logarithm, `log1p` of 1 + x;
 * `box-cox` and `yeo-johnson`: the power that makes the values most like a normal distribution (`PowerTransformer`). A column without
 * spread becomes 0. Missing values stay missing. @throws columnMissing, columnNotNumeric, columnEmpty, valuesNotPositive
 */
export const scale = defineStep({
  kind: 'scale',
  group: 'values',
  params,
  apply(frame, { columns, method, standardize, beside }) {
    const notes: Text[] = []
    let after = frame
    for (const name of columns) {
      const { values } = numbersOf(frame, name)
      const known = present(values)
      if (known.length === 0) throw failure('columnEmpty', { column: name }, { column: name })
      const { change, note } = changeFor(name, known, method, standardize)
      if (note) notes.push(note)
      const target = beside ? freeName(after, `${name}_${method}`) : name
      after = withColumn(
        after,
        numberColumn(
          target,
          'real',
          values.map((value) => (Number.isNaN(value) ? value : change(value))),
        ),
      )
    }
    return { ...changed(frame, after), notes }
  },
  words: ({ columns, method }) =>
    text('steps.scale.words', {
      columns: columns.map(literal),
      method: text(`steps.scale.params.method.options.${method}`),
    }),
})

type Change = (value: number) => number

function changeFor(
  name: string,
  values: Float64Array,
  method: (typeof methods)[number],
  standardize: boolean,
): { change: Change; note?: Text } {
  if (method === 'standard' || method === 'min-max' || method === 'robust')
    return { change: linear(scalingParameters(values, method)) }
  if (method === 'log1p') checkAbove(-1, name, values)
  else if (method !== 'yeo-johnson') checkAbove(0, name, values)
  if (method === 'log') return { change: Math.log }
  if (method === 'log1p') return { change: Math.log1p }
  const { populationSd } = moments(values)
  if (!(populationSd > 0)) return { change: () => 0 }
  const lambda = method === 'box-cox' ? boxCoxLambda(values) : yeoJohnsonLambda(values)
  const power: Change = (value) => (method === 'box-cox' ? boxCox(value, lambda) : yeoJohnson(value, lambda))
  const note = text('steps.scale.power', { column: literal(name), lambda: quantity(lambda, 'number', 4) })
  if (!standardize) return { change: power, note }
  const rescale = linear(scalingParameters(values.map(power), 'standard'))
  return { change: (value) => rescale(power(value)), note }
}

function linear({ center, scale: unit }: { center: number; scale: number }): Change {
  const by = unit > 0 ? unit : 1
  return (value) => (value - center) / by
}

function checkAbove(limit: number, name: string, values: Float64Array): void {
  const least = values.reduce((a, b) => Math.min(a, b))
  if (least > limit) return
  const hint = text('errors.hint.useYeoJohnson')
  throw failure('valuesNotPositive', { column: name, value: quantity(least, 'number'), limit }, { column: name, hint })
}
