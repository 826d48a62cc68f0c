import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { takeLock } from '../../electron/database/workspace-lock'
import { scratchFolder } from '../electron/database/scratch'
import { command, document, finished, refusal, saying, startCommand } from './command-line'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)
const workspace = place('shop.regulars')
const columns = '{"features":["spend","visits"]}'

interface Run {
  runId: string
  methodId: string
  result: { labels: (number | null)[]; inertia: number }
  diagnostics: { rowsUsed: number; rowsDropped: number; seed: number }
}

/** Customers in three groups; `id` has leading zeros, a few rows have a word where their spend should be. */
function spreadsheet(name: string, rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const group = i % 3
    const spend = i % 450 === 7 ? 'oops' : (group * 100 + ((i * 7) % 13) / 8).toFixed(3)
    return `${String(i).padStart(7, '0')},${spend},${group * 20 + (i % 7)},城市${i % 5}`
  })
  fs.writeFileSync(place(name), `id,spend,visits,city\n${lines.join('\n')}\n`)
  return place(name)
}

beforeAll(async () => {
  await document('import', spreadsheet('shop.csv', 900), '--workspace', workspace)
})

describe('import', () => {
  test('rows read = rows imported + rows rejected, and the table has the imported ones', async () => {
    const receipt = await document<Record<string, number>>(
      ...['import', place('shop.csv'), '--workspace', place('other.regulars'), '--dataset', 'Kunden'],
    )
    expect(receipt).toMatchObject({ dataset: 'Kunden', rowsRead: 900, encoding: 'utf-8', delimiter: ',' })
    expect(receipt['rowsRead']).toBe((receipt['rowsImported'] ?? 0) + (receipt['rowsRejected'] ?? 0))
    const sql = 'SELECT count(*), min(_row), max(_row), min(id) FROM Kunden'
    const { rows } = await document<{ rows: unknown[][] }>('query', '--workspace', place('other.regulars'), sql)
    const imported = receipt['rowsImported'] ?? 0
    expect(rows).toEqual([[imported, 0, imported - 1, '0000000']])
  })

  test('as text keeps every cell as it is written', async () => {
    const options = '{"types":"text"}'
    const args = ['import', place('shop.csv'), '--workspace', place('text.regulars'), '--options', options]
    expect(await document(...args)).toMatchObject({ rowsImported: 900, rowsRejected: 0 })
    const { rows } = await document<{ rows: unknown[][] }>(
      ...['query', '--workspace', place('text.regulars'), 'SELECT spend FROM shop WHERE _row IN (3, 7)'],
    )
    expect(rows).toEqual([['1.000'], ['oops']])
  })

  test('of a file that is not there is refused and makes no workspace', async () => {
    const { code, error } = await refusal('import', place('none.csv'), '--workspace', place('none.regulars'))
    expect([code, error['code']]).toEqual([1, 'fileNotFound'])
    expect(fs.existsSync(place('none.regulars'))).toBe(false)
  })

  test('into one new workspace, twice at once: what one of them reports done is there', async () => {
    const shared = place('shared.regulars')
    const args = (name: string) => ['import', place('shop.csv'), '--workspace', shared, '--dataset', name]
    const names = ['first', 'second']
    const both = await Promise.all(names.map((name) => command(...args(name))))
    const done = names.filter((_, i) => both[i]?.code === 0)
    expect(done.length).toBeGreaterThan(0)
    for (const { code, stderr } of both) if (code !== 0) expect(stderr).toContain('workspaceLocked')
    const { datasets } = await document<{ datasets: { name: string }[] }>('datasets', '--workspace', shared)
    expect(datasets.map(({ name }) => name).sort()).toEqual(done)
  })

  test.each(['sqlite_stat', ' '])('under the name %j, which no view can have, is refused', async (name) => {
    const args = ['import', place('shop.csv'), '--workspace', workspace, '--dataset', name]
    expect(await refusal(...args)).toMatchObject({ code: 1, error: { code: 'datasetNameReserved' } })
  })

  test('with an option that does not exist is refused by name', async () => {
    const args = ['import', place('shop.csv'), '--workspace', workspace, '--options', '{"colour":1}']
    expect(await refusal(...args)).toMatchObject({ code: 1, error: { code: 'importOptionInvalid' } })
  })
})

