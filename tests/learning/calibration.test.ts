import { createMatrix } from '@shared/dataset/column'
import { applyCalibration, fitCalibration } from '@shared/learning/calibration/calibration'
import { isotonicFit, isotonicValue } from '@shared/learning/calibration/isotonic'
import { createRandom } from '@shared/math/random'
import { naiveBayes } from '@shared/methods/naive-bayes'
import { randomForest } from '@shared/methods/random-forest'
import { svm } from '@shared/methods/svm'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => i)

describe('the rising curve nearest to outcomes', () => {
  // By hand: blocks 0 0, 1 0 0, 1 1 0, 1 1; the ends read as one more of either had been seen.
  test('pools what falls', () => {
    const scores = Float64Array.from([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    const curve = isotonicFit(scores, Uint8Array.from([0, 0, 1, 0, 0, 1, 1, 0, 1, 1]))
    expect(Array.from(scores, (score) => isotonicValue(curve, score))).toEqual([
      ...[0.25, 0.25, 1 / 3, 1 / 3, 1 / 3, 2 / 3, 2 / 3, 2 / 3, 0.75, 0.75],
    ])
  })

  test('never falls, whatever the outcomes', () => {
    const random = createRandom(4)
    for (let round = 0; round < 50; round++) {
      const scores = Float64Array.from(rowsOf(60), () => Math.round(random.next() * 20) / 20)
      const curve = isotonicFit(
        scores,
        Uint8Array.from(scores, () => (random.next() < 0.4 ? 1 : 0)),
      )
      const heights = rowsOf(200).map((i) => isotonicValue(curve, i / 199))
      for (let i = 1; i < 200; i++) expect(heights[i]).toBeGreaterThanOrEqual((heights[i - 1] as number) - 1e-15)
      expect(Math.min(...heights)).toBeGreaterThan(0)
      expect(Math.max(...heights)).toBeLessThan(1)
    }
  })
})

/** Probabilities p whose events come true with the chance p² / (p² + (1 − p)²): too timid by a factor 2 in log-odds. */
function timid(n: number, seed: number) {
  const random = createRandom(seed)
  const predicted = createMatrix(n, 2)
  const y = Float64Array.from({ length: n }, (_, i) => {
    const p = 0.02 + 0.96 * random.next()
    predicted.data.set([1 - p, p], 2 * i)
    return random.next() < (p * p) / (p * p + (1 - p) ** 2) ? 1 : 0
  })
  return { predicted, y }
}

test.each(['sigmoid', 'isotonic'] as const)(
  '%s finds the true probabilities behind timid ones, within 0.02',
  (kind) => {
    const { predicted, y } = timid(200_000, 3)
    const probe = createMatrix(9, 2)
    for (let i = 0; i < 9; i++) probe.data.set([1 - (i + 1) / 10, (i + 1) / 10], 2 * i)
    const found = applyCalibration(fitCalibration(kind, predicted, y), probe)
    for (let i = 0; i < 9; i++) {
      const p = (i + 1) / 10
      expect(Math.abs((found.data[2 * i + 1] as number) - (p * p) / (p * p + (1 - p) ** 2))).toBeLessThan(0.02)
      expect((found.data[2 * i] as number) + (found.data[2 * i + 1] as number)).toBeCloseTo(1, 14)
    }
  },
)

/** Three kinds by two numbers. */
function kinds(n: number) {
  const random = createRandom(8)
  const a = rowsOf(n).map(() => random.normal())
  const b = a.map((value) => value + 0.3 * random.normal())
  const kind = a.map((value) =>
    value + random.normal() < -0.5 ? 'low' : value + random.normal() > 0.7 ? 'top' : 'mid',
  )
  const features = [numericColumn('a', a), numericColumn('b', b)]
  return inputOf({ target: [categoricalColumn('kind', kind)], features })
}

test.each(['sigmoid', 'isotonic'] as const)(
  '%s of three classes: rows add up to 1, log-loss falls where a model doubts too little',
  (calibration) => {
    const { calibration: report, probabilities } = runMethod(naiveBayes, kinds(1500), { calibration, folds: 0 }).result
    const { data, nRows } = probabilities as ReturnType<typeof createMatrix>
    for (let i = 0; i < nRows; i++) expect(data.subarray(3 * i, 3 * i + 3).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(report?.after.logLoss).toBeLessThan(report?.before.logLoss as number)
  },
)

test('a support vector machine draws its own line; a given threshold goes by the probability', () => {
  const random = createRandom(2)
  const x = rowsOf(200).map(() => random.normal())
  const outcome = x.map((value) => (value + random.normal() > 0.8 ? 'yes' : 'no'))
  const input = inputOf({ target: [categoricalColumn('outcome', outcome)], features: [numericColumn('x', x)] })
  const flags = (values: ArrayLike<number>, line: number) => Array.from(values, (p) => (p >= line ? 1 : 0))
  for (const [given, kind] of [
    [{}, 'boundary'],
    [{ threshold: 0.5 }, 'fixed'],
    [{ calibration: 'sigmoid' }, 'boundary'],
  ] as const) {
    const { result } = runMethod(svm, input, { kernel: 'linear', folds: 0, ...given })
    expect(result.threshold?.kind).toBe(kind)
    expect(Array.from(result.predictions)).toEqual(
      flags(result.probabilities as Float64Array, result.threshold?.value as number),
    )
    const { intercept, coefficients, fitted } = result
    const [step] = fitted.pipeline.steps
    if (kind === 'fixed' || step?.kind !== 'number') continue
    const { center, scale } = step.powers[0] as { center: number; scale: number }
    const slope = coefficients[0]?.estimate as number
    const decisions = Array.from(
      result.testRows,
      (row) => (((x[row] as number) - center) / scale) * slope + (intercept as number),
    )
    expect(Array.from(result.predictions)).toEqual(flags(decisions, 0))
  }
})

test('without calibration nothing is reported, and results are as ever', () => {
  const plain = runMethod(randomForest, kinds(300), { nTrees: 20, folds: 0 }).result
  expect(plain.calibration).toBeNull()
  expect(plain.fitted.calibration).toBeNull()
})
