import { literal, quantity, text } from '../../contract/text'
import type { Matrix } from '../../dataset/column'
import type { MethodInput } from '../../methods/define-method'
import type { EncodingReport } from '../pipeline/pipeline'
import type { Validated } from './cross-validate'
import { countClasses } from './draw-folds'
import type { Split } from './make-split'
import type { PredictiveParams } from './params'
import type { Target } from './read-target'
import type { Remark } from './result'
import type { Trained } from './train'
import { fixedColumns } from './unchangeable'

interface Facts {
  trained: Trained<unknown>
  split: Split
  target: Target
  params: PredictiveParams
  test: { predicted: Matrix; report: EncodingReport }
  input: MethodInput
  trainY: Float64Array
  validated: Validated | null
  isTuned: boolean
  /** Whether changes are proposed for single rows. */
  canChange: boolean
}

/** A class below this share is rare: accuracy then says nothing. */
const RARE = 0.05
/** Below so many rows of the rarest class the numbers tremble. */
const FEW = 30

/** What a reader must know of the data before believing the numbers. */
export function findRemarks(facts: Facts): Remark[] {
  return [...columnRemarks(facts), ...rowRemarks(facts)]
}

function columnRemarks({ trained, target, input, test, params, canChange }: Facts): Remark[] {
  const { steps } = trained.pipeline
  const remarks: Remark[] = []
  const named = (names: readonly string[]) => names.map((name) => literal(name))
  for (const reason of ['constant', 'empty', 'identifier'] as const) {
    const names = steps.flatMap((step) => (step.kind === 'dropped' && step.reason === reason ? [step.name] : []))
    if (names.length === 0) continue
    remarks.push({ id: `dropped-${reason}`, level: 'warning', values: { columns: named(names), count: names.length } })
  }
  const coded = steps.flatMap((step) => (step.kind === 'coded' && step.tooMany ? [step] : []))
  for (const { name, levels, how } of coded) {
    const values = { column: literal(name), levels: levels.length, how: text(`predict.coding.${how}`) }
    remarks.push({ id: `manyLevels:${name}`, level: 'info', values })
  }
  const filled = steps.flatMap((step) => (step.kind !== 'dropped' && step.filled > 0 ? [step] : []))
  if (filled.length > 0) {
    const columns = filled.map((step) =>
      text('predict.filledColumn', { column: literal(step.name), count: step.filled }),
    )
    remarks.push({ id: 'filled', level: 'info', values: { columns } })
  }
  for (const { column, levels, rows } of test.report.unknown) {
    const values = { column: literal(column), levels: named(levels), rows }
    remarks.push({ id: `unknown:${column}`, level: 'info', values })
  }
  const fixed = canChange ? fixedColumns(input.columns['features'] ?? [], params.fixed) : []
  if (fixed.length > 0) remarks.push({ id: 'fixed', level: 'info', values: { columns: named(fixed) } })
  if ((input.columns['features'] ?? []).some(({ name }) => name === target.name)) {
    remarks.push({ id: 'targetAmongFeatures', level: 'warning', values: { column: literal(target.name) } })
  }
  return remarks
}

function rowRemarks({ split, target, trainY, validated, params, trained, isTuned }: Facts): Remark[] {
  const remarks: Remark[] = []
  if (split.kind === 'none') remarks.push({ id: 'sameRows', level: 'info', values: {} })
  const missing = split.train.length - trainY.length
  if (missing > 0) {
    remarks.push({ id: 'targetMissing', level: 'info', values: { rows: missing, column: literal(target.name) } })
  }
  if (isTuned && validated && !params.nested) remarks.push({ id: 'tunedFolds', level: 'warning', values: {} })
  if (params.tune !== 'none' && !isTuned) remarks.push({ id: 'notTuned', level: 'warning', values: {} })
  if (params.folds !== 0 && !validated) remarks.push({ id: 'noFolds', level: 'warning', values: {} })
  if (trained.data.x.nColumns >= trainY.length) {
    const values = { terms: trained.data.x.nColumns, rows: trainY.length }
    remarks.push({ id: 'wide', level: 'warning', values })
  }
  if (target.nClasses === 0) return trainY.length < FEW ? [...remarks, few(trainY.length)] : remarks
  const counts = countClasses(trainY, target.nClasses)
  const rarest = Math.min(...counts)
  const name = literal(target.classes[counts.indexOf(rarest)] as string)
  if (rarest < FEW) remarks.push({ id: 'fewOfClass', level: 'warning', values: { name, rows: rarest } })
  if (rarest / trainY.length < RARE) {
    const values = { name, share: quantity(rarest / trainY.length, 'percent', 2) }
    remarks.push({ id: 'imbalanced', level: 'info', values })
  }
  return remarks
}

function few(rows: number): Remark {
  return { id: 'fewRows', level: 'warning', values: { rows } }
}
