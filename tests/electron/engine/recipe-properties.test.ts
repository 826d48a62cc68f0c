import fs from 'node:fs'
import path from 'node:path'
import { toAppError } from '@shared/contract/app-error'
import type { RecipeStepInput } from '@shared/recipe/recipe'
import { stepKinds } from '@shared/recipe/registry'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeRecipe, checkSteps, stepThroughRecipe } from '../../../electron/engine/change-recipe'
import { applyAsDataset } from '../../../electron/engine/derive-dataset'
import { Engine } from '../../../electron/engine/engine'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { startRun } from '../../../electron/engine/start-run'
import { scratchFolder } from '../database/scratch'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)
const engine = new Engine({ program: 'command-line' })

/** 60 orders; `shift` makes another month of the same shape. */
function orders(shift: number): string {
  const lines = Array.from({ length: 60 }, (_, i) => {
    const amount = i % 7 === 0 ? '' : String(((i * 37 + shift * 11) % 50) + 0.25)
    const city = ['Paris', '上海', ' lyon ', ''][(i + shift) % 4]
    return `C${(i % 23) + 3 * shift},${city},${amount},${(i * 5 + shift) % 9},2024-0${(i % 9) + 1}-1${i % 10}`
  })
  return `customer,city,amount,visits,day\n${lines.join('\n')}\n`
}

async function load(dataset: string, shift: number): Promise<void> {
  fs.writeFileSync(place(`${dataset}.csv`), orders(shift))
  await startImport(engine, { path: place(`${dataset}.csv`), dataset }).done
}

/** Every stored cell of the current revision with its storage class: equal texts mean equal bytes. */
async function cells(dataset: string): Promise<string> {
  const { path: workspace, queries, database } = engine.session()
  const { columns } = await database.request('dataset/get', { dataset })
  const terms = columns.map(({ name }) => `typeof("${name}"), hex(CAST("${name}" AS BLOB))`).join(', ')
  let words = ''
  for await (const part of queries.query(workspace, `SELECT _row, ${terms} FROM "${dataset}" ORDER BY _row`)) {
    words += 'rows' in part ? part.rows : JSON.stringify(columns)
  }
  return words
}

const one = (kind: string, params: Record<string, unknown>): RecipeStepInput => ({ kind, params })

/** Steps that fit the table in any order: none takes away a column that another needs. */
const steps: readonly RecipeStepInput[] = [
  one('filter-rows', { where: 'visits > 1' }),
  one('filter-rows', { where: 'ISBLANK(city)', keep: 'others' }),
  one('sort-rows', { by: [{ column: 'city' }, { column: 'visits', descending: true }] }),
  one('sample-rows', { size: 0.8, seed: 3 }),
  one('remove-duplicates', { columns: ['customer', 'city'], keep: 'last' }),
  one('reorder-columns', { columns: ['day', 'visits'] }),
  one('set-cell', { cells: [{ row: 0, column: 'visits', value: 5 }] }),
  one('impute', { columns: ['amount'], method: 'median' }),
  one('impute', { columns: ['amount'], method: 'previous', by: ['customer'], orderBy: 'day' }),
  one('impute', { columns: ['amount', 'visits'], method: 'k-nearest', neighbours: 3 }),
  one('treat-outliers', { columns: ['amount'], action: 'clip', threshold: 0.7 }),
  one('scale', { columns: ['amount'], method: 'robust', beside: true }),
  one('clean-text', { columns: ['city'], actions: ['trim', 'title'] }),
  one('replace-values', { columns: ['city'], find: 'Paris', replacement: 'Nice' }),
  one('derive-column', { name: 'each', formula: 'ROUND(IFBLANK(amount, 0) / (visits + 1), 2)' }),
  one('date-parts', { column: 'day', parts: ['month', 'weekday', 'year-month'] }),
  one('date-difference', { from: 'day', to: '2024-12-31', name: 'age' }),
  one('encode', { column: 'city', method: 'frequency' }),
  one('bin', { column: 'visits', method: 'equal-width', bins: 3 }),
  one('union', { dataset: 'more' }),
  one('join', { dataset: 'more', keys: [{ left: 'customer', right: 'customer' }], how: 'anti' }),
]

