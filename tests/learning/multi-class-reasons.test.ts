import type { Matrix } from '@shared/dataset/column'
import { translate } from '@shared/locales/translate'
import { createRandom } from '@shared/math/random'
import { decisionTree } from '@shared/methods/decision-tree'
import type { Method } from '@shared/methods/define-method'
import { gradientBoosting } from '@shared/methods/gradient-boosting'
import { logisticRegression } from '@shared/methods/logistic-regression'
import { randomForest } from '@shared/methods/random-forest'
import { expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, presentContext, runMethod } from '../contract/harness'

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Plans that go by spend (dear or cheap) and by a region (none of the two). */
function plans(n: number) {
  const random = createRandom(21)
  const spend = rowsOf(n).map(() => random.normal())
  const region = rowsOf(n).map(() => (random.integer(3) === 0 ? 'island' : 'main'))
  const plan = spend.map((value, i) =>
    region[i] === 'island' ? 'ferry' : value + 0.3 * random.normal() > 0 ? 'large' : 'small',
  )
  const features = [numericColumn('spend', spend), categoricalColumn('region', region)]
  return { input: inputOf({ target: [categoricalColumn('plan', plan)], features }), region }
}

test.each([
  ['decision-tree', decisionTree, { maxDepth: 4 }],
  ['random-forest', randomForest, { nTrees: 30 }],
  ['gradient-boosting', gradientBoosting, { nTrees: 30 }],
  ['logistic-regression', logisticRegression, { penalty: 'l2' }],
] as const)('%s: with three classes the reasons speak for the class predicted', (_, method, params) => {
  const { input, region } = plans(600)
  const outcome = runMethod(method as Method as typeof decisionTree, input, { ...params, folds: 0 })
  const { reasons, probabilities, testRows, classes } = outcome.result
  expect(reasons.length).toBeGreaterThan(20)
  const { data } = probabilities as Matrix
  for (const { row, score, class: own, reasons: listed } of reasons) {
    const at = testRows.indexOf(row)
    const shares = [...data.subarray(at * 3, at * 3 + 3)]
    expect(score).toBe(Math.max(...shares))
    expect(own).toBe(classes[shares.indexOf(score)])
    if (own !== 'ferry') continue
    expect(region[row]).toBe('island')
    expect(listed[0]).toMatchObject({ column: 'region', value: 'island' })
    expect(listed[0]?.contribution).toBeGreaterThan(0)
  }
  const elements = method.present(
    outcome.result as never,
    presentContext(method as Method, input, {}, outcome) as never,
  )
  const table = elements.find(({ id }) => id === 'reasons')
  expect(table && 'title' in table && table.title && translate(table.title, 'zh-CN')).toContain('plan')
})

test('a proposed change leaves alone what nobody can change, or what is named', () => {
  const random = createRandom(4)
  const n = 500
  const age = rowsOf(n).map(() => 20 + random.integer(50))
  const senior = age.map((value) => (value > 60 ? 'yes' : 'no'))
  const contract = rowsOf(n).map(() => (random.integer(2) === 0 ? 'monthly' : 'yearly'))
  const left = age.map((value, i) => {
    const odds = (value - 45) / 8 + (contract[i] === 'monthly' ? 1.5 : -1.5)
    return random.next() < 1 / (1 + Math.exp(-odds)) ? 'yes' : 'no'
  })
  const features = [
    numericColumn('age', age),
    categoricalColumn('SeniorCitizen', senior),
    categoricalColumn('contract', contract),
  ]
  const input = inputOf({ target: [categoricalColumn('left', left)], features })
  const changed = (fixed: string[] | null) => {
    const { reasons, remarks } = runMethod(logisticRegression, input, { folds: 0, penalty: 'l2', fixed }).result
    const columns = new Set(reasons.flatMap(({ change }) => change?.changes.map(({ column }) => column) ?? []))
    return { columns: [...columns].sort(), told: remarks.some(({ id }) => id === 'fixed') }
  }
  expect(changed(null)).toEqual({ columns: ['contract'], told: true })
  expect(changed(['contract']).columns).not.toContain('contract')
  expect(changed([])).toMatchObject({ told: false })
  expect(changed([]).columns).toContain('age')
})
