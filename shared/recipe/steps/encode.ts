import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, text } from '../../contract/text'
import { moments } from '../../math/moments'
import { createRandom } from '../../math/random'
import { defineStep, type StepOutcome } from '../define-step'
import { columnOf, type Frame, type FrameColumn, numberColumn, numbersOf, withColumn } from '../frame'
import { keyAt } from '../groups'
import { columnName } from '../step-params'
import { changed } from '../touched'

const params = z.object({
  column: columnName(),
  method: z.enum(['label', 'one-hot', 'ordinal', 'frequency', 'target']).default('one-hot'),
  order: z
    .array(z.string())
    .default([])
    .meta({ when: { method: ['ordinal'] } }),
  target: columnName('numeric')
    .nullable()
    .default(null)
    .meta({ when: { method: ['target'] } }),
  folds: z
    .int()
    .min(2)
    .max(20)
    .default(5)
    .meta({ when: { method: ['target'] } }),
  /** Rows that the mean of all counts for; found from the spread within each value when absent. */
  smoothing: z
    .number()
    .min(0)
    .nullable()
    .default(null)
    .meta({ when: { method: ['target'] } }),
  seed: z
    .int()
    .min(0)
    .default(42)
    .meta({ when: { method: ['target'] } }),
})
type Params = z.output<typeof params>

/** Columns that one-hot may make: more belong into a model's own preparation. */
const mostLevels = 50

/**
 * Numbers for categories, in new columns named after the old one. `label`: 0, 1, … in the order of the sorted values
 * (`LabelEncoder`); `ordinal`: in the order given; `one-hot`: a column of 1 and 0 per value, all 0 where it is missing (pandas
 * `get_dummies`); `frequency`: the value's share of the rows that have one; `target`: the mean of the target for that value
 * over the other folds, so that no row sees its own target. It is drawn towards the mean of all as `TargetEncoder` does: by `smoothing`
 * rows, (sum + m·mean)/(n + m), or, when that is null, by empirical Bayes. @throws columnMissing, encodeTooManyLevels, encodeOrderMissing, encodeTargetMissing, columnNotNumeric
 */
export const encode = defineStep({
  kind: 'encode',
  group: 'derive',
  params,
  apply(frame, given) {
    const column = columnOf(frame, given.column)
    const keys = Array.from({ length: frame.nRows }, (_, row) => keyAt(column, row))
    return encoders[given.method](frame, column, keys, given)
  },
  words: ({ column, method }) =>
    text('steps.encode.words', {
      column: literal(column),
      method: text(`steps.encode.params.method.options.${method}`),
    }),
})

type Key = string | number | null
type Encoder = (frame: Frame, column: FrameColumn, keys: readonly Key[], given: Params) => StepOutcome

const encoders: Readonly<Record<Params['method'], Encoder>> = {
  label: (frame, column, keys) => codesBy(frame, `${column.name}_label`, keys, sortedLevels(keys)),
  ordinal: (frame, column, keys, { order }) => {
    if (order.length === 0) throw failure('encodeOrderMissing', { column: column.name }, { parameter: 'order' })
    const levels = column.kind === 'categorical' ? order : order.map(Number)
    return codesBy(frame, `${column.name}_ordinal`, keys, levels)
  },
  'one-hot': oneHot,
  frequency: (frame, column, keys) => {
    const counts = countsOf(keys)
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const values = Float64Array.from(keys, (key) => (key === null ? Number.NaN : (counts.get(key) as number) / total))
    return changed(frame, withColumn(frame, numberColumn(`${column.name}_frequency`, 'real', values)))
  },
  target: targetMeans,
}

