import { sharedFloats, sharedIntegers } from '../../math/chunks'
import type { Trees } from './trees'

/** Many trees as one list of nodes, in order, on shared memory. */
export function joinTrees(list: readonly Trees[], nFeatures: number, nValues: number): Trees {
  const nNodes = list.reduce((sum, { feature }) => sum + feature.length, 0)
  const nTrees = list.reduce((sum, { roots }) => sum + roots.length, 0)
  const joined: Trees = {
    ...{ nFeatures, nValues },
    roots: sharedIntegers(nTrees),
    feature: sharedIntegers(nNodes),
    threshold: sharedFloats(nNodes),
    left: sharedIntegers(nNodes),
    right: sharedIntegers(nNodes),
    missingLeft: new Uint8Array(new SharedArrayBuffer(nNodes)),
    value: sharedFloats(nNodes * nValues),
    cover: sharedFloats(nNodes),
  }
  let at = 0
  let tree = 0
  for (const part of list) {
    for (const root of part.roots) joined.roots[tree++] = root + at
    joined.feature.set(part.feature, at)
    joined.threshold.set(part.threshold, at)
    joined.missingLeft.set(part.missingLeft, at)
    joined.cover.set(part.cover, at)
    joined.value.set(part.value, at * nValues)
    for (let node = 0; node < part.feature.length; node++) {
      const isLeaf = (part.feature[node] as number) < 0
      joined.left[at + node] = isLeaf ? -1 : (part.left[node] as number) + at
      joined.right[at + node] = isLeaf ? -1 : (part.right[node] as number) + at
    }
    at += part.feature.length
  }
  return joined
}