describe('run', () => {
  const kMeans = ['run', 'k-means', '--workspace', workspace, '--dataset', 'shop', '--columns', columns]

  test('same seed, same result; another process makes no difference', async () => {
    const args = [...kMeans, '--params', '{"k":3}', '--seed', '5']
    const [a, b] = [await document<Run>(...args), await document<Run>(...args)]
    expect(a.result).toEqual(b.result)
    expect(a.runId).not.toBe(b.runId)
    expect(a.diagnostics).toMatchObject({ seed: 5 })
  })

  test('one label per row of the dataset, null where the row was not taken', async () => {
    const { result, diagnostics } = await document<Run>(...kMeans, '--params', '{"k":2}', '--where', 'visits >= 20')
    const { rows } = await document<{ rows: number[][] }>(
      ...['query', '--workspace', workspace, 'SELECT _row FROM shop WHERE visits >= 20'],
    )
    const taken = result.labels.flatMap((label, row) => (label === null ? [] : [row]))
    expect(taken).toHaveLength(diagnostics.rowsUsed)
    const wanted = new Set(rows.map(([row]) => row))
    expect(taken.every((row) => wanted.has(row))).toBe(true)
  })

  test('parameters from a file, the document to a file', async () => {
    fs.writeFileSync(place('params.json'), '{"k": 3}')
    const { stdout } = await command(...kMeans, '--params', `@${place('params.json')}`, '--out', place('run.json'))
    expect(stdout).toBe('')
    const written = JSON.parse(fs.readFileSync(place('run.json'), 'utf8')) as Run
    expect(new Set(written.result.labels.filter((label) => label !== null)).size).toBe(3)
  })

  test('describe takes all columns when none are named', async () => {
    const args = ['run', 'describe', '--workspace', workspace, '--dataset', 'shop']
    const { result } = await document<{ result: { columns: { name: string }[] } }>(...args)
    expect(result.columns.map(({ name }) => name)).toEqual(['id', 'spend', 'visits', 'city'])
  })

  const refused: [string, string[], number, object][] = [
    ['a method that does not exist', ['run', 'magic', '--workspace', workspace], 1, { code: 'methodUnknown' }],
    ['a parameter out of range', [...kMeans, '--params', '{"k":1}'], 1, { code: 'parameterInvalid', parameter: 'k' }],
    ['an unknown parameter', [...kMeans, '--params', '{"q":1}'], 1, { code: 'parameterUnknown', parameter: 'q' }],
    ['a negative seed', [...kMeans, '--seed', '-1'], 1, { code: 'parameterInvalid', parameter: 'seed' }],
    [
      'a column that does not exist',
      ['run', 'k-means', '--workspace', workspace, '--dataset', 'shop', '--columns', '{"features":["price"]}'],
      1,
      { code: 'columnMissing', column: 'price' },
    ],
    ['a dataset that does not exist', [...kMeans.slice(0, 5), 'x', ...kMeans.slice(6)], 1, { code: 'datasetUnknown' }],
    ['a condition that is none', [...kMeans, '--where', '1) OR (1'], 1, { code: 'whereInvalid' }],
    ['an empty condition', [...kMeans, '--where', ''], 1, { code: 'whereInvalid' }],
    ['an empty segment', [...kMeans, '--segment', ''], 1, { code: 'segmentUnknown' }],
    ['the workspace as the file to write', [...kMeans, '--out', workspace], 2, { code: 'commandLineInvalid' }],
    ['JSON that is none', [...kMeans, '--params', '{k'], 2, { code: 'commandLineInvalid' }],
    ['an unknown option', [...kMeans, '--fast'], 2, { code: 'commandLineInvalid' }],
    ['no workspace', ['run', 'k-means'], 2, { code: 'commandLineInvalid' }],
    ['an unknown command', ['fly'], 2, { code: 'commandLineInvalid' }],
  ]
  test.each(refused)('%s is refused, with the error as the last line', async (_, args, code, error) => {
    const answer = await refusal(...args)
    expect(answer).toMatchObject({ code, error })
    expect(String(answer.error['message'])).not.toMatch(/^errors\./)
  })
})

