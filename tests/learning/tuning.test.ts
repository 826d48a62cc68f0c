import type { Progress } from '@shared/contract/run-events'
import { messages } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { createRandom } from '@shared/math/random'
import { decisionTree } from '@shared/methods/decision-tree'
import { gradientBoosting } from '@shared/methods/gradient-boosting'
import { kNearest } from '@shared/methods/k-nearest'
import { linearRegression } from '@shared/methods/linear-regression'
import { logisticRegression } from '@shared/methods/logistic-regression'
import { parseParams } from '@shared/methods/parse-params'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, createContext, drive, inputOf, numericColumn, runMethod } from '../contract/harness'

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => i)

/** The chance of “yes” rises with the first number; five further numbers say nothing. */
function customers(n: number, seed: number, effect = 1.2) {
  const random = createRandom(seed)
  const columns = rowsOf(6).map(() => rowsOf(n).map(() => random.normal()))
  const outcome = rowsOf(n).map((i) =>
    random.next() < 1 / (1 + Math.exp(-effect * (columns[0]?.[i] as number))) ? 'yes' : 'no',
  )
  return { outcome, columns }
}

function inputFor({ outcome, columns }: ReturnType<typeof customers>) {
  const features = columns.map((values, j) => numericColumn(`x${j}`, values))
  return inputOf({ target: [categoricalColumn('outcome', outcome)], features })
}

const split = { trainRows: rowsOf(300), testRows: rowsOf(400).slice(300) }
const search = { tune: 'random', nCandidates: 8, split, folds: 3 }

