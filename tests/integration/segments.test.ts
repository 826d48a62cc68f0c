import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { scratchFolder } from '../electron/database/scratch'
import { document, refusal } from './command-line'

const folder = scratchFolder()
const workspace = path.join(folder, 'shop.regulars')
const at = ['--workspace', workspace]
const sample = (name: string) => path.resolve(import.meta.dirname, '../../resources/sample-data', name)
const big = { kind: 'rule', condition: { column: 'annual_spend', is: 'atLeast', value: 1000 } }

interface Listed {
  segments: { name: string; rows: number; ofRows: number; customers: number }[]
}

beforeAll(async () => {
  await document('import', sample('customers.csv'), ...at)
  await document('import', sample('transactions.csv'), ...at)
}, 60_000)

const create = (name: string, definition: object) =>
  document<Listed['segments'][0]>(
    ...[
      'segment',
      'create',
      ...at,
      '--dataset',
      'customers',
      '--name',
      name,
      '--definition',
      JSON.stringify(definition),
    ],
  )

describe('segments from the command line', () => {
  test('a rule has the rows that the same condition in SQL has', async () => {
    const { rows, customers } = await create('Big', big)
    const query = 'SELECT count(*), count(DISTINCT customer_id) FROM customers WHERE annual_spend >= 1000'
    expect((await document<{ rows: number[][] }>('query', ...at, query)).rows).toEqual([[rows, customers]])
  })

  test('a roll-up has the customers that the same sums in SQL have', async () => {
    const during = { column: 'date', period: { last: 12, unit: 'months' } }
    const rollUp = {
      dataset: 'transactions',
      summary: 'distinct',
      column: 'order_id',
      during,
      is: 'greater',
      value: 10,
    }
    const { rows } = await create('Loyal', { kind: 'rule', condition: { rollUp } })
    const query = `SELECT count(*) FROM customers WHERE customer_id IN (SELECT customer_id FROM transactions
      WHERE date > (SELECT date(max(date), '-12 months') FROM transactions)
      GROUP BY 1 HAVING count(DISTINCT order_id) > 10)`
    expect(rows).toBeGreaterThan(0)
    expect((await document<{ rows: number[][] }>('query', ...at, query)).rows).toEqual([[rows]])
  })

  test('are listed with their sizes, combined, and taken by a run', async () => {
    const { rows } = await create('Either', { kind: 'set', operation: 'union', segments: ['Big', 'Loyal'] })
    const { segments } = await document<Listed>('segments', ...at, '--dataset', 'customers')
    expect(segments.map(({ name }) => name)).toEqual(['Big', 'Loyal', 'Either'])
    const columns = JSON.stringify({ columns: ['annual_spend'] })
    const { diagnostics } = await document<{ diagnostics: { rowsUsed: number; rowsDropped: number } }>(
      ...['run', 'describe', ...at, '--dataset', 'customers', '--segment', 'Either', '--columns', columns],
    )
    expect(diagnostics.rowsUsed + diagnostics.rowsDropped).toBe(rows)
  })

  test('members are written with the reason of each', async () => {
    const out = path.join(folder, 'either.csv')
    const written = await document<{ rows: number }>('segment', 'members', 'Either', ...at, '--out', out)
    const lines = fs.readFileSync(out, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(lines).toHaveLength(written.rows + 1)
    const { segments } = await document<Listed>('segments', ...at)
    for (const { name, rows } of segments.filter((segment) => segment.name !== 'Either')) {
      expect(rows).toBeGreaterThan(0)
      expect(lines.filter((line) => line.split(',').at(-1)?.includes(`in “${name}”`))).toHaveLength(rows)
    }
  })

  test('migration says where everybody is', async () => {
    const { counts, stayed } = await document<{ counts: number[][]; stayed: number }>(
      ...['segment', 'migration', ...at, '--from', 'Big@1', '--to', 'Loyal,Big'],
    )
    expect(counts.flat().reduce((sum, count) => sum + count)).toBe(stayed)
  })

  test('what cannot be read, evaluated or found is refused by name', async () => {
    const options = [...at, '--dataset', 'customers', '--name', 'X', '--definition']
    const wrong = (definition: unknown) => refusal('segment', 'create', ...options, JSON.stringify(definition))
    expect(await wrong({ kind: 'rule' })).toMatchObject({ code: 1, error: { code: 'segmentDefinitionInvalid' } })
    expect(await wrong({ kind: 'rule', condition: { column: 'x', is: 'missing' } })).toMatchObject({
      code: 1,
      error: { code: 'conditionColumnUnknown', column: 'x' },
    })
    expect(await refusal('segment', 'remove', 'Nobody', ...at)).toMatchObject({ error: { code: 'segmentUnknown' } })
    expect((await refusal('segment', 'paint', ...at)).code).toBe(2)
  })
})
