import type { Column, Matrix } from '../../dataset/column'
import { moments } from '../../math/moments'
import { median } from '../../math/quantile'
import type { Random } from '../../math/random'
import { scalingParameters } from '../../math/scaling'
import { mean } from '../../math/sum'
import { encodeRows, pickColumns } from './encode'
import type { CodedStep, FittedPipeline, NumberStep, PipelineInput, PipelinePolicy, PipelineStep } from './pipeline'
import { termsOf } from './pipeline'
import { selectTerms } from './select-terms'
import { type Coded, codeColumn, isCategory, numberAt } from './source-column'
import { codeByFrequency, codeByTarget, encodeOutOfFold } from './target-coding'

/** A category with this share of different values among at least so many rows names rows. */
const IDENTIFIER = { share: 0.9, rows: 50 }

/**
 * Learns from training rows how to encode rows, and encodes them.
 * @param random draws the folds of target coding, in which no row is coded by its own target
 * @returns the pipeline, and the training rows × terms
 * Cost: O(rows·terms), plus a sort per column for medians.
 */
export function fitPipeline(
  input: PipelineInput,
  policy: PipelinePolicy,
  random: Random,
): { pipeline: FittedPipeline; matrix: Matrix } {
  const steps = input.columns.map((column) => fitStep(column, input, policy))
  const terms = steps.flatMap(termsOf)
  const stepOfTerm = steps.flatMap((step, at) => termsOf(step).map(() => at))
  const whole: FittedPipeline = { steps, terms, stepOfTerm, selected: null }
  const { matrix } = encodeRows(whole, input.columns, input.rows)
  encodeOutOfFold(whole, input, matrix, random)
  const count = policy.selection
  if (count === null || count >= terms.length) return { pipeline: whole, matrix }
  const selected = selectTerms(matrix, input.y, input.nClasses, count)
  const pipeline = {
    steps,
    terms: selected.map((at) => terms[at] as string),
    stepOfTerm: selected.map((at) => stepOfTerm[at] as number),
    selected,
  }
  return { pipeline, matrix: pickColumns(matrix, selected) }
}

function fitStep(column: Column, input: PipelineInput, policy: PipelinePolicy): PipelineStep {
  return isCategory(column) ? fitCategory(column, input, policy) : fitNumber(column, input.rows, policy)
}

function fitNumber(column: Column, rows: Int32Array, policy: PipelinePolicy): PipelineStep {
  const { name } = column
  const values = new Float64Array(rows.length)
  let present = 0
  for (let i = 0; i < rows.length; i++) {
    const value = numberAt(column, rows[i] as number)
    if (!Number.isNaN(value)) values[present++] = value
  }
  const known = values.subarray(0, present)
  const filled = rows.length - present
  if (present === 0) return { kind: 'dropped', name, reason: 'empty' }
  if (known.every((value) => value === known[0])) return { kind: 'dropped', name, reason: 'constant' }
  const fill = policy.missing === 'keep' ? null : fillOf(known, policy)
  if (fill !== null) values.fill(fill, present)
  const powers = scalesOf(fill === null ? known : values, policy)
  const step: NumberStep = {
    kind: 'number',
    name,
    fill,
    filled,
    indicator: policy.missingIndicator && filled > 0,
    powers,
  }
  return step
}

function scalesOf(values: Float64Array, { scaling, degree }: PipelinePolicy): NumberStep['powers'] {
  return Array.from({ length: degree }, (_, p) => {
    const powers = p === 0 ? values : values.map((value) => value ** (p + 1))
    const found = scalingParameters(powers, scaling)
    if (found.scale > 0) return found
    // A robust scale of 0: at least half of the values are equal.
    return { center: found.center, scale: moments(powers).populationSd || 1 }
  })
}

function fillOf(known: Float64Array, { missing, fillValue }: PipelinePolicy): number {
  if (missing === 'constant') return fillValue
  if (missing === 'mean') return mean(known)
  return missing === 'mode' ? modeOf(known) : median(known)
}

/** The most frequent value, the smallest of equally frequent ones. */
function modeOf(values: Float64Array): number {
  const sorted = values.slice().sort()
  let [best, most] = [sorted[0] as number, 0]
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++
    if (end - start > most) [best, most] = [sorted[start] as number, end - start]
  }
  return best
}

function fitCategory(column: Column, input: PipelineInput, policy: PipelinePolicy): PipelineStep {
  const { name } = column
  const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
  const coded = codeColumn(column, input.rows, nRows)
  const { levels, counts } = coded
  const present = counts.reduce((sum, count) => sum + count, 0)
  const filled = input.rows.length - present
  if (levels.length === 0) return { kind: 'dropped', name, reason: 'empty' }
  if (levels.length === 1 && filled === 0) return { kind: 'dropped', name, reason: 'constant' }
  if (present >= IDENTIFIER.rows && levels.length >= present * IDENTIFIER.share) {
    return { kind: 'dropped', name, reason: 'identifier' }
  }
  const tooMany = levels.length > policy.maxLevels
  if (policy.encoding === 'one-hot' && !tooMany) {
    // A level that is the only one beside gaps says something only by the gaps.
    const indicator = filled > 0 && (policy.missingIndicator || levels.length === 1)
    const fill = levels[counts.indexOf(Math.max(...counts))] as string
    return { kind: 'levels', name, levels, fill, filled, indicator }
  }
  return fitCoded(name, coded, input, policy, { filled, tooMany })
}

function fitCoded(
  name: string,
  coded: Coded,
  input: PipelineInput,
  { encoding, scaling }: PipelinePolicy,
  facts: Pick<CodedStep, 'filled' | 'tooMany'>,
): CodedStep {
  const found = encoding === 'frequency' ? codeByFrequency(coded) : codeByTarget(coded, input)
  const step: CodedStep = {
    kind: 'coded',
    name,
    how: encoding === 'frequency' ? 'frequency' : 'target',
    levels: coded.levels,
    ...found,
    ...facts,
    center: 0,
    scale: 1,
  }
  const { center, scale } = scalingParameters(found.values, scaling)
  return { ...step, center, scale: scale > 0 ? scale : 1 }
}
