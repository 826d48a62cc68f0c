import { createMatrix, type Matrix } from '@shared/dataset/column'
import { kMeans } from '@shared/math/k-means/k-means'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'
import { drive } from '../contract/harness'
import { hasScikitLearn, runPython } from './scikit-learn'
import { createThreadedContext } from './threads'

/** Eight overlapping groups: Lloyd's algorithm needs all of its iterations. */
function customers(nRows: number, d: number): Matrix {
  const random = createRandom(1)
  const centers = Array.from({ length: 8 * d }, () => 2 * random.normal())
  const matrix = createMatrix(nRows, d, true)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < d; j++) matrix.data[i * d + j] = (centers[(i % 8) * d + j] as number) + 1.5 * random.normal()
  }
  return matrix
}

const script = `
from sklearn.cluster import KMeans
best = 1e9
for _ in range(3):
    t = time.perf_counter()
    m = KMeans(8, init=X[:8].copy(), n_init=1, max_iter=100, tol=0, algorithm='lloyd').fit(X)
    best = min(best, time.perf_counter() - t)
print(json.dumps(dict(seconds=best, inertia=m.inertia_, iterations=m.n_iter_)))
`

describe('k-means, k = 8, d = 10, at most 100 iterations from the same centres', () => {
  test.each([200_000, 1_000_000])('%i rows', async (nRows) => {
    const matrix = customers(nRows, 10)
    const initialCenters = matrix.data.slice(0, 80)
    const options = { k: 8, nInit: 1, maxIterations: 100, tolerance: 0, initialCenters }
    let inertia = 0
    for (const threads of [1, 2]) {
      const context = createThreadedContext(threads - 1)
      let best = Number.POSITIVE_INFINITY
      for (let run = 0; run < 3; run++) {
        const start = performance.now()
        const found = drive(kMeans(matrix, options, context))
        best = Math.min(best, (performance.now() - start) / 1000)
        expect(inertia === 0 || found.inertia === inertia, 'the same on one thread and on two').toBe(true)
        inertia = found.inertia
      }
      await context.close()
      console.log(`Regulars, ${nRows} rows, ${threads} thread(s): ${best.toFixed(2)} s`)
    }
    if (!hasScikitLearn()) return console.log('scikit-learn is not installed: apt-get install python3-sklearn')
    const peer = runPython<{ seconds: number; inertia: number; iterations: number }>(script, matrix.data, 10, 2)
    console.log(`scikit-learn, ${nRows} rows, 2 threads: ${peer.seconds.toFixed(2)} s, ${peer.iterations} iterations`)
    expect(Math.abs(inertia / peer.inertia - 1)).toBeLessThan(1e-9)
  })
})
