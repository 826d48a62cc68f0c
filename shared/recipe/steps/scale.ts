import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, type Text, text } from '../../contract/text'
import { boxCox, boxCoxLambda } from '../../math/box-cox'
import { linearScaling } from '../../math/linear-scaling'
import { moments } from '../../math/moments'
import { quantileTransform } from '../../math/quantile-transform'
import { yeoJohnson, yeoJohnsonLambda } from '../../math/yeo-johnson'
import { defineStep } from '../define-step'
import { type Frame, freeName, type NumberColumn, numberColumn, numbersOf, withColumn } from '../frame'
import { learnedValues, learnFrom, learningRows } from '../learning-rows'
import { columnNames } from '../step-params'
import { changed } from '../touched'

const linearMethods = ['standard', 'center', 'min-max', 'max-abs', 'robust'] as const
const logarithms = { log: Math.log, log1p: Math.log1p, log2: Math.log2, log10: Math.log10 } as const
const methods = [
  ...linearMethods,
  'quantile',
  'unit-length',
  'log',
  'log1p',
  'log2',
  'log10',
  'box-cox',
  'yeo-johnson',
] as const

const params = z.object({
  columns: columnNames('numeric'),
  method: z.enum(methods).default('standard'),
  /** Which standard deviation is divided by: of the population (n), as `StandardScaler` does, or of a sample (n − 1), as R's `scale`. */
  deviation: z
    .enum(['population', 'sample'])
    .default('population')
    .meta({ when: { method: ['standard'] } }),
  /** Where the least and the greatest value go (`feature_range`). */
  low: z
    .number()
    .default(0)
    .meta({ when: { method: ['min-max'] } }),
  high: z
    .number()
    .default(1)
    .meta({ when: { method: ['min-max'] } }),
  /** Percentiles whose distance is the unit of a robust scale (`quantile_range`). */
  lowerPercentile: z
    .number()
    .min(0)
    .max(100)
    .default(25)
    .meta({ when: { method: ['robust'] } }),
  upperPercentile: z
    .number()
    .min(0)
    .max(100)
    .default(75)
    .meta({ when: { method: ['robust'] } }),
  distribution: z
    .enum(['uniform', 'normal'])
    .default('uniform')
    .meta({ when: { method: ['quantile'] } }),
  /** Quantiles that are interpolated between (`n_quantiles`); never more than there are values. */
  landmarks: z
    .int()
    .min(2)
    .max(100_000)
    .default(1000)
    .meta({ when: { method: ['quantile'] } }),
  /** What each row's length is measured by: √ of squares, absolute values, or the greatest of these (`Normalizer`). */
  norm: z
    .enum(['l2', 'l1', 'max'])
    .default('l2')
    .meta({ when: { method: ['unit-length'] } }),
  /** Brings powers to mean 0 and standard deviation 1, as scikit-learn's `PowerTransformer` does unless told otherwise. */
  standardize: z
    .boolean()
    .default(true)
    .meta({ when: { method: ['box-cox', 'yeo-johnson'] } }),
  /** Keeps the column and puts the scaled one beside it. */
  beside: z.boolean().default(false),
  learnFrom: learnFrom(),
})
type Params = z.output<typeof params>
type Change = (value: number) => number

/**
 * Puts numbers on another scale. `standard`: mean 0, standard deviation 1, of the population unless told otherwise
 * (`StandardScaler`); `center`: mean 0; `min-max`: from `low` to `high` (`MinMaxScaler`); `max-abs`: greatest absolute value 1
 * (`MaxAbsScaler`); `robust`: median 0, distance of two percentiles 1 (`RobustScaler`); `quantile`: by its share among all values,
 * evenly or as in a normal distribution (`QuantileTransformer`); `unit-length`: each row by its length over the columns (`Normalizer`);
 * logarithms; `box-cox` and `yeo-johnson`: the power that makes the values most like a normal distribution (`PowerTransformer`).
 * A column without spread becomes 0, with `min-max` `low`. Missing values stay missing.
 * @throws columnMissing, columnNotNumeric, columnEmpty, valuesNotPositive, scaleRangeInvalid, learnFromNothing
 */
