import { createMatrix } from '@shared/dataset/column'
import { fitLogistic } from '@shared/learning/linear/fit-logistic'
import { sharedFloats } from '@shared/math/chunks'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'
import { drive } from '../contract/harness'
import { hasScikitLearn, runPython } from './scikit-learn'
import { createThreadedContext } from './threads'

const ROWS = 1_000_000
const FEATURES = 20

/** Correlated columns and a class that depends on half of them; the class is the last column. */
function churners(): Float64Array {
  const random = createRandom(3)
  const width = FEATURES + 1
  const data = new Float64Array(ROWS * width)
  for (let i = 0; i < ROWS; i++) {
    const common = random.normal()
    let eta = -1
    for (let j = 0; j < FEATURES; j++) {
      const value = 0.4 * common + random.normal()
      data[i * width + j] = value
      if (j % 2 === 0) eta += ((j % 4 === 0 ? 1 : -1) * value) / (1 + j / 4)
    }
    data[i * width + FEATURES] = random.next() < 1 / (1 + Math.exp(-eta)) ? 1 : 0
  }
  return data
}

const script = `
from sklearn.linear_model import LogisticRegression
y = X[:, -1]
X = np.ascontiguousarray(X[:, :-1])
best = 1e9
for _ in range(3):
    t = time.perf_counter()
    found = LogisticRegression(C=1.0, tol=1e-4, max_iter=200).fit(X, y)
    best = min(best, time.perf_counter() - t)
print(json.dumps(dict(seconds=best, coefficients=[float(v) for v in found.coef_[0]])))
`

// Peer: scikit-learn's default solver (lbfgs) on two threads; ours has settled to more digits.
describe('logistic regression on two threads', () => {
  test('1,000,000 × 20, L2 with C = 1', { timeout: 600_000 }, async () => {
    const data = churners()
    const x = createMatrix(ROWS, FEATURES, true)
    const y = sharedFloats(ROWS)
    for (let i = 0; i < ROWS; i++) {
      x.data.set(data.subarray(i * (FEATURES + 1), i * (FEATURES + 1) + FEATURES), i * FEATURES)
      y[i] = data[i * (FEATURES + 1) + FEATURES] as number
    }
    const context = createThreadedContext(1)
    const featureNames = Array.from({ length: FEATURES }, (_, j) => `x${j}`)
    const training = { x, y, featureNames, nClasses: 2, weights: null }
    const times: number[] = []
    let beta = new Float64Array(0)
    for (let run = 0; run < 4; run++) {
      const start = performance.now()
      const model = drive(fitLogistic(training, { penalty: 'l2', C: 1, l1Ratio: 0.5 }, context))
      times.push((performance.now() - start) / 1000)
      beta = Float64Array.from(model.beta)
      expect(model.converged).toBe(true)
    }
    await context.close()
    const seconds = Math.min(...times)
    const megabytes = Math.round(process.memoryUsage().rss / 1e6)
    console.log(`logistic regression: Regulars ${seconds.toFixed(2)} s, ${megabytes} MB resident`)
    if (!hasScikitLearn()) {
      console.log('scikit-learn is not installed: apt-get install python3-sklearn')
      return
    }
    const peer = runPython<{ seconds: number; coefficients: number[] }>(script, data, FEATURES + 1, 2)
    console.log(`logistic regression: peer ${peer.seconds.toFixed(2)} s, ratio ${(seconds / peer.seconds).toFixed(2)}`)
    for (const [j, value] of peer.coefficients.entries())
      expect(Math.abs((beta[j] as number) - value)).toBeLessThan(2e-3)
  })
})
