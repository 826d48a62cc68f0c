import fs from 'node:fs'
import path from 'node:path'
import { isoDate, isoDateTime } from '@shared/dataset/iso-text'
import { applyRecipe } from '@shared/recipe/apply-recipe'
import { columnInfo, type Frame } from '@shared/recipe/frame'
import { keyAt } from '@shared/recipe/groups'
import { type RecipeStep, recipeStepSchema } from '@shared/recipe/recipe'
import { stepParams } from '@shared/recipe/registry'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReadable, type ReadableDatabase } from '../../../electron/database/connection'
import { type Revision, readRevision } from '../../../electron/database/dataset-store'
import { Engine } from '../../../electron/engine/engine'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { loadFrame } from '../../../electron/worker/derive/load-frame'
import { planSql, type SqlTable } from '../../../electron/worker/derive/plan-sql'
import { writeSql } from '../../../electron/worker/derive/write-sql'
import { scratchFolder } from '../database/scratch'

const folder = scratchFolder()
const workspace = path.join(folder, 'sql.regulars')
const engine = new Engine({ program: 'command-line' })
let database: ReadableDatabase
let revision: Revision

const cities = ['Paris', "l'Aquila", '上海', '', ' Lyon ', 'paris', '𝕏"y']
const lines = Array.from({ length: 500 }, (_, i) => {
  const amount = i % 7 === 0 ? '' : i % 11 === 0 ? '1e200' : (((i * 37) % 101) - 50) / 8
  const city = `"${(cities[i % 7] as string).replaceAll('"', '""')}"`
  const when = i % 5 === 0 ? '' : `20${10 + (i % 15)}-0${(i % 9) + 1}-1${i % 10}`
  return `${i},${amount},${i % 13 === 0 ? '' : (i % 9) - 4},${city},${when},${when ? `${when} 10:20:30` : ''}`
})

beforeAll(async () => {
  await engine.open({ path: workspace, create: true })
  fs.writeFileSync(path.join(folder, 't.csv'), `id,amount,visits,city,day,moment\n${lines.join('\n')}\n`)
  await startImport(engine, { path: path.join(folder, 't.csv'), dataset: 't' }).done
  database = openReadable(workspace)
  revision = readRevision(database, 't')
})
afterAll(async () => {
  database.close()
  await engine.close()
})

/** Formulas of which SQLite answers the same, by what they answer. */
const { number, condition, words } = fc.letrec<{ number: string; condition: string; words: string }>((tie) => {
  const joined = (sign: string) => fc.tuple(tie('number'), tie('number')).map(([a, b]) => `(${a} ${sign} ${b})`)
  const call = (name: string, ...args: fc.Arbitrary<string>[]) =>
    fc.tuple(...args).map((given) => `${name}(${given.join(', ')})`)
  const compare = fc.constantFrom('=', '<>', '<', '<=', '>', '>=')
  return {
    number: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom('amount', 'visits', 'id', '0', '2', '0.1', '1e300', '123456789.125'),
      fc.constantFrom('+', '-', '*', '/').chain(joined),
      fc.constantFrom('ABS', 'SIGN', 'SQRT', 'INT').chain((name) => call(name, tie('number'))),
      tie('number').map((a) => `-${a}`),
      tie('number').map((a) => `(${a})%`),
      call('IF', tie('condition'), tie('number'), tie('number')),
      call('IFS', tie('condition'), tie('number'), tie('condition'), tie('number')),
      call('COALESCE', tie('number'), tie('number')),
      fc.constantFrom('YEAR(day)', 'MONTH(moment)', 'QUARTER(day)', 'DAY(day)', 'day - IFBLANK(day, day)'),
    ),
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.tuple(tie('number'), compare, tie('number')).map((parts) => parts.join(' ')),
      fc.tuple(tie('words'), fc.constantFrom('=', '<>'), tie('words')).map((parts) => parts.join(' ')),
      compare.map((sign) => `day ${sign} "2016-03-12"`),
      fc.constantFrom('AND', 'OR').chain((name) => call(name, tie('condition'), tie('condition'))),
      call('NOT', tie('condition')),
      fc.constantFrom('ISBLANK(amount)', 'ISBLANK(city)', 'ISBLANK(day)', 'TRUE', 'FALSE'),
      fc.constantFrom('CONTAINS', 'STARTSWITH').chain((name) => call(name, tie('words'), tie('words'))),
    ),
    words: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.constantFrom('city', '"a"', '"Paris"', '""', '"\'"', '"上"'),
      fc.tuple(tie('words'), tie('words')).map(([a, b]) => `(${a} & ${b})`),
      call('SUBSTITUTE', tie('words'), tie('words'), tie('words')),
      call('IF', tie('condition'), tie('words'), tie('words')),
      call('IFBLANK', tie('words'), tie('words')),
    ),
  }
})

