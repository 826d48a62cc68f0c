import fs from 'node:fs'
import { benjaminiHochberg, holm } from '@shared/math/hypothesis/adjust-p-values'
import { independenceTest } from '@shared/math/hypothesis/independence-test'
import { mannWhitneyTest } from '@shared/math/hypothesis/mann-whitney-test'
import { welchTest } from '@shared/math/hypothesis/welch-test'
import { averageRanks } from '@shared/math/ranks'
import { studentTwoSided } from '@shared/math/student-tail'
import { mean } from '@shared/math/sum'
import { describe, expect, test } from 'vitest'
import { hasOracles, oraclePath, reference } from './oracles'

interface TwoGroups {
  n1: number
  n2: number
  welch_t: number
  welch_df: number
  welch_p: number
  cohen_d: number
  mannwhitney_U1: number
  mannwhitney_p_asymptotic_cc: number
}
interface References {
  data: {
    bank_balance_yes_vs_no: TwoGroups
    bank_job_by_y: { table: number[][]; chi2: number; df: number; p: number; cramers_v: number }
  }
  multiple_testing: { p: number[]; holm: number[]; fdr_bh: number[] }
}

function near(found: number | undefined, known: number): void {
  expect(Math.abs((found ?? Number.NaN) - known)).toBeLessThanOrEqual(1e-8 * Math.abs(known) + 1e-14)
}

// Oracle: scipy 1.10 and statsmodels 0.13. Tolerance: 1e-8 relative.
describe.skipIf(!hasOracles)('tests of differences', () => {
  const known = hasOracles ? reference<References>('tests_stats') : ({} as References)

  test('Welch t, Cohen d and Mann-Whitney of two groups of customers', () => {
    const { balances, subscribed } = bankBalances()
    const groups = [true, false].map((yes) => balances.filter((_, i) => subscribed[i] === yes))
    const [first, second] = groups.map(momentsOf) as [Moments, Moments]
    const oracle = known.data.bank_balance_yes_vs_no
    expect([first.n, second.n]).toEqual([oracle.n1, oracle.n2])
    const welch = welchTest(first, second)
    near(welch?.t, oracle.welch_t)
    near(welch?.degrees, oracle.welch_df)
    near(welch?.p, oracle.welch_p)
    near(welch?.cohenD, oracle.cohen_d)
    const ranks = averageRanks(balances)
    const rankSum = ranks.reduce((sum, rank, i) => sum + (subscribed[i] ? rank : 0), 0)
    const rank = mannWhitneyTest(rankSum, first.n, second.n, tiesOf(balances))
    near(rank?.u, oracle.mannwhitney_U1)
    near(rank?.p, oracle.mannwhitney_p_asymptotic_cc)
  })

  test('chi-square and Cramér V of a table', () => {
    const oracle = known.data.bank_job_by_y
    const found = independenceTest(oracle.table)
    near(found?.chiSquared, oracle.chi2)
    expect(found?.degrees).toBe(oracle.df)
    near(found?.p, oracle.p)
    near(found?.cramerV, oracle.cramers_v)
  })

  test('Benjamini-Hochberg and Holm', () => {
    const { p, fdr_bh, holm: held } = known.multiple_testing
    for (const [i, value] of benjaminiHochberg(p).entries()) near(value, fdr_bh[i] as number)
    for (const [i, value] of holm(p).entries()) near(value, held[i] as number)
  })
})

// Oracle: closed forms of the t distribution with 1 and 2 degrees of freedom. Tolerance: 1e-12.
test.each([0, 0.3, 1, 2.5, 40])('two-sided tail of Student t at %d', (t) => {
  expect(studentTwoSided(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12)
  expect(studentTwoSided(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12)
})

type Moments = Parameters<typeof welchTest>[0]

function momentsOf(values: Float64Array): Moments {
  const centre = mean(values)
  return { n: values.length, mean: centre, squares: values.reduce((sum, value) => sum + (value - centre) ** 2, 0) }
}

function tiesOf(values: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0)
}

/** The bank's file separates by semicolons. */
function bankBalances() {
  const [header = [], ...rows] = fs
    .readFileSync(oraclePath('data', 'bank', 'bank.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replaceAll('"', '').split(';'))
  const [balance, outcome] = [header.indexOf('balance'), header.indexOf('y')]
  return {
    balances: Float64Array.from(rows, (row) => Number(row[balance])),
    subscribed: rows.map((row) => row[outcome] === 'yes'),
  }
}
