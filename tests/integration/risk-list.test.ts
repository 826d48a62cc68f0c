import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeTelcoLike } from '../e2e/telco-like'
import { document, refusal } from './command-line'

interface Written {
  rowsWritten: number
  nKnown: number
  outlook: { selected: number; ranked: number; expected: number; measured: { caught: number; reached: number } | null }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-risk-'))
const workspace = path.join(folder, 'risk.regulars')
const place = ['--workspace', workspace]
const features = ['tenure', 'InternetService', 'OnlineSecurity', 'Contract', 'PaymentMethod', 'MonthlyCharges']

async function model(method: string, params: object = {}): Promise<string> {
  const columns = JSON.stringify({ target: 'Churn', features })
  const { runId } = await document<{ runId: string }>(
    ...['run', method, ...place, '--dataset', 'made', '--columns', columns, '--params', JSON.stringify(params)],
  )
  return runId
}

async function list(runId: string, dataset: string, choice: object): Promise<Written & { rows: string[][] }> {
  const out = path.join(folder, `${dataset}.csv`)
  const written = await document<Written>(
    ...['score', ...place, '--model', runId, '--dataset', dataset, '--list', JSON.stringify(choice), '--out', out],
  )
  const lines = fs.readFileSync(out, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
  return { ...written, rows: lines.slice(1).map((line) => line.split(',')) }
}

/** Small trees, so that a question in SQL stays short. */
const own: Record<string, object> = {
  'decision-tree': { maxDepth: 4 },
  'random-forest': { maxDepth: 4, nTrees: 8 },
  'gradient-boosting': { nTrees: 8 },
}

describe('whom to contact', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    const file = path.join(folder, 'made.csv')
    writeTelcoLike(file, 800, 3)
    await document('import', file, ...place, '--dataset', 'made')
    await document('import', file, ...place, '--dataset', 'next')
  }, 120_000)
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  test('on another dataset the list is the highest probability × value of those who have not left, as one sorts by hand', async () => {
    const runId = await model('logistic-regression')
    const choice = {
      value: { kind: 'column', column: 'MonthlyCharges' },
      limit: { kind: 'capacity', count: 50 },
      leaveOutKnown: true,
    }
    const { rows, rowsWritten, outlook, nKnown } = await list(runId, 'next', choice)
    const scored = await document<{ probabilities: number[] }>('score', ...place, '--model', runId, '--dataset', 'next')
    const { rows: cells } = await document<{ rows: [string, number, string][] }>(
      ...['query', ...place, 'SELECT customerID, MonthlyCharges, Churn FROM next ORDER BY _row'],
    )
    const expected = cells
      .map(([id, worth, churn], i) => ({ id, churn, risk: (scored.probabilities[i] as number) * worth }))
      .filter(({ churn }) => churn === 'No')
      .sort((a, b) => b.risk - a.risk)
    expect(rows.map(([, id]) => id)).toEqual(expected.slice(0, 50).map(({ id }) => id))
    expect(rowsWritten).toBe(50)
    expect(outlook).toMatchObject({ selected: 50, ranked: expected.length, measured: null })
    expect(nKnown).toBe(cells.length - expected.length)
    expect(rows.every((row) => (row.at(-1) ?? '') !== '' && row[5] !== '')).toBe(true)
  })

  test('on the rows learned from, what is caught was measured by models that had not seen them', async () => {
    const runId = await model('random-forest', { nTrees: 30 })
    const { outlook } = await list(runId, 'made', { limit: { kind: 'capacity', count: 100 }, leaveOutKnown: false })
    const measured = outlook.measured as NonNullable<Written['outlook']['measured']>
    expect(measured.reached).toBeGreaterThanOrEqual(100)
    // A forest that had seen the rows would name nearly all of them right.
    expect(measured.caught / measured.reached).toBeLessThan(0.95)
    expect(measured.caught / measured.reached).toBeGreaterThan(0.5)
  })

  test.each(['k-nearest', 'naive-bayes', 'neural-network'])(
    '%s, which has no exact reasons, names some',
    async (id) => {
      const { rows } = await list(await model(id), 'made', { limit: { kind: 'capacity', count: 20 } })
      expect(rows).toHaveLength(20)
      expect(rows.filter((row) => row[3] !== '').length).toBeGreaterThan(15)
    },
  )

  test('kept as a segment, it has the same customers', async () => {
    const runId = await model('logistic-regression')
    const choice = { limit: { kind: 'threshold', probability: 0.6 } }
    const { rows } = await list(runId, 'made', choice)
    const definition = JSON.stringify({ kind: 'risk', runId, choice })
    await document('segment', 'create', ...place, '--dataset', 'made', '--name', 'Risky', '--definition', definition)
    const out = path.join(folder, 'risky.csv')
    await document('segment', 'members', 'Risky', ...place, '--out', out)
    const members = fs.readFileSync(out, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n').slice(1)
    expect(members.map((line) => line.split(',')[0]).sort()).toEqual(rows.map(([, id]) => id).sort())
    expect(members.every((line) => line.includes('→'))).toBe(true)
  })

  test('scored as a step of preparation, every row has the probability that score says', async () => {
    const runId = await model('decision-tree', { maxDepth: 4 })
    const steps = path.join(folder, 'steps.json')
    fs.writeFileSync(steps, JSON.stringify({ steps: [{ kind: 'score-rows', params: { runId, name: 'likely' } }] }))
    await document('recipe', 'apply', ...place, '--dataset', 'next', '--steps', steps, '--as', 'scored')
    const { probabilities } = await document<{ probabilities: number[] }>(
      ...['score', ...place, '--model', runId, '--dataset', 'next'],
    )
    const { rows } = await document<{ rows: [number][] }>('query', ...place, 'SELECT likely FROM scored ORDER BY _row')
    expect(rows.map(([likely]) => likely)).toEqual(probabilities)
  })

  test.each(['logistic-regression', 'decision-tree', 'random-forest', 'gradient-boosting'])(
    '%s: its SQL gives the probabilities that score says',
    async (id) => {
      const runId = await model(id, own[id])
      const out = path.join(folder, `${id}.sql`)
      await document('model', ...place, '--run', runId, '--out', out)
      const question = fs.readFileSync(out, 'utf8').trim().replace(/;$/, '')
      const { rows } = await document<{ rows: [number][] }>(
        'query',
        ...place,
        `SELECT probability FROM (${question}) ORDER BY _row`,
      )
      const { probabilities } = await document<{ probabilities: number[] }>(
        ...['score', ...place, '--model', runId, '--dataset', 'made'],
      )
      expect(rows).toHaveLength(probabilities.length)
      for (const [i, [probability]] of rows.entries())
        expect(Math.abs(probability - (probabilities[i] as number))).toBeLessThan(1e-9)
    },
  )

  test('a regression has no such list, and says so', async () => {
    const columns = JSON.stringify({ target: 'MonthlyCharges', features: ['tenure', 'Contract'] })
    const { runId } = await document<{ runId: string }>(
      ...['run', 'linear-regression', ...place, '--dataset', 'made', '--columns', columns],
    )
    const refused = await refusal(
      ...[
        'score',
        ...place,
        '--model',
        runId,
        '--dataset',
        'made',
        '--list',
        '{}',
        '--out',
        path.join(folder, 'x.csv'),
      ],
    )
    expect(refused.error['code']).toBe('riskNotBinary')
  })
})
