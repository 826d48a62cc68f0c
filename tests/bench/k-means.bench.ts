import { createMatrix, type Matrix } from '@shared/dataset/column'
import { kMeans } from '@shared/math/k-means/k-means'
import type { Partition } from '@shared/math/k-means/partition'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'
import { drive } from '../contract/harness'
import { hasScikitLearn, runPython } from './scikit-learn'
import { createThreadedContext } from './threads'

const GROUPS = 8
const RUNS = 3

/** Groups around random centres; the wider they spread, the more iterations Lloyd's algorithm needs. */
function customers(nRows: number, d: number, spread: number): Matrix {
  const random = createRandom(1)
  const centers = Array.from({ length: GROUPS * d }, () => 2 * random.normal())
  const matrix = createMatrix(nRows, d, true)
  for (let i = 0; i < nRows; i++) {
    for (let j = 0; j < d; j++) {
      matrix.data[i * d + j] = (centers[(i % GROUPS) * d + j] as number) + spread * random.normal()
    }
  }
  return matrix
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

interface Measured {
  seconds: number
  partition: Partition
}

/** Median time of runs from the first k rows as centres, until no row changes or 100 iterations are done. */
async function measure(matrix: Matrix, k: number, threads: number): Promise<Measured> {
  const context = createThreadedContext(threads - 1)
  const initialCenters = matrix.data.slice(0, k * matrix.nColumns)
  const options = { k, nInit: 1, maxIterations: 100, tolerance: 0, initialCenters }
  const outcomes: Measured[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    const partition = drive(kMeans(matrix, options, context))
    outcomes.push({ seconds: (performance.now() - start) / 1000, partition })
    // Helpers come once there is enough to do; from the second run on they are there.
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await context.close()
  for (const { partition } of outcomes) expect(partition).toEqual(outcomes[0]?.partition)
  const { partition } = outcomes[0] as Measured
  return { seconds: median(outcomes.map(({ seconds }) => seconds)), partition }
}

interface Peer {
  seconds: number[]
  inertia: number
  iterations: number
}

const script = (k: number) => `
import warnings
warnings.filterwarnings('ignore')
from sklearn.cluster import KMeans
seconds = []
for _ in range(${RUNS}):
    t = time.perf_counter()
    m = KMeans(${k}, init=X[:${k}].copy(), n_init=1, max_iter=100, tol=0, algorithm='lloyd').fit(X)
    seconds.append(time.perf_counter() - t)
print(json.dumps(dict(seconds=seconds, inertia=m.inertia_, iterations=m.n_iter_)))
`

/** Prints both times, their ratio and how far the inertias are apart. */
async function compare(name: string, matrix: Matrix, k: number): Promise<void> {
  const one = await measure(matrix, k, 1)
  const two = await measure(matrix, k, 2)
  const { inertia, nIter } = two.partition
  expect(two.partition, 'the same on one thread and on two').toEqual(one.partition)
  const own = `${one.seconds.toFixed(2)} s on one thread, ${two.seconds.toFixed(2)} s on two, ${nIter} iterations`
  if (!hasScikitLearn()) {
    console.log(`${name}: Regulars ${own}; scikit-learn is not installed: apt-get install python3-sklearn`)
    return
  }
  const peer = runPython<Peer>(script(k), matrix.data, matrix.nColumns, 2)
  const theirs = median(peer.seconds)
  const apart = Math.abs(inertia / peer.inertia - 1)
  console.log(`${name}: Regulars ${own}; scikit-learn ${theirs.toFixed(2)} s on two, ${peer.iterations} iterations`)
  console.log(`${name}: ratio ${(two.seconds / theirs).toFixed(2)}, inertias apart by ${apart.toExponential(1)}`)
  expect(apart).toBeLessThan(1e-9)
}

describe('k-means beside scikit-learn, the same centres to start from and the same rule to stop', () => {
  test.each([
    ['clear groups', 1.5],
    ['overlapping groups', 4],
    ['no groups', 1000],
  ] as const)('1,000,000 × 10, k = 8, at most 100 iterations: %s', async (name, spread) => {
    await compare(name, customers(1_000_000, 10, spread), 8)
  })
})

describe('what k-means costs on two threads, overlapping groups, at most 100 iterations', () => {
  const curves = {
    n: [62_500, 125_000, 250_000, 500_000, 1_000_000].map((n) => ({ n, d: 10, k: 8 })),
    d: [2, 5, 10, 20, 50].map((d) => ({ n: 200_000, d, k: 8 })),
    k: [2, 4, 8, 16, 32, 64].map((k) => ({ n: 200_000, d: 10, k })),
  }
  test.each(Object.entries(curves))('in %s', async (name, shapes) => {
    for (const { n, d, k } of shapes) {
      const { seconds, partition } = await measure(customers(n, d, 4), k, 2)
      const each = (seconds / partition.nIter / n) * 1e9
      console.log(
        `${name}: ${n} × ${d}, k = ${k}: ${seconds.toFixed(3)} s, ${each.toFixed(2)} ns per row and iteration`,
      )
    }
  })
})
