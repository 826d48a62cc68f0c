import { z } from 'zod'
import { literal, type Text, text } from '../../contract/text'
import { moments } from '../../math/moments'
import { median, quantile } from '../../math/quantile'
import { defineStep } from '../define-step'
import { type Frame, numberColumn, numbersOf, takeRows, withColumn } from '../frame'
import { present } from '../groups'
import { columnNames } from '../step-params'
import { changed, reduced } from '../touched'

const params = z.object({
  columns: columnNames('numeric'),
  rule: z.enum(['iqr', 'z', 'mad']).default('iqr'),
  /** Fences: 1.5 interquartile ranges, 3 standard deviations, or a modified z-score of 3.5, unless it says otherwise. */
  threshold: z.number().gt(0).nullable().default(null),
  /** Which standard deviation a z-score divides by: of a sample (n − 1), as R's `scale` does, or of the whole population (n). */
  deviation: z
    .enum(['sample', 'population'])
    .default('sample')
    .meta({ when: { rule: ['z'] } }),
  action: z.enum(['flag', 'clip', 'remove']).default('flag'),
})
type Params = z.output<typeof params>

const usual = { iqr: 1.5, z: 3, mad: 3.5 }

/**
 * Marks, clips to the fence or removes values that lie far out. `iqr`: below Q1 − t·IQR or above Q3 + t·IQR, quartiles R-7 (Tukey
 * 1977). `z`: more than t standard deviations from the mean, of a sample unless told otherwise. `mad`: modified z-score
 * 0.6745·(x − median)/MAD beyond t (Iglewicz & Hoaglin 1993). Missing values are never outliers; where the spread is 0 nothing is.
 * @throws columnMissing, columnNotNumeric
 */
export const treatOutliers = defineStep({
  kind: 'treat-outliers',
  group: 'values',
  params,
  changesRows: ({ action }) => action === 'remove',
  apply(frame, given) {
    const { columns, action } = given
    const found = columns.map((name) => ({ name, fence: fenceOf(numbersOf(frame, name).values, given) }))
    const notes: Text[] = found
      .filter(({ fence }) => fence === null)
      .map(({ name }) => text('steps.treat-outliers.noSpread', { column: literal(name) }))
    const fences = found.flatMap(({ name, fence }) => (fence ? [{ name, ...fence }] : []))
    if (action === 'remove') return { ...reduced(frame, withoutOutliers(frame, fences)), notes }
    const treat = action === 'flag' ? flagged : clipped
    return {
      ...changed(
        frame,
        columns.reduce(
          (after, name) =>
            treat(
              after,
              name,
              fences.find((fence) => fence.name === name),
            ),
          frame,
        ),
      ),
      notes,
    }
  },
  words: ({ columns, rule, action }) =>
    text(`steps.treat-outliers.words.${action}`, {
      columns: columns.map(literal),
      rule: text(`steps.treat-outliers.params.rule.options.${rule}`),
    }),
})

interface Fence {
  low: number
  high: number
}

/** Values between which everything is usual; null when the spread is 0. */
function fenceOf(column: Float64Array, given: Params): Fence | null {
  const values = present(column)
  if (values.length === 0) return null
  const limit = given.threshold ?? usual[given.rule]
  const { centreLow, centreHigh, spread } = spreadOf(values, given)
  return spread > 0 ? { low: centreLow - limit * spread, high: centreHigh + limit * spread } : null
}

function spreadOf(
  values: Float64Array,
  { rule, deviation }: Params,
): { centreLow: number; centreHigh: number; spread: number } {
  if (rule === 'z') {
    const { mean, sd, populationSd } = moments(values)
    return { centreLow: mean, centreHigh: mean, spread: deviation === 'sample' ? sd : populationSd }
  }
  const sorted = values.sort()
  if (rule === 'iqr') {
    const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)]
    return { centreLow: low, centreHigh: high, spread: high - low }
  }
  const middle = quantile(sorted, 0.5)
  const spread = median(sorted.map((value) => Math.abs(value - middle))) / 0.6745
  return { centreLow: middle, centreHigh: middle, spread }
}

function isOutside(value: number, { low, high }: Fence): boolean {
  return value < low || value > high
}

function withoutOutliers(frame: Frame, fences: readonly (Fence & { name: string })[]): Frame {
  const checks = fences.map((fence) => ({ fence, values: numbersOf(frame, fence.name).values }))
  const rows = Array.from({ length: frame.nRows }, (_, row) => row).filter((row) =>
    checks.every(({ fence, values }) => !isOutside(values[row] as number, fence)),
  )
  return takeRows(frame, Int32Array.from(rows))
}

/** A column of 1 and 0 beside the one that was looked at; missing where that is. */
function flagged(frame: Frame, name: string, fence: Fence | undefined): Frame {
  const { values } = numbersOf(frame, name)
  const flags = values.map((value) => (Number.isNaN(value) ? value : fence && isOutside(value, fence) ? 1 : 0))
  return withColumn(frame, numberColumn(`${name}_outlier`, 'integer', flags, { measureType: 'nominal' }))
}

function clipped(frame: Frame, name: string, fence: Fence | undefined): Frame {
  if (!fence) return frame
  const column = numbersOf(frame, name)
  const values = column.values.map((value) =>
    Number.isNaN(value) ? value : Math.min(fence.high, Math.max(fence.low, value)),
  )
  const storage =
    column.storage === 'integer' && !values.every((value) => Number.isNaN(value) || Number.isInteger(value))
      ? 'real'
      : column.storage
  return withColumn(frame, { ...column, values, storage })
}
