import { type AppError, AppException } from '@shared/contract/app-error'
import type { Column } from '@shared/dataset/column'
import type { PredictiveResult } from '@shared/learning/predictive/result'
import { messages } from '@shared/locales'
import { translate } from '@shared/locales/translate'
import { createRandom } from '@shared/math/random'
import type { Method, MethodInput } from '@shared/methods/define-method'
import { methods } from '@shared/methods/registry'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, presentContext, runMethod } from '../contract/harness'
import { expectReadable } from '../contract/read-elements'

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => i)
const ids = [
  'logistic-regression',
  'decision-tree',
  'random-forest',
  'gradient-boosting',
  'svm',
  'naive-bayes',
  'neural-network',
  'k-nearest',
  'baseline',
  'auto',
]
const predictors = ids.map((id) => [id, methods.get(id) as Method] as const)
const quick: Readonly<Record<string, Record<string, unknown>>> = {
  'random-forest': { nTrees: 20 },
  'gradient-boosting': { nTrees: 20 },
  'neural-network': { epochs: 5 },
  auto: { budgetSeconds: 5 },
}

/** What comes of it: a result that can be shown, or a refusal that reads in both languages. */
function outcomeOf(id: string, method: Method, input: MethodInput): PredictiveResult | AppError {
  const params = { folds: 2, ...quick[id] }
  try {
    const outcome = runMethod(method, input, params)
    expectReadable(
      method.present(outcome.result, presentContext(method, input, params, outcome)),
      outcome.result,
      input,
    )
    return outcome.result as PredictiveResult
  } catch (thrown) {
    if (!(thrown instanceof AppException)) throw thrown
    for (const language of Object.keys(messages) as (keyof typeof messages)[]) {
      const words = translate(thrown.error.message, language)
      expect(words).not.toMatch(/^errors\.|[{}]/)
    }
    return thrown.error
  }
}

const isRefused = (outcome: PredictiveResult | AppError): outcome is AppError => 'code' in outcome

function codeOf(outcome: PredictiveResult | AppError): string {
  return isRefused(outcome) ? outcome.code : 'answered'
}

/** Two numbers that tell something of the outcome. */
function columnsFor(outcome: readonly (string | null)[], seed = 3): Column[] {
  const random = createRandom(seed)
  return rowsOf(2).map((j) =>
    numericColumn(
      `x${j}`,
      outcome.map((word) => (word?.trim().toLowerCase().startsWith('y') ? 0.8 : 0) + random.normal()),
    ),
  )
}

const inputFor = (outcome: readonly (string | null)[], more: Column[] = []) =>
  inputOf({ target: [categoricalColumn('left', outcome)], features: [...columnsFor(outcome), ...more] })

const usual = (n: number, rate = 0.3, seed = 9) => {
  const random = createRandom(seed)
  return rowsOf(n).map(() => (random.next() < rate ? 'Yes' : 'No'))
}

describe.each(predictors)('%s', (id, method) => {
  test('a target of one class is refused', () => {
    expect(codeOf(outcomeOf(id, method, inputFor(rowsOf(50).map(() => 'Yes'))))).toBe('targetOneClass')
  })

  test('one row in a thousand: answered with a warning, never by a probability that is no number', () => {
    const outcome = rowsOf(3000).map((i) => (i % 1000 === 7 ? 'Yes' : 'No'))
    const found = outcomeOf(id, method, inputFor(outcome))
    if (isRefused(found)) {
      expect(['classTooRare', 'tooFewRows']).toContain(found.code)
      return
    }
    expect(found.remarks.map(({ id: remark }) => remark)).toContain('imbalanced')
    expect(Array.from(found.probabilities as Float64Array).every((p) => p >= 0 && p <= 1)).toBe(true)
    expect(found.baseline.isBeaten).not.toBe(true)
  })

  test('five rows are refused, or answered without a claim', () => {
    const found = outcomeOf(id, method, inputFor(['Yes', 'No', 'Yes', 'No', 'No']))
    if (isRefused(found)) expect(['tooFewRows', 'classTooRare', 'targetOneClass']).toContain(found.code)
    else expect(found.baseline.isBeaten).not.toBe(true)
  })

  test('columns without any value or with one alone are left out, and that is said', () => {
    const outcome = usual(200)
    const empty = numericColumn(
      'empty',
      outcome.map(() => Number.NaN),
    )
    const constant = categoricalColumn(
      'constant',
      outcome.map(() => 'same'),
    )
    const found = outcomeOf(id, method, inputFor(outcome, [empty, constant]))
    expect(codeOf(found)).toBe('answered')
    if (isRefused(found)) return
    const said = found.remarks.map(({ id: remark }) => remark)
    expect(said).toEqual(expect.arrayContaining(['dropped-empty', 'dropped-constant']))
    const nothing = inputOf({ target: [categoricalColumn('left', outcome)], features: [empty, constant] })
    const alone = outcomeOf(id, method, nothing)
    expect(isRefused(alone) || alone.baseline.isBeaten !== true).toBe(true)
  })

  test('a category of 2,000 values among 3,000 rows is coded, and claims nothing', () => {
    const random = createRandom(5)
    const outcome = usual(3000)
    const many = categoricalColumn(
      'street',
      outcome.map(() => `s${random.integer(2000)}`),
    )
    const input = inputOf({ target: [categoricalColumn('left', outcome)], features: [many] })
    const found = outcomeOf(id, method, input)
    expect(codeOf(found)).toBe('answered')
    if (!isRefused(found)) expect(found.baseline.isBeaten).not.toBe(true)
  })

  test('spellings that differ in case or blanks are one class; a slip of a letter is refused by name', () => {
    const spelled = usual(200).map((word, i) => (word === 'Yes' && i % 3 === 0 ? 'yes ' : word))
    const found = outcomeOf(id, method, inputFor(spelled))
    expect(isRefused(found) ? found.code : found.classes).toEqual(['No', 'Yes'])
    const slipped = usual(200).map((word, i) => (i === 5 ? 'Yse' : word))
    const refused = outcomeOf(id, method, inputFor(slipped))
    expect(codeOf(refused)).toBe('targetSlip')
    if (isRefused(refused)) expect(translate(refused.message, 'zh-CN')).toContain('Yse')
  })

  test('a planted leak is caught', () => {
    if (id === 'baseline') return
    const outcome = usual(300)
    const copy = categoricalColumn(
      'status',
      outcome.map((word) => (word === 'Yes' ? 'closed' : 'open')),
    )
    const found = outcomeOf(id, method, inputFor(outcome, [copy]))
    expect(isRefused(found) ? [] : found.leaks.map(({ kind, column }) => [kind, column])).toContainEqual([
      'tellsAll',
      'status',
    ])
  })
})
