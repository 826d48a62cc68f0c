import { createMatrix, type Matrix } from '@shared/dataset/column'
import { dbscan } from '@shared/math/density/dbscan'
import { buildMergeTree } from '@shared/math/hierarchical/merge-tree'
import { wardChain } from '@shared/math/hierarchical/ward-chain'
import { buildKdTree } from '@shared/math/kd-tree'
import { componentScores, principalComponents } from '@shared/math/principal-components'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'
import { drive } from '../contract/harness'
import { hasScikitLearn, runPython } from './scikit-learn'
import { createThreadedContext } from './threads'

/** Seven groups of rows. */
function groups(nRows: number, d: number): Matrix {
  const random = createRandom(1)
  const centers = Array.from({ length: 7 * d }, () => 4 * random.normal())
  const matrix = createMatrix(nRows, d, true)
  for (let i = 0; i < matrix.data.length; i++) {
    matrix.data[i] = (centers[(Math.floor(i / d) % 7) * d + (i % d)] as number) + random.normal()
  }
  return matrix
}

/** Best of three, in seconds. */
function time(action: () => void): number {
  const times = [1, 2, 3].map(() => {
    const start = performance.now()
    action()
    return (performance.now() - start) / 1000
  })
  return Math.min(...times)
}

const timed = (setup: string, action: string, answer: string) => `
${setup}
best = 1e9
for _ in range(3):
    t = time.perf_counter()
    found = ${action}
    best = min(best, time.perf_counter() - t)
print(json.dumps(dict(seconds=best, answer=float(${answer}))))
`

/** Prints both times; answers what the peer found, or nothing where it is not installed. */
function compare(name: string, seconds: number, matrix: Matrix, script: string): number | undefined {
  console.log(`${name}: Regulars ${seconds.toFixed(2)} s`)
  if (!hasScikitLearn()) {
    console.log('scikit-learn is not installed: apt-get install python3-sklearn')
    return undefined
  }
  const peer = runPython<{ seconds: number; answer: number }>(script, matrix.data, matrix.nColumns, 2)
  console.log(`${name}: peer ${peer.seconds.toFixed(2)} s, ratio ${(seconds / peer.seconds).toFixed(2)}`)
  return peer.answer
}

describe('segmentation on two threads', () => {
  test('PCA of 1,000,000 × 10', async () => {
    const matrix = groups(1_000_000, 10)
    const context = createThreadedContext(1)
    let first = 0
    const seconds = time(() => {
      const found = principalComponents(matrix, 10, context.parallel)
      componentScores(matrix, found, context.parallel)
      first = found.variances[0] as number
    })
    await context.close()
    const script = timed(
      'from sklearn.decomposition import PCA\np = PCA(10)',
      'p.fit_transform(X)',
      'p.explained_variance_[0]',
    )
    const peer = compare('PCA', seconds, matrix, script)
    if (peer !== undefined) expect(Math.abs(first / peer - 1)).toBeLessThan(1e-8)
  })

  test('DBSCAN of 100,000 × 2', async () => {
    const matrix = groups(100_000, 2)
    const context = createThreadedContext(1)
    let clusters = 0
    const seconds = time(() => {
      clusters = drive(dbscan(buildKdTree(matrix), matrix, 0.1, 10, context.parallel)).nClusters
    })
    await context.close()
    const script = timed(
      'from sklearn.cluster import DBSCAN',
      'DBSCAN(eps=0.1, min_samples=10).fit(X)',
      'found.labels_.max() + 1',
    )
    const peer = compare('DBSCAN', seconds, matrix, script)
    if (peer !== undefined) expect(clusters).toBe(peer)
  })

  test('Ward of 10,000 × 5', () => {
    const matrix = groups(10_000, 5)
    let height = 0
    const seconds = time(() => {
      height = buildMergeTree(drive(wardChain(matrix))).heights.at(-1) as number
    })
    const script = timed('from scipy.cluster.hierarchy import linkage', "linkage(X, 'ward')", 'found[-1, 2]')
    const peer = compare('Ward', seconds, matrix, script)
    if (peer !== undefined) expect(Math.abs(height / peer - 1)).toBeLessThan(1e-9)
  })
})
