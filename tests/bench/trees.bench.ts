import { createMatrix, type Matrix } from '@shared/dataset/column'
import { growBoosting } from '@shared/learning/trees/grow-boosting'
import { growForest } from '@shared/learning/trees/grow-forest'
import { boostedMargins } from '@shared/learning/trees/predict-boosting'
import { averageTrees } from '@shared/learning/trees/trees'
import { createRandom } from '@shared/math/random'
import { describe, expect, test } from 'vitest'
import { drive } from '../contract/harness'
import { areaUnderCurve } from '../learning/area-under-curve'
import { hasScikitLearn, runPython } from './scikit-learn'
import { createThreadedContext } from './threads'

const TRAIN = 100_000
const TEST = 25_000
const FEATURES = 30

/** Customers of whom some leave: curved and joint effects, some features in whole numbers, most without any effect. */
function customers(nRows: number): { x: Matrix; y: Float64Array; both: Float64Array } {
  const random = createRandom(1)
  const x = createMatrix(nRows, FEATURES, true)
  const y = new Float64Array(new SharedArrayBuffer(8 * nRows))
  const both = new Float64Array(nRows * (FEATURES + 1))
  for (let i = 0; i < nRows; i++) {
    const row = x.data.subarray(i * FEATURES, (i + 1) * FEATURES)
    for (let j = 0; j < FEATURES; j++) row[j] = j < 20 ? random.normal() : Math.round(2 * random.normal())
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = row
    const odds = 1.2 * a - 0.8 * b + c * d + Math.sin(2 * e) + 0.6 * f * f - 0.8 + ((row[20] as number) > 1 ? 0.5 : 0)
    y[i] = random.next() < 1 / (1 + Math.exp(-odds)) ? 1 : 0
    both.set(row, i * (FEATURES + 1))
    both[i * (FEATURES + 1) + FEATURES] = y[i] as number
  }
  return { x, y, both }
}

interface Peer {
  seconds: number
  auc: number
  megabytes: number
}

const script = (model: string) => `
import resource
from sklearn.ensemble import RandomForestClassifier, HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
y = X[:, -1].astype(int); X = np.ascontiguousarray(X[:, :-1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
t = time.perf_counter()
m = ${model}.fit(X[:${TRAIN}], y[:${TRAIN}])
seconds = time.perf_counter() - t
memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3
print(json.dumps(dict(seconds=seconds, auc=roc_auc_score(y[${TRAIN}:], m.predict_proba(X[${TRAIN}:])[:, 1]), megabytes=memory)))
`

const head = (x: Matrix, from: number, to: number): Matrix => ({
  ...x,
  nRows: to - from,
  data: x.data.subarray(from * FEATURES, to * FEATURES),
})

describe('trees beside scikit-learn: 100,000 × 30, two threads each', () => {
  const { x, y, both } = customers(TRAIN + TEST)
  const train = { x: head(x, 0, TRAIN), y: y.subarray(0, TRAIN) }
  const held = { x: head(x, TRAIN, TRAIN + TEST), y: y.subarray(TRAIN) }

  test('random forest of 300 trees', async () => {
    const context = createThreadedContext(1)
    const options = { criterion: 'gini', maxFeatures: 5 } as const
    drive(growForest(train.x, train.y, 2, null, { ...options, nTrees: 2 }, context))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const before = process.memoryUsage().rss
    const start = performance.now()
    const { trees } = drive(growForest(train.x, train.y, 2, null, { ...options, nTrees: 300 }, context))
    const seconds = (performance.now() - start) / 1000
    const megabytes = (process.memoryUsage().rss - before) / 1e6
    await context.close()
    const auc = areaUnderCurve(
      held.y,
      averageTrees(trees, held.x).data.filter((_, at) => at % 2 === 1),
    )
    report('random forest', { seconds, auc, megabytes }, both, 'RandomForestClassifier(300, n_jobs=2, random_state=0)')
  })

  test('gradient boosting of 200 trees', async () => {
    const context = createThreadedContext(1)
    const options = { nTrees: 200, learningRate: 0.1, maxLeaves: 31, minSamplesLeaf: 20 }
    drive(growBoosting(train.x, train.y, 2, null, { ...options, nTrees: 20 }, context))
    await new Promise((resolve) => setTimeout(resolve, 200))
    const before = process.memoryUsage().rss
    const start = performance.now()
    const boosting = drive(growBoosting(train.x, train.y, 2, null, options, context))
    const seconds = (performance.now() - start) / 1000
    const megabytes = (process.memoryUsage().rss - before) / 1e6
    await context.close()
    const auc = areaUnderCurve(held.y, boostedMargins(boosting, held.x).data)
    const peer = 'HistGradientBoostingClassifier(max_iter=200, early_stopping=False)'
    report('gradient boosting', { seconds, auc, megabytes }, both, peer)
  })
})

function report(name: string, own: Peer, both: Float64Array, model: string): void {
  console.log(
    `${name}: Regulars ${own.seconds.toFixed(2)} s, AUC ${own.auc.toFixed(4)}, ${own.megabytes.toFixed(0)} MB`,
  )
  if (!hasScikitLearn()) {
    console.log(`${name}: scikit-learn is not installed: apt-get install python3-sklearn`)
    return
  }
  const peer = runPython<Peer>(script(model), both, FEATURES + 1, 2)
  console.log(
    `${name}: scikit-learn ${peer.seconds.toFixed(2)} s, AUC ${peer.auc.toFixed(4)}, ${peer.megabytes.toFixed(0)} MB; ` +
      `ratio ${(own.seconds / peer.seconds).toFixed(2)}`,
  )
  expect(own.auc).toBeGreaterThan(peer.auc - 0.002)
}
