import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecipe } from '../../../electron/engine/change-recipe'
import { Engine } from '../../../electron/engine/engine'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { startRun } from '../../../electron/engine/start-run'
import { scratchFolder } from '../database/scratch'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)
const engine = new Engine({ program: 'command-line' })

beforeAll(async () => {
  await engine.open({ path: place('columns.regulars'), create: true })
  const lines = Array.from(
    { length: 90 },
    (_, i) => `c${i},${(i % 3) * 100 + (i % 7)},${i % 10 === 4 ? '' : (i % 3) * 20}`,
  )
  fs.writeFileSync(place('shop.csv'), `customer,spend,visits\n${lines.join('\n')}\n`)
  await startImport(engine, { path: place('shop.csv'), dataset: 'shop' }).done
})
afterAll(() => engine.close())

async function rows(sql: string): Promise<unknown[][]> {
  const answer = await engine.call('console/run', { queryId: 'test', sql })
  if (answer.status === 'error') throw new Error(answer.error.code)
  return (answer.value as { rows: unknown[][] }).rows
}

test('what a run found for each row becomes a column, also for a part of the rows; undo takes it back', async () => {
  const request = {
    ...{ methodId: 'k-means', dataset: 'shop', columns: { features: ['spend', 'visits'] }, params: { k: 3 } },
    ...{ where: 'spend < 205', segment: null, seed: 1 },
  }
  const { summary } = await (await startRun(engine, request, true)).finished
  const { data: labels } = await engine.session().database.request('run/array', { runId: summary.id, path: 'labels' })
  const step = { kind: 'add-run-column', params: { runId: summary.id, path: 'labels', name: 'segment' } }
  await (await changeRecipe(engine, 'shop', (steps) => [...steps, step])).done
  const written = await rows('SELECT segment FROM shop ORDER BY _row')
  expect(written.map(([label]) => label)).toEqual([...labels].map((label) => (label < 0 ? null : label)))
  expect(written.some(([label]) => label === null)).toBe(true)
  await (await changeRecipe(engine, 'shop', (steps) => steps.slice(0, -1))).done
  await expect(rows('SELECT segment FROM shop')).rejects.toThrow('queryFailed')
})
