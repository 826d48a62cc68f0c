import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRandom } from '@shared/math/random'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { document, refusal } from './command-line'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-hard-'))
const workspace = path.join(folder, 'hard.regulars')

async function imported(name: string, header: string, lines: readonly string[]): Promise<void> {
  const file = path.join(folder, `${name}.csv`)
  fs.writeFileSync(file, [header, ...lines, ''].join('\n'))
  await document('import', file, '--workspace', workspace, '--dataset', name)
}

const run = (dataset: string, features: string[], target = 'left') => [
  ...['run', 'logistic-regression', '--workspace', workspace, '--dataset', dataset],
  ...['--columns', JSON.stringify({ target, features }), '--params', '{"folds":2}'],
]

// Through the real command line: a right answer or a clear refusal, never a number that is none.
describe('hard targets from the command line', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    const random = createRandom(6)
    const rows = Array.from({ length: 400 }, (_, i) => {
      const left = random.next() < 0.3
      return { left: left ? 'Yes' : 'No', spend: (left ? 1 : 0) + random.normal(), plan: 'abc'[random.integer(3)], i }
    })
    await imported(
      'one',
      'left,spend',
      rows.map(({ spend }) => `Yes,${spend}`),
    )
    await imported(
      'typo',
      'left,spend',
      rows.map(({ left, spend, i }) => `${i === 7 ? 'Yse' : left},${spend}`),
    )
    await imported(
      'plans',
      'plan,spend,left',
      rows.map(({ plan, spend, left }) => `${plan},${spend},${left}`),
    )
    await imported(
      'few',
      'left,spend',
      rows.slice(0, 5).map(({ left, spend }) => `${left},${spend}`),
    )
  }, 120_000)
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  test.each([
    ['one', 'targetOneClass'],
    ['typo', 'targetSlip'],
  ])('%s is refused by code, with the column', async (dataset, code) => {
    const { code: exit, error } = await refusal(...run(dataset, ['spend']))
    expect(exit).toBe(1)
    expect(error).toMatchObject({ code, column: 'left' })
  })

  test('five rows are refused', async () => {
    const { error } = await refusal(...run('few', ['spend']))
    expect(['tooFewRows', 'classTooRare', 'targetOneClass']).toContain(error['code'])
  })

  test('explain: base and contributions of a row add up to its log-odds, for two classes and for three', async () => {
    interface Explained {
      probabilities: number[]
      space: string
      base: number
      contributions: { contribution: number }[]
      class: string
    }
    const two = await document<{ runId: string }>(...run('plans', ['spend', 'plan']))
    const one = await document<Explained>('explain', '--workspace', workspace, '--run', two.runId, '--row', '11')
    const sum = one.base + one.contributions.reduce((total, { contribution }) => total + contribution, 0)
    expect(one.space).toBe('log-odds')
    expect(1 / (1 + Math.exp(-sum))).toBeCloseTo(one.probabilities[1] as number, 9)
    const three = await document<{ runId: string }>(...run('plans', ['spend', 'left'], 'plan'))
    const other = await document<Explained>('explain', '--workspace', workspace, '--run', three.runId, '--row', '11')
    expect(['a', 'b', 'c']).toContain(other.class)
    const logs = other.probabilities.map(Math.log)
    const mean = logs.reduce((a, b) => a + b, 0) / 3
    const centred = other.base + other.contributions.reduce((total, { contribution }) => total + contribution, 0)
    expect(centred).toBeCloseTo(Math.max(...logs) - mean, 9)
  })

  test('a search and a calibration from the command line: what was tried is written, score equals the run', async () => {
    const params = { tune: 'random', nCandidates: 4, calibration: 'isotonic', folds: 2 }
    const columns = JSON.stringify({ target: 'left', features: ['spend', 'plan'] })
    const at = ['--workspace', workspace, '--dataset', 'plans']
    const { runId, result } = await document<{
      runId: string
      result: {
        testRows: number[]
        probabilities: number[]
        tuning: { trials: unknown[] }
        calibration: { kind: string }
      }
    }>('run', 'decision-tree', ...at, '--columns', columns, '--params', JSON.stringify(params))
    expect(result.tuning.trials).toHaveLength(4)
    expect(result.calibration.kind).toBe('isotonic')
    const scored = await document<{ probabilities: number[] }>('score', ...at, '--model', runId)
    expect(result.testRows.map((row) => scored.probabilities[row])).toEqual(result.probabilities)
    const sql = path.join(folder, 'tree.sql')
    await document('model', '--workspace', workspace, '--run', runId, '--out', sql)
    const question = `SELECT probability FROM (${fs.readFileSync(sql, 'utf8')}) ORDER BY _row`
    const { rows } = await document<{ rows: number[][] }>('query', '--workspace', workspace, question)
    for (const [i, row] of rows.entries()) expect(row[0]).toBeCloseTo(scored.probabilities[i] as number, 12)
  })
})
