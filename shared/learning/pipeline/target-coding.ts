import type { Matrix } from '../../dataset/column'
import type { Random } from '../../math/random'
import type { CodedStep, FittedPipeline, PipelineInput } from './pipeline'
import { termsOf } from './pipeline'
import { type Coded, placeLevels } from './source-column'

/** A level's own rows weigh against so many rows of the overall mean: a level seen once says little. */
const SMOOTHING = 10
const FOLDS = 5

type CodedValues = Pick<CodedStep, 'values' | 'nOutputs' | 'otherwise'>

/** Levels as the share of training rows that have them; an unknown level has none. */
export function codeByFrequency({ counts }: Coded): CodedValues {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return { values: Float64Array.from(counts, (count) => count / total), nOutputs: 1, otherwise: new Float64Array(1) }
}

/**
 * Levels as the mean target of their rows, drawn towards the mean of all; per class but the first where there are more than two.
 * Source: Micci-Barreca (2001), "A preprocessing scheme for high-cardinality categorical attributes".
 */
export function codeByTarget({ codes, levels }: Coded, { rows, y, nClasses }: PipelineInput): CodedValues {
  const places = Int32Array.from(rows, (row) => codes[row] as number)
  return meansByLevel(places, levels.length, y, nClasses, () => true)
}

function meansByLevel(
  places: Int32Array,
  nLevels: number,
  y: Float64Array,
  nClasses: number,
  isCounted: (i: number) => boolean,
): CodedValues {
  const nOutputs = Math.max(1, nClasses - 1)
  const sums = new Float64Array(nLevels * nOutputs)
  const counts = new Float64Array(nLevels)
  const totals = new Float64Array(nOutputs)
  let rows = 0
  for (let i = 0; i < places.length; i++) {
    if (!isCounted(i)) continue
    const place = places[i] as number
    rows++
    if (place >= 0) counts[place] = (counts[place] as number) + 1
    for (let k = 0; k < nOutputs; k++) {
      const value = outputOf(y[i] as number, nClasses, k)
      totals[k] = (totals[k] as number) + value
      if (place >= 0) sums[place * nOutputs + k] = (sums[place * nOutputs + k] as number) + value
    }
  }
  const otherwise = totals.map((total) => (rows > 0 ? total / rows : 0))
  const values = sums.map((sum, at) => {
    const level = Math.floor(at / nOutputs)
    return (sum + SMOOTHING * (otherwise[at % nOutputs] as number)) / ((counts[level] as number) + SMOOTHING)
  })
  return { values, nOutputs, otherwise }
}

function outputOf(y: number, nClasses: number, k: number): number {
  return nClasses === 0 ? y : y === k + 1 ? 1 : 0
}

/**
 * Codes training rows anew, each by the targets of the other folds: a row that is coded by its own target knows it.
 * @param matrix training rows × terms, whose coded columns are written over
 */
export function encodeOutOfFold(pipeline: FittedPipeline, input: PipelineInput, matrix: Matrix, random: Random): void {
  let at = 0
  const folds = Int32Array.from(input.rows, () => random.integer(FOLDS))
  for (const [position, step] of pipeline.steps.entries()) {
    if (step.kind === 'coded' && step.how === 'target') writeOutOfFold(step, position, at, input, matrix, folds)
    at += termsOf(step).length
  }
}

function writeOutOfFold(
  step: CodedStep,
  position: number,
  at: number,
  { columns, rows, y, nClasses }: PipelineInput,
  { data, nColumns }: Matrix,
  folds: Int32Array,
): void {
  const column = columns[position]
  if (!column) return
  const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
  const codes = placeLevels(column, step.levels, nRows)
  const places = Int32Array.from(rows, (row) => codes[row] as number)
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = meansByLevel(places, step.levels.length, y, nClasses, (i) => folds[i] !== fold)
    for (let i = 0; i < rows.length; i++) {
      if (folds[i] !== fold) continue
      const place = places[i] as number
      for (let k = 0; k < step.nOutputs; k++) {
        const value = place < 0 ? (others.otherwise[k] as number) : (others.values[place * step.nOutputs + k] as number)
        data[i * nColumns + at + k] = (value - step.center) / step.scale
      }
    }
  }
}
