/** Counts of a test run: from the JSON reports of vitest and Playwright to one line. */

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {Counts & { name: string, seconds: number, isSuite: boolean, note?: string }} StepResult */

/**
 * @typedef {object} VitestReport
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {{ status: string, assertionResults: { status: string }[] }[]} testResults
 */

/**
 * Counts of vitest's JSON report. A file that fails outside its tests (it cannot be loaded) counts as one failure.
 * @param {VitestReport} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((result) => result.status === 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests,
  }
}

/**
 * Counts of Playwright's JSON report. A test that passed only when repeated is a failure; so is an error outside of
 * any test.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[] }} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

/**
 * The outcome of one step. The exit code is believed before the report: a process that failed without saying why, or
 * left no report, is one failure; a suite without a single test is one too.
 * @param {number} exitCode
 * @param {Counts | null} counts null for a check, or for a suite that left no report
 * @param {boolean} isSuite whether tests were expected
 * @returns {Counts}
 */
export function judgeStep(exitCode, counts, isSuite) {
  if (!isSuite) return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 }
  const found = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const silentFailure = found.failed === 0 && (exitCode !== 0 || found.passed === 0)
  return silentFailure ? { ...found, failed: 1 } : found
}

/**
 * @param {StepResult[]} results
 * @returns {{ lines: string[], exitCode: number }} a line per step, then "N passed, N failed"; 0 only when something
 *   was tested and nothing failed
 */
export function summarise(results) {
  const width = Math.max(0, ...results.map((result) => result.name.length))
  const lines = results.map((result) => {
    const mark = result.failed > 0 ? 'FAIL' : result.passed > 0 ? 'ok' : 'skip'
    const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : ''
    const counts = result.note ?? `${result.passed} passed, ${result.failed} failed${skipped}`
    return `${mark.padEnd(4)}  ${result.name.padEnd(width)}  ${result.seconds.toFixed(1).padStart(6)}s  ${counts}`
  })
  const passed = sum(results, (result) => result.passed)
  const failed = sum(results, (result) => result.failed)
  const ran = sum(results, (result) => result.passed + result.failed)
  return { lines: [...lines, `${passed} passed, ${failed} failed`], exitCode: failed === 0 && ran > 0 ? 0 : 1 }
}

/** @template T @param {T[]} items @param {(item: T) => number} value */
function sum(items, value) {
  return items.reduce((total, item) => total + value(item), 0)
}
