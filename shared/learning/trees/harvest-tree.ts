import type { GrowState } from './grow-state'
import type { Tree } from './trees'

/**
 * Takes a grown tree out of its slot.
 * @param mean what the target was counted from
 */
export function harvestTree({ buffers: b, values }: GrowState, slot: number, mean: number): Tree {
  const { maxNodes, nFeatures } = values
  const nValues = Math.max(1, values.nClasses)
  const count = b.state[slot * 4] as number
  const from = slot * maxNodes
  const to = from + count
  const value = b.value.slice(from * nValues, to * nValues)
  if (mean !== 0) for (let i = 0; i < value.length; i++) value[i] = (value[i] as number) + mean
  return {
    ...{ nFeatures, nValues, value, roots: Int32Array.of(0) },
    feature: new Int32Array(b.feature.slice(from, to)),
    threshold: new Float64Array(b.threshold.slice(from, to)),
    left: new Int32Array(b.left.slice(from, to)),
    right: new Int32Array(b.right.slice(from, to)),
    missingLeft: new Uint8Array(count),
    cover: new Float64Array(b.cover.slice(from, to)),
    impurity: new Float64Array(b.impurity.slice(from, to)),
    nSamples: new Int32Array(b.nSamples.slice(from, to)),
  }
}