/** Steps that leave another table behind: the columns that others ask for are gone, so that they come last. */
const lastSteps: readonly RecipeStepInput[] = [
  one('rename-columns', { columns: [{ from: 'amount', to: '金额' }] }),
  one('select-columns', { columns: ['city', 'day'], keep: 'others' }),
  one('retype-columns', { columns: ['visits', 'customer'], to: 'text' }),
  one('retype-columns', { columns: ['day'], to: 'datetime' }),
  one('drop-rows', { columns: ['customer', 'day'], rows: [{ row: 3, was: ['C6', '2024-04-13'] }] }),
  one('encode', { column: 'customer', method: 'one-hot' }),
  one('encode', { column: 'customer', method: 'target', target: 'visits' }),
  one('bin', { column: 'visits', method: 'tree', target: 'customer', bins: 3 }),
  one('bin', { column: 'visits', method: 'quantile', bins: 5, labels: 'numbers' }),
  one('treat-outliers', { columns: ['visits'], action: 'remove', rule: 'z', threshold: 1.2 }),
  one('scale', { columns: ['visits'], method: 'yeo-johnson' }),
  one('join', { dataset: 'more', keys: [{ left: 'customer', right: 'customer' }], how: 'full' }),
  one('aggregate', {
    by: ['customer'],
    aggregates: [{ summary: 'count' }, { column: 'amount', summary: 'sd' }, { column: 'day', summary: 'max' }],
  }),
  one('pivot', { rows: ['customer'], columns: 'visits', value: 'amount', summary: 'mean' }),
  one('unpivot', { columns: ['amount', 'visits', 'city'] }),
  one('roll-up-customers', { customer: 'customer', date: 'day', amount: 'amount' }),
]

/** Any steps that fit any table, and perhaps one that makes another of it. */
const recipes = fc
  .tuple(fc.shuffledSubarray([...steps], { minLength: 1, maxLength: 4 }), fc.option(fc.constantFrom(...lastSteps)))
  .map(([several, last]) => (last === null ? several : [...several, last]))

async function set(dataset: string, wanted: readonly RecipeStepInput[]): Promise<void> {
  await (await changeRecipe(engine, dataset, () => wanted)).done
}

const append = async (dataset: string, step: RecipeStepInput) =>
  (await changeRecipe(engine, dataset, (present) => [...present, step])).done

const asDataset = async (dataset: string, wanted: readonly RecipeStepInput[], name: string) =>
  (await applyAsDataset(engine, dataset, checkSteps(wanted), name)).done

/** Why steps do not fit, e.g. because no row is left for them; null when they do. */
async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (thrown) {
    const { message } = toAppError(thrown)
    return 'values' in message ? JSON.stringify(message.values?.['reason']) : ''
  }
}

beforeAll(async () => {
  await engine.open({ path: place('properties.regulars'), create: true })
  await load('shop', 1)
  await load('more', 2)
})
afterAll(() => engine.close())

test('whatever the steps, undoing all of them gives the imported table, byte for byte', async () => {
  const imported = await cells('shop')
  await fc.assert(
    fc.asyncProperty(recipes, async (chosen) => {
      const { position } = await engine.session().database.request('recipe/get', { dataset: 'shop' })
      await set('shop', [])
      let count = 0
      for (const step of chosen) count += Number((await refusalOf(append('shop', step))) === null)
      const prepared = await cells('shop')
      for (let i = 0; i < count; i++) await (await stepThroughRecipe(engine, 'shop', -1)).done
      expect(await cells('shop')).toBe(imported)
      for (let i = 0; i < count; i++) await (await stepThroughRecipe(engine, 'shop', 1)).done
      expect(await cells('shop')).toBe(prepared)
      for (let i = 0; i <= count; i++) await (await stepThroughRecipe(engine, 'shop', -1)).done
      expect((await engine.session().database.request('recipe/get', { dataset: 'shop' })).position).toBe(position)
    }),
    { numRuns: 4 },
  )
  expect(await cells('shop')).toBe(imported)
}, 120_000)

