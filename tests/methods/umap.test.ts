import { createRandom } from '@shared/math/random'
import { umap } from '@shared/methods/umap'
import { expect, test } from 'vitest'
import { inputOf, numericColumn, runMethod } from '../contract/harness'

const random = createRandom(4)
const groups = Array.from({ length: 150 }, (_, i) => i % 3)
const features = Array.from({ length: 5 }, (_, j) =>
  numericColumn(
    `x${j}`,
    groups.map((group) => 8 * (group === j % 3 ? 1 : 0) + random.normal()),
  ),
)
const { result } = runMethod(umap, inputOf({ features }), { nEpochs: 200 })

test('rows of one group lie together on the map, groups apart', () => {
  const at = (i: number) =>
    [result.embedding.data[2 * i] as number, result.embedding.data[2 * i + 1] as number] as const
  const gap = (i: number, j: number) => Math.hypot(at(i)[0] - at(j)[0], at(i)[1] - at(j)[1])
  let nearest = 0
  for (let i = 0; i < groups.length; i++) {
    const others = groups.map((_, j) => j).filter((j) => j !== i)
    const closest = others.reduce((best, j) => (gap(i, j) < gap(i, best) ? j : best))
    if (groups[closest] === groups[i]) nearest++
  }
  expect(nearest).toBe(groups.length)
})

test('says how many neighbours it keeps: far more than chance would', () => {
  expect(result.neighboursKept).toBeGreaterThan(0.35)
  expect(result.neighboursKept).toBeLessThanOrEqual(1)
})
