import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { document, refusal } from '../integration/command-line'
import { churnSplit } from './churn-input'
import { hasOracles, oraclePath, readPlainCsv, reference } from './oracles'

interface Ran {
  runId: string
  result: {
    testRows: number[]
    probabilities: number[]
    predictions: number[]
    metrics: Record<string, number>
    confusionMatrix: Record<string, number>
    coefficients: { term: string; estimate: number; standardError: number | null }[]
  }
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-prediction-'))
const workspace = path.join(folder, 'churn.regulars')

/** The data of the reference, in which two levels that say the same were put together. */
function writeChurn(): string {
  const file = path.join(folder, 'churn.csv')
  const words = fs.readFileSync(oraclePath('data', 'telco', 'Telco-Customer-Churn.csv'), 'utf8')
  fs.writeFileSync(file, words.replaceAll('No internet service', 'No').replaceAll('No phone service', 'No'))
  return file
}

async function run(method: string, params: Record<string, unknown>): Promise<Ran> {
  const { header } = readPlainCsv('telco', 'Telco-Customer-Churn.csv')
  const features = header.filter((name) => name !== 'customerID' && name !== 'Churn')
  const file = path.join(folder, `${method}.json`)
  fs.writeFileSync(file, JSON.stringify({ split: churnSplit().rows, folds: 0, ...params }))
  const columns = JSON.stringify({ target: 'Churn', features })
  return document(
    'run',
    method,
    '--workspace',
    workspace,
    '--dataset',
    'churn',
    '--columns',
    columns,
    '--params',
    `@${file}`,
  )
}

// Oracle: statsmodels and scikit-learn (scripts/churn.py), through the real command line and the real file.
describe.skipIf(!hasOracles)('predictions from the command line', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await document('import', writeChurn(), '--workspace', workspace, '--dataset', 'churn')
  }, 120_000)
  afterAll(() => fs.rmSync(folder, { recursive: true }))

  test('logistic regression equals the reference; score, SQL and JSON equal the run', async () => {
    const { runId, result } = await run('logistic-regression', { penalty: 'none' })
    const expected = reference<{ logit_mle: { terms: string[]; coef: number[]; test: { confusion: object } } }>(
      'churn_models',
    )
    const { terms, coef, test: tested } = expected.logit_mle
    expect(result.coefficients.map(({ term }) => term)).toEqual(terms.slice(1))
    for (const [j, { estimate }] of result.coefficients.entries()) {
      expect(Math.abs(estimate - (coef[j + 1] as number))).toBeLessThan(1e-7 + 1e-6 * Math.abs(coef[j + 1] as number))
    }
    expect(result.confusionMatrix).toEqual(tested.confusion)
    expect(result.testRows).toEqual(churnSplit().test_index)
    expect(Object.keys(result)).not.toContain('fitted')

    const scored = await document<{ probabilities: number[]; nRows: number }>(
      ...['score', '--workspace', workspace, '--model', runId, '--dataset', 'churn'],
    )
    expect(scored.nRows).toBe(7043)
    expect(result.testRows.map((row) => scored.probabilities[row])).toEqual(result.probabilities)

    const sql = path.join(folder, 'model.sql')
    await document('model', '--workspace', workspace, '--run', runId, '--out', sql)
    const question = `SELECT probability FROM (${fs.readFileSync(sql, 'utf8')}) ORDER BY _row`
    const { rows } = await document<{ rows: number[][] }>('query', '--workspace', workspace, question)
    expect(rows).toHaveLength(7043)
    for (const [i, row] of rows.entries()) {
      expect(Math.abs((row[0] as number) - (scored.probabilities[i] as number))).toBeLessThan(1e-12)
    }

    const json = path.join(folder, 'model.json')
    await document('model', '--workspace', workspace, '--run', runId, '--out', json)
    const model = JSON.parse(fs.readFileSync(json, 'utf8')) as { fitted: { pipeline: { terms: string[] } } }
    expect(model.fitted.pipeline.terms).toEqual(terms.slice(1))
  })

  test('a linear model of a number: SQL equals score', async () => {
    const columns = JSON.stringify({
      target: 'TotalCharges',
      features: ['tenure', 'MonthlyCharges', 'Contract', 'SeniorCitizen'],
    })
    const { runId } = await document<Ran>(
      ...['run', 'linear-regression', '--workspace', workspace, '--dataset', 'churn', '--columns', columns],
      ...['--params', '{"degree":2}'],
    )
    const { predictions } = await document<{ predictions: number[] }>(
      ...['score', '--workspace', workspace, '--model', runId, '--dataset', 'churn'],
    )
    const sql = path.join(folder, 'linear.sql')
    await document('model', '--workspace', workspace, '--run', runId, '--out', sql)
    const question = `SELECT prediction FROM (${fs.readFileSync(sql, 'utf8')}) ORDER BY _row`
    const { rows } = await document<{ rows: number[][] }>('query', '--workspace', workspace, question)
    for (const [i, row] of rows.entries()) expect(row[0] as number).toBeCloseTo(predictions[i] as number, 7)
  })

  test('next month: unknown categories and drift are reported, missing columns refused by name', async () => {
    const { runId } = await run('logistic-regression', { penalty: 'l2' })
    const [head = '', ...lines] = fs.readFileSync(path.join(folder, 'churn.csv'), 'utf8').trim().split('\n')
    const later = path.join(folder, 'later.csv')
    const changed = lines.slice(0, 500).map((line) => line.replace('Month-to-month', 'Weekly'))
    fs.writeFileSync(later, [head, ...changed].join('\n'))
    await document('import', later, '--workspace', workspace, '--dataset', 'later')
    const { report } = await document<{
      report: {
        unknown: { column: string; levels: string[]; rows: number }[]
        drift: { column: string; level: string }[]
      }
    }>('score', '--workspace', workspace, '--model', runId, '--dataset', 'later')
    expect(report.unknown).toMatchObject([{ column: 'Contract', levels: ['Weekly'] }])
    expect(report.drift.find(({ column }) => column === 'Contract')?.level).toBe('much')
    expect(report.drift.find(({ column }) => column === 'gender')?.level).toBe('none')

    const fewer = path.join(folder, 'fewer.csv')
    fs.writeFileSync(fewer, 'customerID,gender\na,Male\nb,Female\n')
    await document('import', fewer, '--workspace', workspace, '--dataset', 'fewer')
    const refused = await refusal('score', '--workspace', workspace, '--model', runId, '--dataset', 'fewer')
    expect(refused.code).toBe(1)
    expect(refused.error).toMatchObject({ code: 'scoreColumnsMissing' })
    expect(refused.error['message']).toContain('tenure')
  })
})
