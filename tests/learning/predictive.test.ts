import { toAppError } from '@shared/contract/app-error'
import type { Column } from '@shared/dataset/column'
import { createRandom } from '@shared/math/random'
import { kNearest } from '@shared/methods/k-nearest'
import { linearRegression } from '@shared/methods/linear-regression'
import { logisticRegression } from '@shared/methods/logistic-regression'
import { describe, expect, test } from 'vitest'
import { categoricalColumn, inputOf, numericColumn, runMethod } from '../contract/harness'

const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => i)

/** Two numbers and a category; the chance of “yes” rises with the first number. */
function customers(n: number, seed: number, effect = 1.5) {
  const random = createRandom(seed)
  const first = rowsOf(n).map(() => random.normal())
  const second = rowsOf(n).map(() => random.normal())
  const region = rowsOf(n).map(() => ['east', 'north', 'west'][random.integer(3)] as string)
  const outcome = first.map((value) => (random.next() < 1 / (1 + Math.exp(-effect * value)) ? 'yes' : 'no'))
  const features: Column[] = [
    numericColumn('first', first),
    numericColumn('second', second),
    categoricalColumn('region', region),
  ]
  return { outcome, features, first, random }
}

const inputFor = (outcome: (string | null)[], features: Column[]) =>
  inputOf({ target: [categoricalColumn('outcome', outcome)], features })

describe('a prediction is honest', () => {
  test('of 20 data sets of pure noise at most one is said to beat the baseline', () => {
    const claims = rowsOf(20).filter((seed) => {
      const { outcome, features } = customers(300, seed + 1, 0)
      return runMethod(logisticRegression, inputFor(outcome, features)).result.baseline.isBeaten
    })
    expect(claims.length).toBeLessThanOrEqual(1)
  })

  test('of 20 data sets with a planted effect all are said to beat it', () => {
    const claims = rowsOf(20).filter((seed) => {
      const { outcome, features } = customers(600, seed + 1)
      return runMethod(logisticRegression, inputFor(outcome, features)).result.baseline.isBeaten
    })
    expect(claims).toHaveLength(20)
  })

  test('noise among many levels and columns of a regression beats nothing either', () => {
    const claims = rowsOf(20).filter((seed) => {
      const random = createRandom(seed + 100)
      const target = numericColumn(
        'target',
        rowsOf(200).map(() => random.normal()),
      )
      const features = rowsOf(6).map((j) =>
        numericColumn(
          `x${j}`,
          rowsOf(200).map(() => random.normal()),
        ),
      )
      const levels = categoricalColumn(
        'level',
        rowsOf(200).map(() => `l${random.integer(80)}`),
      )
      const input = inputOf({ target: [target], features: [...features, levels] })
      return runMethod(linearRegression, input).result.baseline.isBeaten
    })
    expect(claims.length).toBeLessThanOrEqual(1)
  })

  test('a planted leak is caught, whatever it looks like, and a clean column is not accused', () => {
    const { outcome, features, random } = customers(400, 7)
    const copy = categoricalColumn(
      'status',
      outcome.map((word) => (word === 'yes' ? 'B' : 'A')),
    )
    const late = numericColumn(
      'cancel_fee',
      outcome.map((word) => (word === 'yes' ? 20 + random.next() : Number.NaN)),
    )
    const name = categoricalColumn(
      'customer_id',
      outcome.map((_, i) => `c${i}`),
    )
    const { leaks } = runMethod(logisticRegression, inputFor(outcome, [...features, copy, late, name]), {
      penalty: 'l2',
    }).result
    expect(leaks.filter(({ kind }) => kind === 'tellsAll').map(({ column }) => column)).toEqual([
      'status',
      'cancel_fee',
    ])
    expect(leaks.filter(({ kind }) => kind === 'identifier').map(({ column }) => column)).toEqual(['customer_id'])
    expect(runMethod(logisticRegression, inputFor(outcome, features)).result.leaks).toEqual([])
    const named = numericColumn(
      'cancellation_reason_code',
      outcome.map(() => random.normal()),
    )
    expect(runMethod(logisticRegression, inputFor(outcome, [...features, named])).result.leaks).toMatchObject([
      { kind: 'afterOutcome', column: 'cancellation_reason_code' },
    ])
  })

  test('rows on both sides of the split are called out', () => {
    const { outcome, features } = customers(100, 3)
    const split = { trainRows: rowsOf(80), testRows: rowsOf(100).slice(60) }
    const { leaks } = runMethod(logisticRegression, inputFor(outcome, features), { split }).result
    expect(leaks).toMatchObject([{ kind: 'overlap', strength: 0.5 }])
  })

  test('coding by the target never sees the row’s own target: levels of noise gain nothing', () => {
    const random = createRandom(5)
    const outcome = rowsOf(1000).map(() => (random.next() < 0.5 ? 'yes' : 'no'))
    const levels = categoricalColumn(
      'level',
      outcome.map(() => `l${random.integer(300)}`),
    )
    const { metrics, remarks } = runMethod(logisticRegression, inputFor(outcome, [levels])).result
    expect(metrics.rocAuc).toBeLessThan(0.62)
    expect(remarks.map(({ id }) => id)).toContain('manyLevels:level')
  })

  test('nothing of the test rows moves the model: other values there, same coefficients', () => {
    const { outcome, features, first } = customers(200, 11)
    const split = { trainRows: rowsOf(150), testRows: rowsOf(200).slice(150) }
    const before = runMethod(logisticRegression, inputFor(outcome, features), { split }).result
    const changed = numericColumn(
      'first',
      first.map((value, i) => (i < 150 ? value : 1e6)),
    )
    const after = runMethod(logisticRegression, inputFor(outcome, [changed, ...features.slice(1)]), { split }).result
    expect(after.coefficients).toEqual(before.coefficients)
  })
})