export const scale = defineStep({
  kind: 'scale',
  group: 'values',
  params,
  apply(frame, given) {
    checkRange(given)
    const columns = given.columns.map((name) => numbersOf(frame, name))
    if (given.method === 'unit-length') return changed(frame, withUnitLength(frame, columns, given))
    const marks = learningRows(frame, given.learnFrom)
    const notes: Text[] = []
    let after = frame
    for (const { name, values } of columns) {
      const { change, note } = changeFor(name, values, learnedValues(name, values, marks), given)
      if (note) notes.push(note)
      after = written(
        after,
        name,
        values.map((value) => (Number.isNaN(value) ? value : change(value))),
        given,
      )
    }
    return { ...changed(frame, after), notes }
  },
  withoutSql: 'values',
  words: ({ columns, method }) =>
    text('steps.scale.words', {
      columns: columns.map(literal),
      method: text(`steps.scale.params.method.options.${method}`),
    }),
})

function written(after: Frame, name: string, values: Float64Array, { method, beside }: Params): Frame {
  const target = beside ? freeName(after, `${name}_${method}`) : name
  return withColumn(after, numberColumn(target, 'real', values))
}

function checkRange({ method, low, high, lowerPercentile, upperPercentile }: Params): void {
  const [from, to, parameter] =
    method === 'robust' ? [lowerPercentile, upperPercentile, 'upperPercentile'] : [low, high, 'high']
  if (from < to || (method !== 'robust' && method !== 'min-max')) return
  throw failure('scaleRangeInvalid', { low: quantity(from, 'number'), high: quantity(to, 'number') }, { parameter })
}

/** Each row divided by its length; rows of length 0 and rows with a gap keep what they have. */
function withUnitLength(frame: Frame, columns: readonly NumberColumn[], given: Params): Frame {
  const lengths = Float64Array.from({ length: frame.nRows }, (_, row) => {
    const sizes = columns.map(({ values }) => Math.abs(values[row] as number))
    const length =
      given.norm === 'l2'
        ? Math.hypot(...sizes)
        : given.norm === 'l1'
          ? sizes.reduce((a, b) => a + b, 0)
          : Math.max(...sizes)
    return length > 0 ? length : 1
  })
  return columns.reduce(
    (after, { name, values }) =>
      written(
        after,
        name,
        values.map((value, row) => value / (lengths[row] as number)),
        given,
      ),
    frame,
  )
}

/** @param values all there are @param known those that the step learns from */
function changeFor(
  name: string,
  values: Float64Array,
  known: Float64Array,
  given: Params,
): { change: Change; note?: Text } {
  const { method, distribution, landmarks } = given
  if (isLinear(method)) return linear(name, known, { ...given, method })
  if (method === 'quantile') return { change: quantileTransform(known.sort(), landmarks, distribution) }
  if (method === 'log1p') checkAbove(-1, name, values)
  else if (method !== 'yeo-johnson') checkAbove(0, name, values)
  return method === 'box-cox' || method === 'yeo-johnson'
    ? power(name, known, { ...given, method })
    : { change: logarithms[method as keyof typeof logarithms] }
}

function isLinear(method: Params['method']): method is (typeof linearMethods)[number] {
  return linearMethods.some((known) => known === method)
}

function linear(
  name: string,
  known: Float64Array,
  given: Params & { method: (typeof linearMethods)[number] },
): { change: Change; note: Text } {
  const { center, unit, shift } = linearScaling(known, given)
  const said = { column: literal(name), center: quantity(center, 'number'), unit: quantity(unit, 'number') }
  return { change: (value) => (value - center) / unit + shift, note: text('steps.scale.learned', said) }
}

function power(
  name: string,
  known: Float64Array,
  { method, standardize }: Params & { method: 'box-cox' | 'yeo-johnson' },
): { change: Change; note?: Text } {
  if (!(moments(known).populationSd > 0)) return { change: () => 0 }
  const lambda = method === 'box-cox' ? boxCoxLambda(known) : yeoJohnsonLambda(known)
  const raised: Change = (value) => (method === 'box-cox' ? boxCox(value, lambda) : yeoJohnson(value, lambda))
  const note = text('steps.scale.power', { column: literal(name), lambda: quantity(lambda, 'number', 4) })
  if (!standardize) return { change: raised, note }
  const { center, unit } = linearScaling(known.map(raised), { method: 'standard' })
  return { change: (value) => (raised(value) - center) / unit, note }
}

function checkAbove(limit: number, name: string, values: Float64Array): void {
  const least = values.reduce((a, b) => (b < a ? b : a), Number.POSITIVE_INFINITY)
  if (least > limit) return
  const hint = text('errors.hint.useYeoJohnson')
  throw failure('valuesNotPositive', { column: name, value: quantity(least, 'number'), limit }, { column: name, hint })
}
