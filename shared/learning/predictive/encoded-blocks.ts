import type { Column } from '../../dataset/column'
import { encodeRows } from '../pipeline/encode'
import { type FittedPipeline, type PipelineStep, termsOf } from '../pipeline/pipeline'

/** The encoded columns that one column of the dataset became. */
export interface Block {
  feature: string
  step: PipelineStep
  /** Columns of the encoded matrix. */
  places: number[]
  /** For each its position among all that the step makes. */
  offsets: number[]
}

/** Encoded columns by the column of the dataset they come from; columns of which nothing is left have none. */
export function blocksOf(pipeline: FittedPipeline): Block[] {
  const starts: number[] = []
  let total = 0
  for (const step of pipeline.steps) {
    starts.push(total)
    total += termsOf(step).length
  }
  const original = pipeline.selected ?? pipeline.terms.map((_, at) => at)
  return pipeline.steps.flatMap((step, at) => {
    const places = original.flatMap((_, place) => (pipeline.stepOfTerm[place] === at ? [place] : []))
    if (places.length === 0) return []
    const offsets = places.map((place) => (original[place] as number) - (starts[at] as number))
    return [{ feature: step.kind === 'dropped' ? '' : step.name, step, places, offsets }]
  })
}

/** What a value of a block's column becomes, in the order of its places. */
export function encodeValue({ step, feature, offsets }: Block, value: number | string): number[] {
  const column: Column =
    typeof value === 'number'
      ? { kind: 'numeric', name: feature, measureType: 'continuous', values: Float64Array.of(value) }
      : { kind: 'categorical', name: feature, measureType: 'nominal', codes: Int32Array.of(0), levels: [value] }
  const alone: FittedPipeline = { steps: [step], terms: [], stepOfTerm: [], selected: null }
  const { data } = encodeRows(alone, [column], Int32Array.of(0)).matrix
  return offsets.map((offset) => data[offset] as number)
}