describe('methods', () => {
  test('lists them; one has its inputs and the JSON Schema of its parameters', async () => {
    const { methods } = await document<{ methods: { id: string }[] }>('methods')
    expect(methods.map(({ id }) => id)).toEqual(expect.arrayContaining(['describe', 'k-means', 'pca']))
    const schema = await document<{ params: { properties: object }; inputs: object }>('methods', 'k-means')
    expect(Object.keys(schema.params.properties)).toEqual(expect.arrayContaining(['k', 'nInit', 'scaling']))
    expect(Object.keys(schema.inputs)).toContain('features')
  })
})

describe('query', () => {
  test('cannot change anything', async () => {
    const state = ['query', '--workspace', workspace, 'SELECT count(*), (SELECT count(*) FROM run) FROM shop']
    const before = await document(...state)
    for (const sql of ['DELETE FROM run', "ATTACH 'x.db' AS x", 'PRAGMA user_version = 9', 'DROP TABLE run']) {
      expect(await refusal('query', '--workspace', workspace, sql)).toMatchObject({ code: 1 })
    }
    expect(await document(...state)).toEqual(before)
    expect(await document('verify', '--workspace', workspace, '--quick')).toMatchObject({ ok: true })
  })

  test('without rows has columns all the same', async () => {
    const sql = 'SELECT id, spend FROM shop WHERE 0'
    expect(await document('query', '--workspace', workspace, sql)).toEqual({ columns: ['id', 'spend'], rows: [] })
  })

  test('a long answer arrives whole through a slow pipe', async () => {
    const sql = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT i FROM n'
    const child = startCommand(['query', '--workspace', workspace, sql])
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const { code, stdout } = await finished(child)
    expect(code).toBe(0)
    expect((JSON.parse(stdout) as { rows: number[][] }).rows).toHaveLength(400_000)
  })
})

describe('export', () => {
  const out = (name: string) => ['export', '--workspace', workspace, '--dataset', 'shop', '--out', place(name)]

  test('writes the rows of a condition, says what was written, and imports back the same', async () => {
    const receipt = await document<Record<string, unknown>>(...out('top.csv'), '--where', 'spend > 150')
    const { rows } = await document<{ rows: unknown[][] }>(
      ...['query', '--workspace', workspace, 'SELECT id, spend, visits, city FROM shop WHERE spend > 150'],
    )
    expect(receipt).toMatchObject({ dataset: 'shop', format: 'csv', rows: rows.length, cellsEscaped: 0 })
    const back = ['import', place('top.csv'), '--workspace', place('back.regulars')]
    expect(await document(...back)).toMatchObject({ rowsRead: rows.length, sha256: receipt['sha256'] })
    const again = await document<{ rows: unknown[][] }>(
      ...['query', '--workspace', place('back.regulars'), 'SELECT id, spend, visits, city FROM top'],
    )
    expect(again.rows).toEqual(rows)
  })

  test.each(['xlsx', 'parquet', 'json'])('to %s and back keeps every cell', async (format) => {
    const receipt = await document<Record<string, unknown>>(...out(`all.${format}`))
    expect(receipt['rows']).toBe(898)
    await document('import', place(`all.${format}`), '--workspace', place(`${format}.regulars`))
    const sql = 'SELECT id, spend, visits, city FROM'
    const before = await document<{ rows: unknown[][] }>('query', '--workspace', workspace, `${sql} shop`)
    const after = await document('query', '--workspace', place(`${format}.regulars`), `${sql} "all"`)
    expect(after).toMatchObject({ rows: before.rows })
  })

  test('of a column that is not there is refused and leaves no file', async () => {
    const { code, error } = await refusal(...out('none.csv'), '--columns', '["absent"]')
    expect([code, error['code'], error['column']]).toEqual([1, 'columnMissing', 'absent'])
    expect(fs.existsSync(place('none.csv'))).toBe(false)
  })

  test('to a format that does not exist is not understood', async () => {
    expect((await refusal(...out('rows.docx'))).code).toBe(2)
  })
})

