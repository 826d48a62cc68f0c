import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { QueryClient } from '../../../electron/database/query-client'
import { createWorkspaceFile, type OpenWorkspace, openWorkspace } from '../../../electron/database/workspace-file'
import { addRevision } from './fill-workspace'
import { scratchFolder } from './scratch'

const file = path.join(scratchFolder(), 'query.regulars')
const client = new QueryClient()
let workspace: OpenWorkspace

beforeAll(() => {
  createWorkspaceFile(file)
  workspace = openWorkspace(file, { program: 'window' })
  addRevision(
    workspace.database,
    '客户 "A"',
    Array.from({ length: 12_000 }, (_, i) => [`c${i}`, i % 10 === 0 ? null : i]),
  )
})

async function answerTo(sql: string): Promise<{ columns: string[]; rows: unknown[][] }> {
  let columns: string[] = []
  const rows: unknown[][] = []
  for await (const part of client.query(file, sql)) {
    if ('columns' in part) columns = part.columns
    else rows.push(...(JSON.parse(`[${part.rows}]`) as unknown[][]))
  }
  return { columns, rows }
}

describe('queries', () => {
  test('a dataset is a view of its name, with its column names and _row', async () => {
    const { columns, rows } = await answerTo('SELECT _row, id, spend FROM "客户 ""A""" WHERE _row IN (0, 11999)')
    expect(columns).toEqual(['_row', 'id', 'spend'])
    expect(rows).toEqual([
      [0, 'c0', null],
      [11999, 'c11999', 11999],
    ])
  })

  test('rows come whole and in order through the batches', async () => {
    const { rows } = await answerTo('SELECT _row FROM "客户 ""A""" ORDER BY _row')
    expect(rows.map(([row]) => row)).toEqual(Array.from({ length: 12_000 }, (_, i) => i))
  })

  test('an integer too long for a number keeps its digits', async () => {
    expect((await answerTo('SELECT 9007199254740993, 42, 1.5, NULL, 9e999')).rows).toEqual([
      ['9007199254740993', 42, 1.5, null, 'Infinity'],
    ])
  })

  test.each(['dataset', 'revision', 'run', 'sqlite', 'main', '__proto__', "o'x", 'select'])(
    'a dataset may be called %s, in queries and in conditions',
    async (name) => {
      addRevision(workspace.database, name, [
        ['a', 1],
        ['b', 2],
      ])
      expect((await answerTo(`SELECT id FROM "${name}" ORDER BY spend DESC`)).rows).toEqual([['b'], ['a']])
      const { rowIds } = await client.selectRows(file, name, `spend > 1 AND "${name}".id = 'b'`, null)
      expect([...rowIds]).toEqual([1])
    },
  )

  test.each([
    ['DELETE FROM run', 'queryRefused'],
    ["ATTACH 'x' AS y", 'queryRefused'],
    ['SELECT 1; SELECT 2', 'queryFailed'],
    ['SELECT nothing FROM nowhere', 'queryFailed'],
  ])('%s is %s', async (sql, code) => {
    await expect(answerTo(sql)).rejects.toMatchObject({ error: { code } })
  })
})

describe('a question cannot change anything', () => {
  const bytes = () => {
    workspace.database.pragma('wal_checkpoint(TRUNCATE)')
    return createHash('sha256').update(fs.readFileSync(file)).digest('hex')
  }

  test.each([
    'DELETE FROM run',
    "ATTACH 'x.db' AS y",
    'DETACH main',
    'PRAGMA writable_schema = ON',
    'PRAGMA query_only = OFF',
    'PRAGMA user_version = 99',
    'PRAGMA hard_heap_limit = 0',
    'VACUUM',
    "VACUUM INTO 'stolen.db'",
    'BEGIN IMMEDIATE',
    'CREATE TEMP TABLE t (a)',
    "SELECT load_extension('x')",
    'WITH a AS (SELECT 1) DELETE FROM run',
    'WITH a AS (SELECT 1) INSERT INTO setting SELECT 1, 2',
    'SELECT 1; PRAGMA query_only = OFF; DELETE FROM run',
    "SELECT writefile('x', 'y')",
    "SELECT readfile('/etc/passwd')",
    "SELECT edit('x')",
    "SELECT fts3_tokenizer('simple', x'0000000000000000')",
    'EXPLAIN DELETE FROM run; DELETE FROM run',
    "/* SELECT */ UPDATE setting SET value = '1'",
    '-- SELECT\nDROP TABLE setting',
  ])('%j is refused, and the file stays as it is', async (sql) => {
    const before = bytes()
    await expect(answerTo(sql)).rejects.toMatchObject({
      error: { code: expect.stringMatching(/^query(Refused|Failed)$/) },
    })
    expect(bytes()).toBe(before)
  })

  test.each(['pragma_query_only', 'pragma_user_version', "pragma_journal_mode('delete')"])(
    'SELECT from %s reads at most',
    async (name) => {
      const before = bytes()
      await answerTo(`SELECT * FROM ${name}`).catch(() => null)
      expect(bytes()).toBe(before)
    },
  )

  test('more memory than a question may take ends it with its reason', async () => {
    const greedy =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400) SELECT group_concat(hex(zeroblob(4000000))) FROM n'
    await expect(answerTo(greedy)).rejects.toMatchObject({
      error: { code: expect.stringMatching(/^query(TooLarge|Failed)$/) },
    })
  })
})

const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n'

describe('what never ends is ended', () => {
  test('by its time limit', async () => {
    const answer = client.query(file, endless, { timeLimitMs: 1500 })
    await expect(
      (async () => {
        for await (const _ of answer);
      })(),
    ).rejects.toMatchObject({ error: { code: 'queryTimedOut' } })
  })

  test('by a cancel, within a second', async () => {
    const abort = new AbortController()
    const rows = client.selectRows(file, '客户 "A"', `spend > (${endless})`, null, { signal: abort.signal })
    setTimeout(() => abort.abort(), 800)
    const begin = performance.now()
    await expect(rows).rejects.toMatchObject({ error: { code: 'cancelled' } })
    expect(performance.now() - begin).toBeLessThan(1800)
  })
})

describe('conditions', () => {
  test('select rows in order', async () => {
    const { rowIds, revisionId } = await client.selectRows(file, '客户 "A"', "spend < 13 AND id LIKE 'c1%'")
    expect([...rowIds]).toEqual([1, 11, 12])
    expect(revisionId).toBe(1)
  })

  test('a wrong one says what is wrong', async () => {
    await expect(client.selectRows(file, '客户 "A"', 'price > 1')).rejects.toMatchObject({
      error: { code: 'whereInvalid', message: { values: { detail: 'no such column: price' } } },
    })
  })
})