describe('a split keeps apart what it promises', () => {
  test('by time: every test row is at least as late as every training row, in folds too', () => {
    const { outcome, features, random } = customers(300, 2)
    const when = numericColumn(
      'when',
      rowsOf(300).map(() => Math.floor(random.next() * 50)),
    )
    const input = inputOf({ target: [categoricalColumn('outcome', outcome)], features, time: [when] })
    const { testRows, crossValidation } = runMethod(logisticRegression, input, { split: 'time' }).result
    const tested = new Set(testRows)
    const last = Math.max(
      ...rowsOf(300)
        .filter((row) => !tested.has(row))
        .map((row) => when.values[row] as number),
    )
    expect(Math.min(...Array.from(testRows, (row) => when.values[row] as number))).toBeGreaterThan(last)
    expect(crossValidation?.kind).toBe('time')
  })

  test('by group: no group is on both sides', () => {
    const { outcome, features, random } = customers(300, 4)
    const who = categoricalColumn(
      'who',
      rowsOf(300).map(() => `g${random.integer(40)}`),
    )
    const input = inputOf({ target: [categoricalColumn('outcome', outcome)], features, group: [who] })
    const { testRows } = runMethod(logisticRegression, input, { split: { kind: 'group', testShare: 0.3 } }).result
    const tested = new Set(testRows)
    const [test_, train] = [true, false].map(
      (side) =>
        new Set(
          rowsOf(300)
            .filter((row) => tested.has(row) === side)
            .map((row) => who.codes[row]),
        ),
    ) as [Set<number>, Set<number>]
    expect([...test_].filter((group) => train.has(group))).toEqual([])
    expect(testRows.length / 300).toBeGreaterThan(0.2)
  })

  test('probabilities follow the test rows in the order given', () => {
    const { outcome, features } = customers(120, 9)
    const testRows = [119, 3, 80, 41]
    const trainRows = rowsOf(120).filter((row) => !testRows.includes(row))
    const run = (rows: number[]) =>
      runMethod(logisticRegression, inputFor(outcome, features), { split: { trainRows, testRows: rows } }).result
    const [given, turned] = [run(testRows), run([...testRows].reverse())]
    expect(Array.from(given.testRows)).toEqual(testRows)
    expect(Array.from(turned.probabilities as Float64Array).reverse()).toEqual(
      Array.from(given.probabilities as Float64Array),
    )
  })
})

describe('a threshold', () => {
  test('by capacity: just so many of all customers reach it', () => {
    const { outcome, features } = customers(500, 6)
    const { rowScores, threshold } = runMethod(logisticRegression, inputFor(outcome, features), { capacity: 60 }).result
    expect(threshold?.kind).toBe('capacity')
    expect(rowScores.filter((score) => score >= (threshold?.value as number))).toHaveLength(60)
  })

  test('by benefit: dearer contacts, higher threshold', () => {
    const { outcome, features } = customers(500, 6)
    const at = (contactCost: number) =>
      runMethod(logisticRegression, inputFor(outcome, features), { contactBenefit: 10, contactCost }).result.threshold
    expect(at(6)?.value).toBeGreaterThan(at(2)?.value as number)
    expect(at(2)?.kind).toBe('benefit')
  })
})

