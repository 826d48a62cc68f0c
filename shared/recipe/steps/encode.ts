import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, type Text, text } from '../../contract/text'
import { defineStep, type StepOutcome } from '../define-step'
import { outOfFoldMeans } from '../encoding/out-of-fold-means'
import { columnOf, type Frame, type FrameColumn, numberColumn, withNewColumn } from '../frame'
import { keyAt } from '../groups'
import { learnFrom, learningRows } from '../learning-rows'
import { columnName } from '../step-params'
import { changed } from '../touched'

const params = z.object({
  column: columnName(),
  method: z.enum(['label', 'one-hot', 'ordinal', 'frequency', 'target']).default('one-hot'),
  order: z
    .array(z.string())
    .default([])
    .meta({ when: { method: ['ordinal'] } }),
  /** Numbers, or a column of two values, of which the second in sorted order counts as 1. */
  target: columnName()
    .nullable()
    .default(null)
    .meta({ when: { method: ['target'] } }),
  /**
   * Which rows a row's own mean is taken from: those of the other folds, all but itself, or all (then the target leaks into the column:
   * for looking at, not for a model).
   */
  leaveOut: z
    .enum(['fold', 'row', 'nothing'])
    .default('fold')
    .meta({ when: { method: ['target'] } }),
  folds: z
    .int()
    .min(2)
    .max(20)
    .default(5)
    .meta({ when: { method: ['target'] } }),
  /** Whether rows are dealt to the folds by the seed, or one after the other in the order of the table (`KFold`). */
  shuffle: z
    .boolean()
    .default(true)
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
  /** What the first value becomes: 0 as in scikit-learn, 1 as a factor of R. */
  first: z
    .int()
    .min(0)
    .max(1)
    .default(0)
    .meta({ when: { method: ['label', 'ordinal'] } }),
  /** Which column is left out, so that the others do not add up to 1: the first, or the first of two values (`OneHotEncoder`). */
  drop: z
    .enum(['none', 'first', 'binary'])
    .default('none')
    .meta({ when: { method: ['one-hot'] } }),
  /** Where the value is missing: 0 in all columns, as pandas' `get_dummies`, or 1 in a column of its own, as `OneHotEncoder`. */
  missing: z
    .enum(['zeros', 'column'])
    .default('zeros')
    .meta({ when: { method: ['one-hot'] } }),
  /** The share of rows that have the value, or their number. */
  frequencyAs: z
    .enum(['share', 'count'])
    .default('share')
    .meta({ when: { method: ['frequency'] } }),
  learnFrom: learnFrom(),
})
type Params = z.output<typeof params>

/** Columns that one-hot may make: more belong into a model's own preparation. */
const mostLevels = 50

/**
 * Numbers for categories, in new columns named after the old one (with a number behind where that name is taken). `label`: 0, 1, … in the order of the sorted values
 * (`LabelEncoder`); `ordinal`: in the order given; `one-hot`: a column of 1 and 0 per value; `frequency`: the value's share of the
 * rows that have one; `target`: the mean of the target for that value over the other folds, so that no row sees its own target. It is
 * drawn towards the mean of all as `TargetEncoder` does: by `smoothing` rows, (sum + m·mean)/(n + m), or, when that is null, by
 * empirical Bayes. Values that the rows learned from do not have are missing (`label`), 0 (`one-hot`, `frequency`), or get the mean of all.
 * @throws columnMissing, encodeTooManyLevels, encodeOrderMissing, encodeTargetMissing, encodeTargetNotTwo, columnEmpty, learnFromNothing
 */
export const encode = defineStep({
  kind: 'encode',
  group: 'derive',
  params,
  apply(frame, given) {
    const column = columnOf(frame, given.column)
    const keys = Array.from({ length: frame.nRows }, (_, row) => keyAt(column, row))
    const marks = learningRows(frame, given.learnFrom)
    const known = marks ? keys.map((key, row) => (marks[row] === 1 ? key : null)) : keys
    if (known.every((key) => key === null))
      throw failure('columnEmpty', { column: column.name }, { column: column.name })
    return encoders[given.method](frame, column, { keys, known, marks }, given)
  },
  withoutSql: 'values',
  words: ({ column, method }) =>
    text('steps.encode.words', {
      column: literal(column),
      method: text(`steps.encode.params.method.options.${method}`),
    }),
})