test('a recipe in one go gives what its steps give one after the other, each on the stored table of the one before', async () => {
  let count = 0
  await fc.assert(
    fc.asyncProperty(recipes, async (chosen) => {
      const whole = `whole ${++count}`
      const refused = await refusalOf(asDataset('shop', chosen, whole))
      let before = 'shop'
      for (const [place, step] of chosen.entries()) {
        const next = `part ${count} ${place}`
        const refusedHere = await refusalOf(asDataset(before, [step], next))
        if (refusedHere !== null) return expect(refusedHere).toBe(refused)
        before = next
      }
      expect(await cells(before)).toBe(await cells(whole))
    }),
    { numRuns: 6 },
  )
}, 120_000)

test.each(lastSteps.map((step) => [step.kind, step] as const))('%s comes and goes without a trace', async (_, step) => {
  const imported = await cells('shop')
  await append('shop', step)
  const made = await cells('shop')
  await (await stepThroughRecipe(engine, 'shop', -1)).done
  expect(await cells('shop')).toBe(imported)
  await (await stepThroughRecipe(engine, 'shop', 1)).done
  expect(await cells('shop')).toBe(made)
  await (await stepThroughRecipe(engine, 'shop', -1)).done
})

test('what a stored model says of each row becomes a column that can be undone', async () => {
  const columns = { target: 'visits', features: ['amount', 'city'] }
  await (await startRun(engine, { methodId: 'linear-regression', dataset: 'shop', columns, params: { folds: 0 } })).done
  const imported = await cells('shop')
  const runs = await engine.session().database.request('run/list', null)
  const model = runs.find(({ methodId }) => methodId === 'linear-regression')
  await append('shop', one('score-rows', { runId: model?.id, name: 'expected visits' }))
  const { columns: now } = await engine.session().database.request('dataset/get', { dataset: 'shop' })
  expect(now.at(-1)).toMatchObject({ name: 'expected visits', missing: 0 })
  await (await stepThroughRecipe(engine, 'shop', -1)).done
  expect(await cells('shop')).toBe(imported)
})

test('what a run found for each row becomes a column that can be undone, and no kind of step is left out here', async () => {
  const request = { methodId: 'k-means', dataset: 'shop', columns: { features: ['visits'] }, params: { k: 2 } }
  const imported = await cells('shop')
  await (await startRun(engine, request)).done
  const [run] = await engine.session().database.request('run/list', null)
  await append('shop', one('add-run-column', { runId: run?.id, path: 'labels', name: 'segment' }))
  expect(await cells('shop')).not.toBe(imported)
  await (await stepThroughRecipe(engine, 'shop', -1)).done
  expect(await cells('shop')).toBe(imported)
  const tried = new Set([...steps, ...lastSteps].map(({ kind }) => kind).concat('add-run-column', 'score-rows'))
  expect([...stepKinds.keys()].filter((kind) => !tried.has(kind))).toEqual([])
})

test('twenty steps replayed on next month give what doing them one by one gives', async () => {
  const twenty = steps.slice(0, 20)
  await set('shop', twenty)
  await load('shop', 3)
  const replayed = await cells('shop')
  const { reports } = await engine.session().database.request('recipe/get', { dataset: 'shop' })
  expect(reports.map(({ error }) => error)).toEqual(twenty.map(() => null))
  await load('by hand', 3)
  for (const step of twenty) await append('by hand', step)
  expect(await cells('by hand')).toBe(replayed)
}, 120_000)

test('the steps and what can be undone outlive the workspace being closed', async () => {
  const prepared = await cells('shop')
  await engine.close()
  await engine.open({ path: place('properties.regulars') })
  expect(await cells('shop')).toBe(prepared)
  await (await stepThroughRecipe(engine, 'shop', -1)).done
  await (await stepThroughRecipe(engine, 'shop', 1)).done
  expect(await cells('shop')).toBe(prepared)
  expect((await engine.session().database.request('workspace/integrity', null)).problems).toEqual([])
}, 60_000)
