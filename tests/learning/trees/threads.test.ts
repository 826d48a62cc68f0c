import path from 'node:path'
import { createMatrix } from '@shared/dataset/column'
import { growBoosting } from '@shared/learning/trees/grow-boosting'
import { growForest } from '@shared/learning/trees/grow-forest'
import { createRandom } from '@shared/math/random'
import type { MethodContext } from '@shared/methods/define-method'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { createThreadedContext } from '../../bench/threads'
import { createContext, drive } from '../../contract/harness'

const root = path.resolve(import.meta.dirname, '../../..')
const bundle = path.join(root, 'out', 'test-threads', `trees-${process.pid}`, 'kernel-worker.js')

beforeAll(async () => {
  await build({
    entryPoints: [path.join(root, 'electron/worker/kernel-worker.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    alias: { '@shared': path.join(root, 'shared') },
  })
})

const random = createRandom(6)
const x = createMatrix(30_000, 12, true)
for (let i = 0; i < x.data.length; i++) x.data[i] = random.normal()
const y = Float64Array.from({ length: x.nRows }, (_, i) => {
  const [a = 0, b = 0, c = 0] = x.data.subarray(i * 12, i * 12 + 3)
  return a * b + c + random.normal() > 0 ? 1 : 0
})

const learners: Record<string, (context: MethodContext) => unknown> = {
  'random forest': (context) =>
    drive(growForest(x, y, 2, null, { criterion: 'gini', nTrees: 20, maxFeatures: 3, maxDepth: 9 }, context)),
  'gradient boosting': (context) =>
    drive(growBoosting(x, y, 2, null, { nTrees: 30, learningRate: 0.2, maxLeaves: 31, minSamplesLeaf: 20 }, context)),
}

describe.each(Object.entries(learners))('%s on threads', (_, learn) => {
  test('the same bits without threads, on two and on four, and in any order of ranges', async () => {
    const alone = learn(createContext(7))
    expect(
      learn(
        createContext(
          7,
          () => false,
          (ranges) => [...ranges].reverse(),
        ),
      ),
    ).toEqual(alone)
    for (const helpers of [1, 3]) {
      const context = createThreadedContext(helpers, { bundle, seed: 7 })
      for (let attempt = 0; attempt < 20 && context.helpersAlive() < helpers; attempt++) {
        learn(context)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      expect(context.helpersAlive()).toBe(helpers)
      expect(learn(context)).toEqual(alone)
      await context.close()
    }
  }, 120_000)
})
