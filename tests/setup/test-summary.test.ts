import { expect, test } from 'vitest'
import { countPlaywright, countVitest, judgeStep, summarise } from '../../electron/setup/test-summary.mjs'

const step = (name: string, passed: number, failed: number) => ({
  name,
  passed,
  failed,
  skipped: 0,
  seconds: 1.25,
  isSuite: true,
})

test('vitest: a file that cannot be loaded is a failure although none of its tests failed', () => {
  const report = {
    numPassedTests: 3,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  }
  expect(countVitest(report)).toEqual({ passed: 3, failed: 2, skipped: 2 })
})

test('Playwright: flaky tests and errors outside of tests are failures', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 }, errors: [{}] }
  expect(countPlaywright(report)).toEqual({ passed: 4, failed: 3, skipped: 3 })
})

test('the exit code is believed before the report', () => {
  const clean = { passed: 5, failed: 0, skipped: 1 }
  expect(judgeStep(0, clean, true)).toEqual(clean)
  expect(judgeStep(1, clean, true)).toEqual({ ...clean, failed: 1 })
  expect(judgeStep(1, { passed: 5, failed: 2, skipped: 0 }, true)).toEqual({ passed: 5, failed: 2, skipped: 0 })
})

test('a suite without a report or without a test is a failure', () => {
  expect(judgeStep(0, null, true).failed).toBe(1)
  expect(judgeStep(0, { passed: 0, failed: 0, skipped: 9 }, true).failed).toBe(1)
})

test('a check counts as one', () => {
  expect(judgeStep(0, null, false)).toEqual({ passed: 1, failed: 0, skipped: 0 })
  expect(judgeStep(2, null, false)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

test('the last line sums the steps, and the exit code is 0 only when something ran and nothing failed', () => {
  const good = summarise([step('unit', 10, 0), step('e2e', 2, 0)])
  expect(good.lines.at(-1)).toBe('12 passed, 0 failed')
  expect(good.lines[0]).toBe('ok    unit     1.3s  10 passed, 0 failed')
  expect(good.exitCode).toBe(0)
  expect(summarise([step('unit', 10, 1)])).toMatchObject({
    exitCode: 1,
    lines: [expect.any(String), '10 passed, 1 failed'],
  })
  expect(summarise([])).toEqual({ lines: ['0 passed, 0 failed'], exitCode: 1 })
})