const kindOf = (kind: string, params: fc.Arbitrary<Record<string, unknown>>) =>
  params.map((given): RecipeStep => recipeStepSchema.parse({ kind, params: given }))

const oneStep = fc.oneof(
  kindOf('filter-rows', fc.record({ where: condition, keep: fc.constantFrom('matching', 'others') })),
  kindOf('derive-column', fc.record({ name: fc.constantFrom('new', 'other', 'amount'), formula: number })),
  kindOf('derive-column', fc.record({ name: fc.constantFrom('said', 'city'), formula: words })),
  kindOf('derive-column', fc.record({ name: fc.constantFrom('flag', 'visits'), formula: condition })),
  kindOf('date-parts', fc.constant({ column: 'day', parts: ['year', 'month', 'day', 'quarter'] })),
  kindOf('impute', fc.constantFrom({ columns: ['amount', 'visits'], method: 'constant', value: -3 })),
  kindOf('impute', fc.constantFrom({ columns: ['city'], method: 'constant', value: "it's" })),
  kindOf('impute', fc.constantFrom({ columns: ['day'], method: 'constant', value: '2020-02-29' })),
  kindOf(
    'replace-values',
    fc.record({
      columns: fc.constant(['city']),
      find: fc.constantFrom('P', 'paris', "'"),
      replacement: fc.constantFrom('', 'x'),
      match: fc.constantFrom('part', 'whole'),
    }),
  ),
  kindOf(
    'bin',
    fc.record({
      column: fc.constantFrom('amount', 'visits'),
      method: fc.constant('custom'),
      edges: fc.constantFrom([-4, 0, 3], [-6.25, 6]),
      labels: fc.constantFrom('ranges', 'numbers'),
    }),
  ),
  kindOf('rename-columns', fc.constant({ columns: [{ from: 'moment', to: '时刻' }] })),
  kindOf('reorder-columns', fc.constant({ columns: ['day', 'amount'] })),
  kindOf('select-columns', fc.constant({ columns: ['id'], keep: 'others' })),
)

function byRows(steps: readonly RecipeStep[]) {
  const services = {
    cancelled: () => false,
    progress: () => {},
    dataset: (): Frame => {
      throw new Error('none')
    },
    runArray: () => {
      throw new Error('none')
    },
    score: () => {
      throw new Error('none')
    },
  }
  const start = loadFrame(database, revision, () => false)
  const { frame, reports } = applyRecipe(start, steps, services, { base: 't', lenient: true })
  const cells = Array.from({ length: frame.nRows }, (_, row) => [
    row,
    ...frame.columns.map((column) => {
      const value = keyAt(column, row)
      if (value === null || column.storage === 'text') return value
      if (column.storage === 'date') return isoDate(value as number)
      return column.storage === 'datetime' ? isoDateTime(value as number) : value
    }),
  ])
  return { cells, reports, columns: frame.columns.map(columnInfo) }
}

async function bySql(table: SqlTable): Promise<unknown[][]> {
  const rows: unknown[][] = []
  const writing = { workspace, partsFolder: path.join(folder, 'parts'), check: () => {}, progress: () => {} }
  await writeSql(table, {
    ...writing,
    take: async (file) => {
      const part = new Database(file, { readonly: true })
      rows.push(...(part.prepare('SELECT * FROM part ORDER BY _row').raw().all() as unknown[][]))
      part.close()
      fs.rmSync(file)
    },
  })
  return rows
}

test('what SQLite computes of a recipe is what the steps themselves compute: rows, columns and what is said of them', async () => {
  let compiled = 0
  await fc.assert(
    fc.asyncProperty(fc.array(oneStep, { minLength: 1, maxLength: 5 }), async (given) => {
      const steps = given.map((step, i) => ({ ...step, id: String(i), params: stepParams(step) }))
      const plan = planSql(database, revision, steps)
      const rows = byRows(steps)
      // What does not fit is for the steps themselves to say.
      if (!plan) return
      compiled++
      expect(plan.reports).toEqual(rows.reports)
      expect(plan.table.columns).toEqual(rows.columns)
      expect(await bySql(plan.table)).toEqual(rows.cells)
    }),
    { numRuns: 200 },
  )
  expect(compiled).toBeGreaterThan(30)
}, 120_000)

test.each([
  ['filter-rows', { where: 'UPPER(city) = "PARIS"' }],
  ['derive-column', { name: 'x', formula: 'amount ^ 2' }],
  ['derive-column', { name: 'x', formula: 'ROUND(amount, 1)' }],
  ['derive-column', { name: 'x', formula: 'city & visits' }],
  ['filter-rows', { where: 'city < "b"' }],
  ['scale', { columns: ['amount'] }],
  ['filter-rows', { where: 'nowhere > 1' }],
])('%s with %o is left to the steps themselves', (kind, params) => {
  expect(planSql(database, revision, [recipeStepSchema.parse({ kind, params })])).toBeNull()
})