type Key = string | number | null
interface Keys {
  keys: readonly Key[]
  /** Those of the rows that are learned from, null elsewhere. */
  known: readonly Key[]
  marks: Uint8Array | null
}
type Encoder = (frame: Frame, column: FrameColumn, keys: Keys, given: Params) => StepOutcome

const encoders: Readonly<Record<Params['method'], Encoder>> = {
  label: (frame, column, { keys, known }, { first }) =>
    codesBy(frame, `${column.name}_label`, keys, { levels: sortedLevels(known), first }),
  ordinal: (frame, column, { keys }, { order, first }) => {
    if (order.length === 0) throw failure('encodeOrderMissing', { column: column.name }, { parameter: 'order' })
    const levels = column.kind === 'categorical' ? order : order.map(Number)
    return codesBy(frame, `${column.name}_ordinal`, keys, { levels, first })
  },
  'one-hot': oneHot,
  frequency: (frame, column, { keys, known }, { frequencyAs }) => {
    const counts = countsOf(known)
    const total = frequencyAs === 'count' ? 1 : [...counts.values()].reduce((sum, count) => sum + count, 0)
    const values = Float64Array.from(keys, (key) => (key === null ? Number.NaN : (counts.get(key) ?? 0) / total))
    const storage = frequencyAs === 'count' ? 'integer' : 'real'
    return changed(frame, withNewColumn(frame, numberColumn(`${column.name}_frequency`, storage, values)))
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
function codesBy(
  frame: Frame,
  name: string,
  keys: readonly Key[],
  { levels, first }: { levels: readonly (string | number)[]; first: number },
): StepOutcome {
  const places = new Map(levels.map((level, i) => [level, i + first]))
  const values = Float64Array.from(keys, (key) => (key === null ? Number.NaN : (places.get(key) ?? Number.NaN)))
  const unlisted = keys.filter((key, i) => key !== null && Number.isNaN(values[i])).length
  const notes = unlisted > 0 ? [text('steps.encode.unlisted', { rows: quantity(unlisted, 'count') })] : []
  return {
    ...changed(frame, withNewColumn(frame, numberColumn(name, 'integer', values, { measureType: 'ordinal' }))),
    notes,
  }
}

function oneHot(frame: Frame, column: FrameColumn, { keys, known }: Keys, { drop, missing }: Params): StepOutcome {
  const levels = sortedLevels(known)
  if (levels.length > mostLevels) {
    const values = { column: column.name, levels: levels.length, most: mostLevels }
    throw failure('encodeTooManyLevels', values, { column: column.name })
  }
  const left = drop === 'first' || (drop === 'binary' && levels.length === 2) ? levels.slice(1) : levels
  const wanted: { name: string; key: Key }[] = left.map((key) => ({ name: `${column.name}_${key}`, key }))
  if (missing === 'column' && keys.includes(null)) wanted.push({ name: `${column.name}_missing`, key: null })
  let after = frame
  for (const { name, key: level } of wanted) {
    const values = Float64Array.from(keys, (key) => (key === level ? 1 : 0))
    after = withNewColumn(after, numberColumn(name, 'integer', values, { measureType: 'nominal' }))
  }
  return changed(frame, after)
}

function targetMeans(frame: Frame, column: FrameColumn, { keys, marks }: Keys, given: Params): StepOutcome {
  if (given.target === null) throw failure('encodeTargetMissing', { column: column.name }, { parameter: 'target' })
  const { values: target, notes } = targetOf(frame, given.target)
  const values = outOfFoldMeans(keys, target, marks, given)
  const leaks = given.leaveOut === 'nothing' ? [text('steps.encode.leaks', { target: literal(given.target) })] : []
  const after = withNewColumn(frame, numberColumn(`${column.name}_target`, 'real', values))
  return { ...changed(frame, after), notes: [...notes, ...leaks] }
}

/** The target as numbers; of two values the second in sorted order is 1. */
function targetOf(frame: Frame, name: string): { values: Float64Array; notes: Text[] } {
  const column = columnOf(frame, name)
  if (column.kind === 'numeric') return { values: column.values, notes: [] }
  const keys = Array.from({ length: frame.nRows }, (_, row) => keyAt(column, row))
  const levels = sortedLevels(keys)
  if (levels.length !== 2)
    throw failure('encodeTargetNotTwo', { column: name, levels: levels.length }, { column: name })
  const values = Float64Array.from(keys, (key) => (key === null ? Number.NaN : Number(key === levels[1])))
  const said = { target: literal(name), value: literal(String(levels[1])) }
  return { values, notes: [text('steps.encode.countsAsOne', said)] }
}
