/**
 * `npm test`: every check and every suite, in order, to the end even when one fails. Ends with a line per step and
 * one plain line "N passed, N failed". Names as arguments run only those steps.
 */

import fs from 'node:fs'
import path from 'node:path'
import { runAttached } from './child.mjs'
import { ensure } from './ensure.mjs'
import { log, runMain, SetupError } from './log.mjs'
import { out, root } from './project.mjs'
import { countPlaywright, countVitest, judgeStep, summarise } from './test-summary.mjs'

const reports = path.join(out, 'test')
const launcher = path.join(import.meta.dirname, 'run.mjs')

/**
 * @typedef {import('./test-summary.mjs').StepResult} StepResult
 * @typedef {object} Step
 * @property {string} name
 * @property {string[]} run arguments for run.mjs
 * @property {'check' | 'vitest' | 'playwright'} kind
 * @property {() => string | null} [skip] why the step cannot run here
 */

const noOracles = () =>
  fs.existsSync(path.resolve(root, '../shared/oracles')) ? null : 'no reference data (../shared/oracles)'

/** @type {Step[]} */
const steps = [
  { name: 'types', run: ['typecheck'], kind: 'check' },
  { name: 'lint', run: ['lint'], kind: 'check' },
  { name: 'imports', run: ['imports'], kind: 'check' },
  { name: 'unused', run: ['unused'], kind: 'check' },
  { name: 'build', run: ['build'], kind: 'check' },
  { name: 'unit', run: ['vitest', 'run', '--exclude', 'tests/oracles/**'], kind: 'vitest' },
  { name: 'oracles', run: ['vitest', 'run', 'tests/oracles'], kind: 'vitest', skip: noOracles },
  { name: 'e2e', run: ['playwright', 'test', '--project', 'e2e'], kind: 'playwright' },
  { name: 'package', run: ['package'], kind: 'check' },
  { name: 'packaged-app', run: ['playwright', 'test', '--project', 'packaged-app'], kind: 'playwright' },
]

/** @param {Step} step @returns {Promise<StepResult>} */
async function perform(step) {
  const started = performance.now()
  const seconds = () => (performance.now() - started) / 1000
  const isSuite = step.kind !== 'check'
  const reason = step.skip?.() ?? null
  if (reason !== null) return { name: step.name, isSuite, passed: 0, failed: 0, skipped: 0, seconds: 0, note: reason }
  log(`── ${step.name}`)
  const report = path.join(reports, `${step.name}.json`)
  fs.rmSync(report, { force: true })
  const reporters =
    step.kind === 'vitest' ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : []
  const env = { ...process.env, REGULARS_TEST_REPORT: report }
  const exitCode = await runAttached(process.execPath, [launcher, ...step.run, ...reporters], { env, stdin: 'ignore' })
  return { name: step.name, isSuite, ...judgeStep(exitCode, readCounts(step, report), isSuite), seconds: seconds() }
}

/** @param {Step} step @param {string} report */
function readCounts(step, report) {
  if (step.kind === 'check' || !fs.existsSync(report)) return null
  const content = JSON.parse(fs.readFileSync(report, 'utf8'))
  return step.kind === 'vitest' ? countVitest(content) : countPlaywright(content)
}

/** @param {string[]} names */
function choose(names) {
  const unknown = names.find((name) => !steps.some((step) => step.name === name))
  if (unknown) throw new SetupError(`Unknown step '${unknown}'. Known: ${steps.map((step) => step.name).join(', ')}`)
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name))
}

await runMain(async () => {
  const chosen = choose(process.argv.slice(2))
  await ensure({ purposes: ['headless', 'fonts', 'checks'] })
  fs.mkdirSync(reports, { recursive: true })
  /** @type {StepResult[]} */
  const results = []
  for (const step of chosen) results.push(await perform(step))
  const { lines, exitCode } = summarise(results)
  console.log(`\n${lines.join('\n')}`)
  return exitCode
})