describe('report', () => {
  test.each(['html', 'xlsx'])('is written as %s, and its document says where', async (format) => {
    const out = place(`report.${format}`)
    const written = await document<{ path: string; bytes: number }>('report', '--workspace', workspace, '--out', out)
    expect(written).toMatchObject({ path: out, bytes: fs.statSync(out).size })
  })

  test('of no run at all is not understood as of all', async () => {
    const args = ['report', '--workspace', workspace, '--runs', '', '--out', place('none.html')]
    expect(await refusal(...args)).toMatchObject({ code: 2, error: { code: 'commandLineInvalid' } })
  })

  test('of a run that does not exist is refused and leaves nothing', async () => {
    const args = ['report', '--workspace', workspace, '--runs', 'nothing', '--out', place('nothing.html')]
    expect(await refusal(...args)).toMatchObject({ code: 1, error: { code: 'runUnknown' } })
    expect(fs.readdirSync(folder).filter((name) => name.includes('nothing'))).toEqual([])
  })
})

describe('verify', () => {
  test('computes every stored result again and finds it the same', async () => {
    const report = await document<{ ok: boolean; runs: number; recomputed: number }>(
      ...['verify', '--workspace', workspace],
    )
    expect(report.ok).toBe(true)
    expect(report.recomputed).toBe(report.runs)
    expect(report.runs).toBeGreaterThan(3)
  })

  test('finds one changed value in the data', async () => {
    const copy = place('changed.regulars')
    fs.copyFileSync(workspace, copy)
    const { default: Database } = await import('better-sqlite3')
    const database = new Database(copy)
    database.exec('UPDATE data_1 SET c2 = c2 + 1 WHERE _row = 5')
    database.close()
    expect((await command('verify', '--workspace', copy, '--quick')).code).toBe(0)
    const { code, stdout, stderr } = await command('verify', '--workspace', copy)
    expect([code, (JSON.parse(stdout) as { ok: boolean }).ok]).toEqual([1, false])
    expect(stderr).toContain('verifyFailed')
  })
})

describe('a workspace in use', () => {
  test('is refused, with who has it; nothing else is touched', async () => {
    const lock = takeLock(workspace, 'window')
    try {
      const { code, error } = await refusal('datasets', '--workspace', workspace)
      expect([code, error['code']]).toEqual([1, 'workspaceLocked'])
      expect(error['message']).toContain('the Regulars window')
      expect(error['message']).toContain(String(process.pid))
    } finally {
      lock.release()
    }
    expect((await command('datasets', '--workspace', workspace)).code).toBe(0)
  })
})

describe('interrupted', () => {
  const heavy = ['--params', '{"k":60,"nInit":2000,"maxIterations":5000}']
  const run = ['run', 'k-means', '--workspace', workspace, '--dataset', 'shop', '--columns', columns, ...heavy]

  async function isWhole(file: string): Promise<void> {
    expect(await document('verify', '--workspace', file, '--quick')).toMatchObject({ ok: true })
    const name = path.basename(file)
    expect(fs.readdirSync(folder).filter((other) => other.startsWith(name))).toEqual([name])
  }

  test('by SIGINT in the middle of a run: cancelled within a second, nothing half-done', async () => {
    const { runs } = await document<{ runs: number }>('verify', '--workspace', workspace, '--quick')
    const child = startCommand(run)
    const end = finished(child)
    await saying(child, 'Finding segments')
    const asked = performance.now()
    child.kill('SIGINT')
    const { code, stdout, stderr } = await end
    expect(performance.now() - asked).toBeLessThan(1500)
    expect([code, stdout]).toEqual([1, ''])
    expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ error: { code: 'cancelled' } })
    expect(await document('verify', '--workspace', workspace, '--quick')).toMatchObject({ ok: true, runs })
  })

  test('by SIGKILL in the middle of a run: the workspace opens at once and is whole', async () => {
    const child = startCommand(run)
    const end = finished(child)
    await saying(child, 'Finding segments')
    child.kill('SIGKILL')
    await end
    await isWhole(workspace)
  })

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'by %s in the middle of an import: nothing of it is left',
    async (signal) => {
      const big = spreadsheet('big.csv', 400_000)
      const file = place(`import-${signal}.regulars`)
      await document('import', place('shop.csv'), '--workspace', file)
      const child = startCommand(['import', big, '--workspace', file])
      const end = finished(child)
      await saying(child, 'Reading rows')
      await new Promise((resolve) => setTimeout(resolve, 150))
      child.kill(signal)
      const { code } = await end
      expect(code).not.toBe(0)
      await isWhole(file)
      const { datasets } = await document<{ datasets: { name: string }[] }>('datasets', '--workspace', file)
      expect(datasets.map(({ name }) => name)).toEqual(['shop'])
    },
  )
})
