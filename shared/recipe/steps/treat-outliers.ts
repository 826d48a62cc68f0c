import { z } from 'zod'
import { failure } from '../../contract/app-error'
import { literal, quantity, type Text, text } from '../../contract/text'
import { type FenceRule, fencesOf } from '../../math/outlier-fences'
import { defineStep } from '../define-step'
import { type Frame, numberColumn, numbersOf, takeRows, withColumn, withNewColumn } from '../frame'
import { learnedValues, learnFrom, learningRows } from '../learning-rows'
import { columnNames } from '../step-params'
import { changed, reduced } from '../touched'

const params = z.object({
  columns: columnNames('numeric'),
  rule: z.enum(['iqr', 'z', 'mad', 'percentile']).default('iqr'),
  /** Fences: 1.5 interquartile ranges, 3 standard deviations, or a modified z-score of 3.5, unless it says otherwise. */
  threshold: z
    .number()
    .gt(0)
    .nullable()
    .default(null)
    .meta({ when: { rule: ['iqr', 'z', 'mad'] } }),
  /** Quartiles R-7, as numpy and Excel's QUARTILE.INC, or Tukey's hinges, as R's `boxplot.stats`. */
  quartiles: z
    .enum(['r-7', 'hinges'])
    .default('r-7')
    .meta({ when: { rule: ['iqr'] } }),
  /** Which standard deviation a z-score divides by: of a sample (n − 1), as R's `scale` does, or of the whole population (n). */
  deviation: z
    .enum(['sample', 'population'])
    .default('sample')
    .meta({ when: { rule: ['z'] } }),
  /** What makes a MAD comparable to a standard deviation: it is divided by 0.6745, or multiplied by 1.4826 as R's `mad` does. */
  madFactor: z
    .enum(['0.6745', '1.4826'])
    .default('0.6745')
    .meta({ when: { rule: ['mad'] } }),
  /** Between these two everything is usual; with `clip` this is winsorising. */
  lowerPercentile: z
    .number()
    .min(0)
    .max(100)
    .default(5)
    .meta({ when: { rule: ['percentile'] } }),
  upperPercentile: z
    .number()
    .min(0)
    .max(100)
    .default(95)
    .meta({ when: { rule: ['percentile'] } }),
  action: z.enum(['flag', 'clip', 'empty', 'remove']).default('flag'),
  learnFrom: learnFrom(),
})
type Params = z.output<typeof params>

/**
 * Marks, clips to the fence, empties or removes values that lie far out. `iqr`: below Q1 − t·IQR or above Q3 + t·IQR, quartiles R-7
 * unless told otherwise (Tukey 1977). `z`: more than t standard deviations from the mean, of a sample unless told otherwise. `mad`:
 * modified z-score 0.6745·(x − median)/MAD beyond t (Iglewicz & Hoaglin 1993). `percentile`: outside two percentiles. Missing
 * values are never outliers; nothing is where a standard deviation or MAD is 0, everything else where the quartiles are equal. @throws columnMissing, columnNotNumeric, scaleRangeInvalid, learnFromNothing
 */
export const treatOutliers = defineStep({
  kind: 'treat-outliers',
  group: 'values',
  params,
  changesRows: ({ action }) => action === 'remove',
  apply(frame, given) {
    const { columns, action } = given
    checkPercentiles(given)
    const marks = learningRows(frame, given.learnFrom)
    const found = columns.map((name) => ({ name, fence: fenceOf(name, numbersOf(frame, name).values, marks, given) }))
    const notes = found.map(({ name, fence }) => noteOf(name, fence))
    const fences = found.flatMap(({ name, fence }) => (fence ? [{ name, ...fence }] : []))
    if (action === 'remove') return { ...reduced(frame, withoutOutliers(frame, fences)), notes }
    const treat = { flag: flagged, clip: clipped, empty: emptied }[action]
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
  withoutSql: 'values',
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

/** What the reader should know: the fences, or that there is no spread to tell by. */
function noteOf(name: string, fence: Fence | null): Text {
  const column = literal(name)
  if (!fence) return text('steps.treat-outliers.noSpread', { column })
  if (fence.low === fence.high)
    return text('steps.treat-outliers.narrow', { column, value: quantity(fence.low, 'number') })
  const said = { column, low: quantity(fence.low, 'number'), high: quantity(fence.high, 'number') }
  return text('steps.treat-outliers.fences', said)
}

function checkPercentiles({ rule, lowerPercentile: low, upperPercentile: high }: Params): void {
  if (rule !== 'percentile' || low < high) return
  const said = { low: quantity(low, 'number'), high: quantity(high, 'number') }
  throw failure('scaleRangeInvalid', said, { parameter: 'upperPercentile' })
}

/** Values between which everything is usual; null when the spread is 0 or nothing is there. */
function fenceOf(name: string, column: Float64Array, marks: Uint8Array | null, given: Params): Fence | null {
  if (marks === null && column.every(Number.isNaN)) return null
  const rule: FenceRule = { ...given, madFactor: given.madFactor === '0.6745' ? 1 / 0.6745 : 1.4826 }
  return fencesOf(learnedValues(name, column, marks), rule)
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
  return withNewColumn(frame, numberColumn(`${name}_outlier`, 'integer', flags, { measureType: 'nominal' }))
}

function emptied(frame: Frame, name: string, fence: Fence | undefined): Frame {
  if (!fence) return frame
  const column = numbersOf(frame, name)
  return withColumn(frame, {
    ...column,
    values: column.values.map((value) => (isOutside(value, fence) ? Number.NaN : value)),
  })
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
