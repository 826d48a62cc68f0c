import path from 'node:path'
import { createMatrix } from '@shared/dataset/column'
import { kMeans } from '@shared/math/k-means/k-means'
import type { Partition } from '@shared/math/k-means/partition'
import { createRandom } from '@shared/math/random'
import { build } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { createThreadedContext } from '../bench/threads'
import { drive } from '../contract/harness'

const root = path.resolve(import.meta.dirname, '../..')
const bundle = path.join(root, 'out', 'test-threads', String(process.pid), 'kernel-worker.js')

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

/** Overlapping groups: Lloyd's algorithm is at it for a while. */
function customers(nRows: number, d: number) {
  const random = createRandom(3)
  const matrix = createMatrix(nRows, d, true)
  for (let i = 0; i < matrix.data.length; i++) {
    matrix.data[i] = 2 * (Math.floor(i / d) % 8) * (((i * 7) % 5) - 2) + 4 * random.normal()
  }
  return matrix
}

describe('k-means on threads', () => {
  test('the same bits on one thread, on two and on four', async () => {
    const matrix = customers(150_000, 6)
    const options = { k: 8, nInit: 2, maxIterations: 40, tolerance: 0 }
    const found: Partition[] = []
    for (const helpers of [0, 1, 3]) {
      const context = createThreadedContext(helpers, { bundle })
      // Helpers come once there is enough to do; a run that begins with them counts.
      for (let attempt = 0; attempt < 50 && context.helpersAlive() < helpers; attempt++) {
        drive(kMeans(matrix, options, context))
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      expect(context.helpersAlive()).toBe(helpers)
      found.push(drive(kMeans(matrix, options, context)))
      await context.close()
    }
    expect(found[1]).toEqual(found[0])
    expect(found[2]).toEqual(found[0])
  }, 120_000)
})