function countsOf(keys: readonly Key[]): Map<string | number, number> {
  const counts = new Map<string | number, number>()
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function sortedLevels(keys: readonly Key[]): (string | number)[] {
  return [...countsOf(keys).keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** The place of each value in a list; values that are not in it are missing, and said so. */
function codesBy(frame: Frame, name: string, keys: readonly Key[], levels: readonly (string | number)[]): StepOutcome {
  const places = new Map(levels.map((level, i) => [level, i]))
  const values = Float64Array.from(keys, (key) => (key === null ? Number.NaN : (places.get(key) ?? Number.NaN)))
  const unlisted = keys.filter((key, i) => key !== null && Number.isNaN(values[i])).length
  const notes = unlisted > 0 ? [text('steps.encode.unlisted', { rows: quantity(unlisted, 'count') })] : []
  return {
    ...changed(frame, withColumn(frame, numberColumn(name, 'integer', values, { measureType: 'ordinal' }))),
    notes,
  }
}

function oneHot(frame: Frame, column: FrameColumn, keys: readonly Key[]): StepOutcome {
  const levels = sortedLevels(keys)
  if (levels.length > mostLevels) {
    const values = { column: column.name, levels: levels.length, most: mostLevels }
    throw failure('encodeTooManyLevels', values, { column: column.name })
  }
  let after = frame
  for (const level of levels) {
    const values = Float64Array.from(keys, (key) => (key === level ? 1 : 0))
    after = withColumn(after, numberColumn(`${column.name}_${level}`, 'integer', values, { measureType: 'nominal' }))
  }
  return changed(frame, after)
}

function targetMeans(frame: Frame, column: FrameColumn, keys: readonly Key[], given: Params): StepOutcome {
  if (given.target === null) throw failure('encodeTargetMissing', { column: column.name }, { parameter: 'target' })
  const target = numbersOf(frame, given.target).values
  const folds = foldsOf(frame.nRows, given.folds, given.seed)
  const values = new Float64Array(frame.nRows).fill(Number.NaN)
  for (let fold = 0; fold < given.folds; fold++) {
    const known = (row: number) => folds[row] !== fold && !Number.isNaN(target[row])
    const means = meansOf(keys, target, known, given.smoothing)
    for (let row = 0; row < frame.nRows; row++) {
      const key = keys[row] ?? null
      if (folds[row] === fold && key !== null) values[row] = means.get(key) ?? means.all
    }
  }
  return changed(frame, withColumn(frame, numberColumn(`${column.name}_target`, 'real', values)))
}

/** The target's mean for each value, drawn towards the mean of all known rows, which values that are not there have. */
function meansOf(
  keys: readonly Key[],
  target: Float64Array,
  known: (row: number) => boolean,
  smoothing: number | null,
): { all: number; get(key: string | number): number | undefined } {
  const everything: number[] = []
  const lists = new Map<string | number, number[]>()
  for (const [row, key] of keys.entries()) {
    if (!known(row)) continue
    const value = target[row] as number
    everything.push(value)
    if (key === null) continue
    const list = lists.get(key)
    if (list) list.push(value)
    else lists.set(key, [value])
  }
  const { mean: all, populationSd } = moments(Float64Array.from(everything))
  const found = new Map<string | number, number>()
  for (const [key, list] of lists) {
    const own = moments(Float64Array.from(list))
    const weight =
      smoothing === null
        ? bayesWeight(list.length, populationSd ** 2, own.populationSd ** 2)
        : list.length / (list.length + smoothing)
    found.set(key, weight * own.mean + (1 - weight) * all)
  }
  return { all, get: (key) => found.get(key) }
}

/**
 * How much a value's own mean counts: the more rows it has and the less they differ, the more.
 * Source: Micci-Barreca (2001), "A preprocessing scheme for high-cardinality categorical attributes".
 */
function bayesWeight(count: number, variance: number, ownVariance: number): number {
  const own = count * variance
  return own > 0 ? own / (own + ownVariance) : 0
}

/** A fold for every row, as equal in size as can be, shuffled by the seed. */
function foldsOf(nRows: number, folds: number, seed: number): Int32Array {
  const random = createRandom(seed)
  const order = Int32Array.from({ length: nRows }, (_, i) => i % folds)
  for (let i = nRows - 1; i > 0; i--) {
    const other = random.integer(i + 1)
    const held = order[i] as number
    order[i] = order[other] as number
    order[other] = held
  }
  return order
}