describe('a search for settings', () => {
  const data = customers(400, 5)

  test.each([
    ['random', decisionTree],
    ['successive-halving', decisionTree],
    ['random', logisticRegression],
    ['successive-halving', gradientBoosting],
  ] as const)(
    '%s, %#: nothing of the test rows reaches it: other values there, same choice and same pipeline',
    (tune, method) => {
      const params = { ...search, tune, calibration: 'sigmoid', nCandidates: 5 }
      const before = runMethod(method as typeof decisionTree, inputFor(data), params).result
      const changed = {
        outcome: data.outcome.map((own, i) => (i < 300 ? own : own === 'yes' ? 'no' : 'yes')),
        columns: data.columns.map((values) => values.map((value, i) => (i < 300 ? value : 1000 - 7 * value))),
      }
      const after = runMethod(method as typeof decisionTree, inputFor(changed), params).result
      expect(after.fitted).toEqual(before.fitted)
      expect(after.tuning).toEqual(before.tuning)
      expect(after.crossValidation).toEqual(before.crossValidation)
      expect(after.metrics.rocAuc).not.toBe(before.metrics.rocAuc)
    },
  )

  test('the chosen setting has the smallest loss of those tried on all training rows, and the model has it', () => {
    const { tuning, nLeaves } = runMethod(decisionTree, inputFor(data), search).result
    const trials = tuning?.trials ?? []
    expect(trials).toHaveLength(8)
    expect(tuning?.loss).toBe(Math.min(...trials.map(({ loss }) => loss)))
    const plain = runMethod(decisionTree, inputFor(data), { ...tuning?.chosen, split, folds: 0 }).result
    expect(nLeaves).toBe(plain.nLeaves)
  })

  test('the given setting is the first tried, so the choice is never worse there', () => {
    const { tuning } = runMethod(kNearest, inputFor(data), { ...search, k: 3 }).result
    expect(tuning?.trials[0]?.setting).toEqual({ k: 3 })
    expect(tuning?.loss).toBeLessThanOrEqual(tuning?.trials[0]?.loss as number)
  })

  test('successive halving starts with few rows, lets a third go on, and ends with all rows', () => {
    const { tuning } = runMethod(logisticRegression, inputFor(customers(1200, 9)), {
      ...{ tune: 'successive-halving', nCandidates: 18, folds: 0 },
    }).result
    const rounds = rowsOf(3).map((round) => tuning?.trials.filter((trial) => trial.round === round) ?? [])
    expect(rounds.map((trials) => trials.length)).toEqual([18, 6, 2])
    const rows = rounds.map((trials) => trials[0]?.rows as number)
    expect(rows[2]).toBe(960)
    expect(rows[0] as number).toBeLessThan((rows[1] as number) / 2)
    expect(tuning?.chosen).toEqual(rounds[2]?.reduce((a, b) => (a.loss <= b.loss ? a : b)).setting)
  })

  test('same seed, same trials; another seed, others', () => {
    const run = (seed: number) => runMethod(decisionTree, inputFor(data), { ...search, folds: 0 }, createContext(seed))
    expect(run(1).result.tuning).toEqual(run(1).result.tuning)
    expect(run(1).result.tuning?.trials).not.toEqual(run(2).result.tuning?.trials)
  })

  test('nested: every fold chooses for itself, and the folds judge the choice', () => {
    const { crossValidation } = runMethod(decisionTree, inputFor(data), search).result
    expect(crossValidation?.folds.every(({ tuned }) => tuned && Number.isFinite(tuned.loss))).toBe(true)
    const once = runMethod(decisionTree, inputFor(data), { ...search, nested: false }).result
    expect(once.crossValidation?.folds.some(({ tuned }) => tuned)).toBe(false)
    expect(once.remarks.map(({ id }) => id)).toContain('tunedFolds')
  })

  test('repeated cross-validation draws its folds anew and reports all of them', () => {
    const { crossValidation } = runMethod(decisionTree, inputFor(data), { ...search, tune: 'none', repeats: 4 }).result
    const folds = crossValidation?.folds ?? []
    expect(folds.map(({ repeat, fold }) => `${repeat}/${fold}`)).toHaveLength(12)
    expect(new Set(folds.map(({ metrics }) => metrics.logLoss)).size).toBe(12)
    const mean = folds.reduce((sum, { metrics }) => sum + (metrics.logLoss as number), 0) / 12
    expect(crossValidation?.mean.logLoss).toBeCloseTo(mean, 12)
  })

  test('of pure noise a nested search claims nothing: 20 seeds, at most one', () => {
    const claims = rowsOf(20).filter((seed) => {
      const params = { tune: 'random', nCandidates: 6, folds: 5 }
      return runMethod(decisionTree, inputFor(customers(250, seed + 50, 0)), params).result.baseline.isBeaten
    })
    expect(claims.length).toBeLessThanOrEqual(1)
  })

  test('a number is searched for, too: by the root mean squared error', () => {
    const { columns } = data
    const target = numericColumn('spend', columns[0]?.map((value, i) => 3 * value + (columns[1]?.[i] as number)) ?? [])
    const features = columns.slice(0, 4).map((values, j) => numericColumn(`x${j}`, values))
    const { result } = runMethod(linearRegression, inputOf({ target: [target], features }), {
      ...search,
      penalty: 'l1',
      alpha: 2,
    })
    expect(result.tuning?.metric).toBe('rmse')
    expect(result.tuning?.loss).toBeLessThan((result.tuning?.trials[0]?.loss as number) / 2)
  })

  test('a budget of seconds leaves settings out, and says how many', () => {
    const { tuning } = runMethod(decisionTree, inputFor(data), { ...search, tuneBudget: 1e-6, folds: 0 }).result
    expect(tuning?.left).toBe(6)
    expect(new Set(tuning?.trials.map(({ setting }) => JSON.stringify(setting))).size).toBe(2)
  })

  test('progress tells the best so far in words of both languages; it can be stopped in the middle', () => {
    const seen: Progress[] = []
    drive(decisionTree.compute(inputFor(data), parseParams(decisionTree, search), createContext()), (step) =>
      seen.push(step),
    )
    const notes = seen.flatMap(({ note }) => note ?? [])
    expect(notes.length).toBeGreaterThan(5)
    for (const language of Object.keys(messages) as (keyof typeof messages)[]) {
      expect(translate(notes.at(-1) ?? { literal: '' }, language)).toMatch(/0\.\d{4}/)
    }
    const steps = decisionTree.compute(inputFor(data), parseParams(decisionTree, search), createContext())
    for (let i = 0; i < 20; i++) expect(steps.next().done).toBe(false)
    expect(steps.return({} as never).done).toBe(true)
  })
})
