import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { scratchFolder } from '../electron/database/scratch'
import { document, finished, saying, startCommand } from './command-line'

const folder = scratchFolder()
const workspace = path.join(folder, 'shop.regulars')
const file = (name: string) => path.join(folder, name)
const step = (kind: string, params: Record<string, unknown>) => ({ kind, params })

/** Enough work for SQLite that nobody could be quicker with a key. */
const bySql = [
  step('derive-column', { name: 'each', formula: 'spend * visits + 1' }),
  step('sort-rows', { by: [{ column: 'city' }, { column: 'spend', descending: true }] }),
  step('unpivot', { columns: ['spend', 'each'] }),
  step('remove-duplicates', { columns: ['city', 'value', 'id'], keep: 'greatest', by: 'value' }),
  step('aggregate', { by: ['id', 'city'], aggregates: [{ column: 'value', summary: 'sum' }] }),
]
/** The same, from the first step on by the program itself. */
const byRows = [step('derive-column', { name: 'half', formula: 'ROUND(spend / 2, 1)' }), ...bySql]

beforeAll(async () => {
  const lines = Array.from({ length: 400_000 }, (_, i) => `${i % 90_001},C${i % 977},${(i * 37) % 1013}.25,${i % 13}`)
  fs.writeFileSync(file('shop.csv'), `id,city,spend,visits\n${lines.join('\n')}\n`)
  fs.writeFileSync(file('sql.json'), JSON.stringify({ steps: bySql }))
  fs.writeFileSync(file('rows.json'), JSON.stringify({ steps: byRows }))
  await document('import', file('shop.csv'), '--workspace', workspace)
}, 120_000)

const apply = (steps: string) => [
  'recipe',
  'apply',
  '--workspace',
  workspace,
  '--dataset',
  'shop',
  '--steps',
  file(steps),
]

/** What the workspace holds, and that nothing else lies beside it. */
async function state() {
  const listed = await document('datasets', '--workspace', workspace)
  expect(await document('verify', '--workspace', workspace, '--quick')).toMatchObject({ ok: true, datasets: 1 })
  const beside = fs.readdirSync(folder).filter((name) => name.startsWith('shop.regulars'))
  expect(beside).toEqual(['shop.regulars'])
  return listed
}

test.each([
  ['SQL', 'sql.json'],
  ['the program itself', 'rows.json'],
])(
  'steps done by %s are cancelled within a second, and the workspace is as it was',
  async (_, steps) => {
    const before = await state()
    const child = startCommand([...apply(steps), '--as', 'new'])
    const end = finished(child)
    await saying(child, 'Applying the steps')
    const asked = performance.now()
    child.kill('SIGINT')
    const { code, stdout, stderr } = await end
    expect(performance.now() - asked).toBeLessThan(1500)
    expect([code, stdout]).toEqual([1, ''])
    expect(JSON.parse(stderr.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ error: { code: 'cancelled' } })
    expect(await state()).toEqual(before)
  },
  60_000,
)

test('steps that are killed leave nothing behind', async () => {
  const before = await state()
  for (const stage of ['Applying the steps', 'Storing the dataset']) {
    const child = startCommand(apply('sql.json'))
    const end = finished(child)
    await saying(child, stage)
    child.kill('SIGKILL')
    await end
    expect(await state()).toEqual(before)
  }
}, 60_000)