describe('awkward data get a right answer, a notice or a clear refusal', () => {
  const { outcome, features } = customers(200, 8)
  const code = (words: (string | null)[], own = features): string | null => {
    try {
      runMethod(logisticRegression, inputFor(words, own))
      return null
    } catch (thrown) {
      return toAppError(thrown).code
    }
  }

  test('one class', () => expect(code(outcome.map(() => 'yes'))).toBe('targetOneClass'))

  test('a slip in a label is refused by name, other case or blanks are put together', () => {
    expect(code(outcome.map((word, i) => (i === 5 ? 'yess' : word === 'yes' ? 'yes' : 'not')))).toBe('targetSlip')
    const spelled = outcome.map((word, i) => (i % 9 === 0 ? `${word.toUpperCase()} ` : word))
    const { result } = runMethod(logisticRegression, inputFor(spelled, features))
    const plain = runMethod(logisticRegression, inputFor(outcome, features)).result
    expect(result.metrics).toEqual(plain.metrics)
    expect(result.remarks.filter(({ id }) => id === 'spellings')).toHaveLength(2)
  })

  test('five rows', () => {
    const own = features.map(
      (column): Column =>
        column.kind === 'numeric'
          ? { ...column, values: column.values.slice(0, 5) }
          : { ...column, codes: column.codes.slice(0, 5) },
    )
    expect(['tooFewRows', 'classTooRare', 'targetOneClass']).toContain(code(['yes', 'no', 'yes', 'no', 'no'], own))
  })

  test('99.9 % of one class', () => {
    const random = createRandom(1)
    const n = 20_000
    const x = rowsOf(n).map(() => random.normal())
    const rare = x.map((value, i) => (i % 1000 === 0 || value > 5 ? 'yes' : 'no'))
    const { result } = runMethod(
      logisticRegression,
      inputFor(rare, [
        numericColumn('x', x),
        numericColumn(
          'z',
          x.map(() => random.normal()),
        ),
      ]),
    )
    expect(result.remarks.map(({ id }) => id)).toEqual(expect.arrayContaining(['imbalanced', 'fewOfClass']))
    expect(result.baseline.isBeaten).toBe(false)
  })

  test('constant and all-missing columns, 10,000 levels', () => {
    const random = createRandom(2)
    const n = 20_000
    const x = rowsOf(n).map(() => random.normal())
    const words = x.map((value) => (random.next() < 1 / (1 + Math.exp(-value)) ? 'yes' : 'no'))
    const own: Column[] = [
      numericColumn('x', x),
      numericColumn(
        'same',
        x.map(() => 3),
      ),
      numericColumn(
        'empty',
        x.map(() => Number.NaN),
      ),
      categoricalColumn(
        'many',
        x.map(() => `v${random.integer(10_000)}`),
      ),
    ]
    const { result } = runMethod(logisticRegression, inputFor(words, own))
    expect(result.remarks.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dropped-constant', 'dropped-empty', 'manyLevels:many']),
    )
    expect(result.metrics.rocAuc).toBeGreaterThan(0.7)
  })

  test('a column that tells all has no bounds for its coefficient, and that is said', () => {
    const own = [
      ...features,
      numericColumn(
        'tells',
        outcome.map((word, i) => (word === 'yes' ? 5 : -5) + (i % 7) / 7),
      ),
    ]
    const { result } = runMethod(logisticRegression, inputFor(outcome, own))
    expect(result.separated).toContain('tells')
    expect(result.coefficients.find(({ term }) => term === 'tells')?.standardError).toBeNull()
  })

  test('three classes', () => {
    const random = createRandom(3)
    const x = rowsOf(300).map((i) => (i % 3) * 2 + random.normal())
    const words = rowsOf(300).map((i) => ['low', 'middle', 'high'][i % 3] as string)
    const input = inputFor(words, [numericColumn('x', x)])
    const results = [
      runMethod(logisticRegression, input).result,
      runMethod(logisticRegression, input, { penalty: 'l2' }).result,
      runMethod(kNearest, input).result,
    ]
    for (const { metrics, baseline } of results) {
      expect(metrics.accuracy).toBeGreaterThan(0.6)
      expect(baseline.isBeaten).toBe(true)
    }
  })
})
