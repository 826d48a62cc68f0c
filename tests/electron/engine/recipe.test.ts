import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecipe, stepThroughRecipe } from '../../../electron/engine/change-recipe'
import { deriveDataset } from '../../../electron/engine/derive-dataset'
import { Engine } from '../../../electron/engine/engine'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { scratchFolder } from '../database/scratch'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)
const engine = new Engine({ program: 'command-line' })
const rename = (from: string, to: string) => ({ kind: 'rename-columns', params: { columns: [{ from, to }] } })

const csv = ['customer,spend,when', 'a,1.5,2024-01-02', 'b,,2024-02-03 10:20:30', '王,3,', ',-0.25,2024-12-31'].join(
  '\n',
)

async function importShop(text: string): Promise<void> {
  fs.writeFileSync(place('shop.csv'), text)
  await startImport(engine, { path: place('shop.csv'), dataset: 'shop' }).done
}

const database = () => engine.session().database
const shop = () => database().request('dataset/get', { dataset: 'shop' })
const recipe = () => database().request('recipe/get', { dataset: 'shop' })

/** Every stored value of the current revision, as SQLite writes it. */
async function values(dataset = 'shop'): Promise<unknown[]> {
  const { path: workspace, queries } = engine.session()
  const rows: unknown[] = []
  for await (const part of queries.query(workspace, `SELECT * FROM "${dataset}" ORDER BY _row`)) {
    if ('rows' in part) rows.push(...JSON.parse(`[${part.rows}]`))
  }
  return rows
}

beforeAll(async () => {
  await engine.open({ path: place('recipes.regulars'), create: true })
  await importShop(csv)
})
afterAll(() => engine.close())

test('a step makes a new revision, undo comes back to the imported one, redo goes forward again', async () => {
  const imported = await shop()
  const before = await values()
  await (await changeRecipe(engine, 'shop', (steps) => [...steps, rename('spend', 'amount')])).done
  expect((await shop()).columns.map(({ name }) => name)).toEqual(['customer', 'amount', 'when'])
  expect(await values()).toEqual(before)
  await (await changeRecipe(engine, 'shop', (steps) => [...steps, rename('amount', 'paid')])).done
  await (await stepThroughRecipe(engine, 'shop', -1)).done
  await (await stepThroughRecipe(engine, 'shop', -1)).done
  expect(await shop()).toMatchObject({ revision: imported.revision, columns: imported.columns })
  await expect(stepThroughRecipe(engine, 'shop', -1)).rejects.toMatchObject({ error: { code: 'recipeNothingToUndo' } })
  await (await stepThroughRecipe(engine, 'shop', 1)).done
  await (await stepThroughRecipe(engine, 'shop', 1)).done
  expect((await shop()).columns.map(({ name }) => name)).toEqual(['customer', 'paid', 'when'])
})

test('the recipe is applied to what is imported again, and says which steps no longer fit', async () => {
  await importShop(csv.replace('spend', 'turnover'))
  const { columns } = await shop()
  expect(columns.map(({ name }) => name)).toEqual(['customer', 'turnover', 'when'])
  expect((await recipe()).reports.map(({ error }) => error?.code)).toEqual(['columnMissing', 'columnMissing'])
  await importShop(csv)
  expect((await shop()).columns.map(({ name }) => name)).toEqual(['customer', 'paid', 'when'])
  expect((await recipe()).reports.map(({ error }) => error)).toEqual([null, null])
})

test('a step that does not fit changes nothing', async () => {
  const before = await shop()
  const change = await changeRecipe(engine, 'shop', (steps) => [...steps, rename('nowhere', 'x')])
  await expect(change.done).rejects.toMatchObject({ error: { code: 'stepFailed' } })
  expect(await shop()).toEqual(before)
})

test('steps on a revision make a dataset of its own, with its source', async () => {
  const { importedRevision } = await recipe()
  const target = { as: 'dataset' as const, name: 'copy' }
  const request = { from: { revisionId: importedRevision }, steps: [], lenient: false, target, kind: 'copy' }
  const { revision } = await deriveDataset(engine, request, 'copy').derived
  expect(revision).toMatchObject({ dataset: 'copy', revision: 1 })
  expect(await values('copy')).toEqual(await values())
  expect((await database().request('dataset/get', { dataset: 'copy' })).madeBy).toBe('copy')
  expect((await database().request('workspace/integrity', null)).problems).toEqual([])
})

test('a cancelled derivation leaves nothing', async () => {
  const { importedRevision } = await recipe()
  const target = { as: 'dataset' as const, name: 'never' }
  const request = { from: { revisionId: importedRevision }, steps: [], lenient: false, target, kind: 'copy' }
  const { jobId, done } = deriveDataset(engine, request, 'never')
  engine.jobs.cancel(jobId)
  await expect(done).rejects.toMatchObject({ error: { code: 'cancelled' } })
  await expect(database().request('dataset/get', { dataset: 'never' })).rejects.toMatchObject({
    error: { code: 'datasetUnknown' },
  })
  expect((await database().request('workspace/integrity', null)).problems).toEqual([])
})

test.each([
  ['a column that is gone', 'customer,when\na,2024-01-02\n', 'columnMissing', 'errors.hint.stepColumnGone'],
  ['a column with another name', csv.replace('spend', 'turnover'), 'columnMissing', 'errors.hint.stepColumnGone'],
  [
    'a column of another type',
    'customer,spend,when\na,little,2024-01-02\n',
    'columnNotNumeric',
    'errors.hint.stepTypeChanged',
  ],
])(
  '%s is named by each step that needs it, with what to do; the other steps are done',
  async (_, changed, code, hint) => {
    await importShop(csv)
    const steps = [
      { kind: 'sort-rows', params: { by: [{ column: 'customer' }] } },
      { kind: 'scale', params: { columns: ['spend'] } },
      { kind: 'filter-rows', params: { where: 'customer = "a"' } },
    ]
    await (await changeRecipe(engine, 'shop', () => steps)).done
    await importShop(changed)
    const { reports } = await recipe()
    expect(reports.map(({ error }) => error?.code ?? null)).toEqual([null, code, null])
    expect(reports[1]?.error).toMatchObject({ column: 'spend', hint: { key: hint } })
    expect((await values()).length).toBe(1)
    await importShop(csv)
    expect((await recipe()).reports.map(({ error }) => error)).toEqual([null, null, null])
  },
)
