import fs from 'node:fs'
import path from 'node:path'
import { isoDate, isoDateTime } from '@shared/dataset/iso-text'
import { applyRecipe } from '@shared/recipe/apply-recipe'
import { columnInfo, type Frame } from '@shared/recipe/frame'
import { keyAt } from '@shared/recipe/groups'
import { type RecipeStep, recipeStepSchema } from '@shared/recipe/recipe'
import { stepParams } from '@shared/recipe/registry'
import { recipeSql } from '@shared/recipe/sql/recipe-text'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identifier, openReadable, type ReadableDatabase } from '../../../electron/database/connection'
import { type Revision, readRevision } from '../../../electron/database/dataset-store'
import { frameOfRun, loadFrame } from '../../../electron/worker/derive/load-frame'
import { runSql, tableOf } from '../../../electron/worker/derive/sql/run-sql'
import { Scratch } from '../../../electron/worker/derive/sql/scratch'
import type { SqlTable } from '../../../electron/worker/derive/sql/sql-table'
import { writeSql } from '../../../electron/worker/derive/write-sql'
import { scratchFolder } from '../database/scratch'
import { addDataset, type Cell, makeWorkspace, type Table, type TestWorkspace } from './make-workspace'

const folder = scratchFolder()
const partsFolder = path.join(folder, 'parts')
let workspace: TestWorkspace
let database: ReadableDatabase
let count = 0

beforeAll(() => {
  workspace = makeWorkspace(folder)
  database = openReadable(workspace.path)
})
afterAll(() => {
  database.close()
  workspace.close()
})

const often = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 5 })
const days = ['2016-02-29', '2016-03-12', '1999-12-31', '2024-01-01', '0001-01-01', '9999-12-31']
const reals = [0, -0, 0.1, 0.2, -2.5, 1e200, -1e200, 1.7e308, 5e-324, 1e-200, 3, 4, 2 ** 53 + 2, 123_456.789]
const texts = [
  'Paris',
  "l'Aquila",
  '上海',
  '',
  ' Lyon\u3000',
  'paris',
  '𝕏"y',
  'ｘ',
  'a;b',
  '3',
  '-4',
  '\u00a0',
  'é',
  'e\u0301',
]
const columns = {
  id: { storage: 'integer', value: fc.option(fc.integer({ min: -4, max: 9 }), { freq: 9 }) },
  amount: { storage: 'real', value: often(reals) },
  visits: { storage: 'integer', value: often([-4, -3, 0, 1, 2, 7, 2 ** 53 - 1]) },
  city: { storage: 'text', value: often(texts) },
  day: { storage: 'date', value: often(days) },
  moment: {
    storage: 'datetime',
    value: often(['2016-02-29 10:20:30', '2016-03-12 00:00:00', '2016-03-12 00:00:00.500', '1999-12-31 23:59:59']),
  },
} as const
const others = {
  id: { storage: 'integer', value: fc.option(fc.integer({ min: -4, max: 9 }), { freq: 9 }) },
  city: { storage: 'text', value: often(texts) },
  amount: { storage: 'integer', value: often([0, 3, 4, -2]) },
  day: { storage: 'date', value: often(days) },
  'x"y z': { storage: 'real', value: often(reals) },
} as const

type Kinds = Record<string, { storage: Table[string]['storage']; value: fc.Arbitrary<Cell> }>

/** Tables of up to so many rows. */
function tables(kinds: Kinds, most: number): fc.Arbitrary<Table> {
  const row = fc.record(Object.fromEntries(Object.entries(kinds).map(([name, { value }]) => [name, value])))
  return fc
    .array(row, { maxLength: most })
    .map((rows) =>
      Object.fromEntries(
        Object.entries(kinds).map(([name, { storage }]) => [
          name,
          { storage, values: rows.map((cells) => cells[name] as Cell) },
        ]),
      ),
    )
}

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
      fc.constantFrom(
        'WEEKDAY(day)',
        'WEEKDAY(moment, 2)',
        'ISOWEEK(day)',
        'ISOWEEK(moment)',
        'HOUR(moment)',
        'HOUR(day)',
      ),
      fc.constantFrom('D', 'W', 'M', 'Y', 'YM').map((unit) => `DATEDIF(day, moment, "${unit}")`),
      fc.constantFrom('D', 'W', 'M', 'Y', 'YM').map((unit) => `DATEDIF(DATEVALUE("2016-02-29"), day, "${unit}")`),
    ),
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.tuple(tie('number'), compare, tie('number')).map((parts) => parts.join(' ')),
      fc.tuple(tie('words'), compare, tie('words')).map((parts) => parts.join(' ')),
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
      fc.constantFrom('TEXT(day, "yyyy-mm")', 'TEXT(moment, "yyyy")'),
    ),
  }
})

const kindOf = (kind: string, params: fc.Arbitrary<Record<string, unknown>>) =>
  params.map((given): RecipeStep => recipeStepSchema.parse({ kind, params: given }))

const anyColumn = fc.constantFrom('id', 'amount', 'visits', 'city', 'day', 'moment')
const columnSet = fc.uniqueArray(anyColumn, { maxLength: 3 })
const numeric = fc.constantFrom('id', 'amount', 'visits')
const key = (left: string, right: string) => ({ left, right })

const rowWise = fc.oneof(
  kindOf('filter-rows', fc.record({ where: condition, keep: fc.constantFrom('matching', 'others') })),
  kindOf('derive-column', fc.record({ name: fc.constantFrom('new', 'other', 'amount'), formula: number })),
  kindOf('derive-column', fc.record({ name: fc.constantFrom('said', 'city'), formula: words })),
  kindOf('derive-column', fc.record({ name: fc.constantFrom('flag', 'visits'), formula: condition })),
  kindOf(
    'date-parts',
    fc.record({
      column: fc.constantFrom('day', 'moment'),
      parts: fc.uniqueArray(
        fc.constantFrom('year', 'quarter', 'month', 'week', 'day', 'weekday', 'hour', 'year-month', 'half', 'weekend'),
        { minLength: 1 },
      ),
    }),
  ),
  kindOf(
    'date-difference',
    fc.record({
      from: fc.constantFrom('day', 'moment'),
      to: fc.constantFrom('day', 'moment', '2020-02-29'),
      unit: fc.constantFrom('days', 'weeks', 'months', 'quarters', 'years', 'hours'),
      name: fc.constantFrom('age', 'visits', 'amount'),
    }),
  ),
  kindOf('impute', fc.constantFrom({ columns: ['amount', 'visits'], method: 'constant', value: -3 })),
  kindOf('impute', fc.constantFrom({ columns: ['city'], method: 'constant', value: "it's" })),
  kindOf('impute', fc.constantFrom({ columns: ['day', 'moment'], method: 'constant', value: '2020-02-29' })),
  kindOf(
    'replace-values',
    fc.record({
      columns: fc.constant(['city']),
      find: fc.constantFrom('P', 'paris', "'", 'y'),
      replacement: fc.constantFrom('', 'x'),
      match: fc.constantFrom('part', 'whole'),
    }),
  ),
  kindOf('clean-text', fc.constant({ columns: ['city'], actions: ['trim'] })),
  kindOf(
    'bin',
    fc.record({
      column: numeric,
      method: fc.constant('custom'),
      edges: fc.constantFrom([-4, 0, 3], [-6.25, 6]),
      labels: fc.constantFrom('ranges', 'numbers'),
    }),
  ),
  kindOf(
    'retype-columns',
    fc.record({
      columns: fc.constantFrom(['visits'], ['id'], ['day'], ['moment'], ['city'], ['id', 'visits']),
      to: fc.constantFrom('integer', 'real', 'text', 'date', 'datetime'),
      measureType: fc.constantFrom(null, 'ordinal'),
    }),
  ),
  kindOf(
    'set-cell',
    fc.record({
      cells: fc.array(
        fc.oneof(
          fc.record({ row: fc.nat(3), column: fc.constant('city'), value: fc.constantFrom('x', null, "o'") }),
          fc.record({
            row: fc.nat(3),
            column: fc.constant('id'),
            value: fc.constantFrom(1, null),
            was: fc.constantFrom(1, 2, null),
          }),
          fc.record({ row: fc.nat(3), column: fc.constant('day'), value: fc.constantFrom('2021-01-01', null) }),
        ),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
  kindOf(
    'drop-rows',
    fc.record({
      columns: fc.constant(['id']),
      rows: fc.array(fc.record({ row: fc.nat(3), was: fc.tuple(fc.constantFrom(1, 2, null)) }), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  ),
  kindOf('rename-columns', fc.constant({ columns: [{ from: 'moment', to: '时刻' }] })),
  kindOf('reorder-columns', fc.constant({ columns: ['day', 'amount'] })),
  kindOf(
    'select-columns',
    fc.constantFrom({ columns: ['id'], keep: 'others' }, { columns: ['city', 'day'], keep: 'others' }),
  ),
)

const summary = fc.constantFrom('count', 'present', 'missing', 'distinct', 'sum', 'mean', 'min', 'max', 'first', 'last')
const reshaping = fc.oneof(
  kindOf(
    'sort-rows',
    fc.record({
      by: fc.array(fc.record({ column: anyColumn, descending: fc.boolean() }), { minLength: 1, maxLength: 3 }),
    }),
  ),
  kindOf(
    'remove-duplicates',
    fc.record({
      columns: columnSet,
      keep: fc.constantFrom('first', 'last', 'fullest', 'greatest', 'least', 'none'),
      by: fc.constantFrom('amount', 'visits', 'day', 'moment', null),
    }),
  ),
  kindOf(
    'sample-rows',
    fc.record({
      size: fc.constantFrom(0.3, 0.8, 4),
      by: fc.option(anyColumn),
      seed: fc.nat(5),
    }),
  ),
  kindOf(
    'aggregate',
    fc.record({
      by: columnSet,
      aggregates: fc.uniqueArray(fc.record({ column: fc.oneof(numeric, anyColumn), summary }), {
        minLength: 1,
        maxLength: 4,
        selector: ({ column, summary: how }) => `${column} ${how}`,
      }),
    }),
  ),
  kindOf(
    'join',
    fc.record({
      dataset: fc.constant('more'),
      keys: fc.constantFrom(
        [key('id', 'id')],
        [key('city', 'city')],
        [key('amount', 'amount')],
        [key('id', 'id'), key('day', 'day')],
        [key('city', 'id')],
        [key('id', 'city')],
        [key('visits', 'amount')],
      ),
      how: fc.constantFrom('left', 'inner', 'full', 'anti'),
      columns: fc.constantFrom([], ['x"y z'], ['city', 'id']),
    }),
  ),
  kindOf('union', fc.record({ dataset: fc.constant('more'), columns: fc.constantFrom('all', 'common') })),
  kindOf(
    'unpivot',
    fc.record({
      columns: fc.constantFrom(['id', 'visits'], ['amount', 'visits'], ['city'], ['day'], ['amount', 'city']),
      nameColumn: fc.constantFrom('name', 'city'),
    }),
  ),
)

const leftToRows = fc.oneof(
  kindOf('scale', fc.constant({ columns: ['visits'] })),
  kindOf('derive-column', fc.constant({ name: 'rounded', formula: 'ROUND(visits, 1)' })),
  kindOf('impute', fc.constant({ columns: ['visits'], method: 'previous' })),
)

const recipes = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: rowWise },
    { weight: 5, arbitrary: reshaping },
    { weight: 1, arbitrary: leftToRows },
  ),
  { minLength: 1, maxLength: 5 },
)

/** The steps as they are stored, some of them switched off. */
const stored = (given: readonly RecipeStep[]) =>
  given.map((step, i) => ({ ...step, id: String(i), params: stepParams(step), enabled: i % 4 !== 3 }))

function byRows(
  steps: readonly RecipeStep[],
  start: Frame,
  more: Frame,
  done: Parameters<typeof applyRecipe>[3]['done'] = [],
) {
  const none = () => {
    throw new Error('none')
  }
  const services = { cancelled: () => false, progress: () => {}, dataset: () => more, runArray: none, score: none }
  return applyRecipe(start, steps, services, { base: 't', lenient: true, done })
}

function cellsOf(frame: Frame): unknown[][] {
  return Array.from({ length: frame.nRows }, (_, row) => [
    row,
    ...frame.columns.map((column) => {
      const value = keyAt(column, row)
      if (value === null || column.storage === 'text') return value
      if (column.storage === 'date') return isoDate(value as number)
      return column.storage === 'datetime' ? isoDateTime(value as number) : value
    }),
  ])
}

/** What is written of a table, in parts. */
async function written(table: SqlTable, scratch: Scratch): Promise<unknown[][]> {
  const rows: unknown[][] = []
  await writeSql(table, scratch, {
    partsFolder,
    check: () => {},
    progress: () => {},
    take: async (file) => {
      const part = new Database(file, { readonly: true })
      rows.push(...(part.prepare('SELECT * FROM part ORDER BY _row').raw().all() as unknown[][]))
      part.close()
      fs.rmSync(file)
    },
  })
  return rows
}

/** What the statement that people read answers when it is asked. */
function asked(sql: string, tables: Record<string, Revision>, width: number): unknown[][] {
  for (const [name, { tableName, columns: list }] of Object.entries(tables)) {
    const named = list.map(({ name: column }, i) => `c${i} AS ${identifier(column)}`).join(', ')
    workspace.database.exec(`CREATE TEMP VIEW ${identifier(name)} AS SELECT _row, ${named} FROM main.${tableName}`)
  }
  try {
    const rows = workspace.database.prepare(sql).raw().all() as unknown[][]
    return rows.map((row, i) => [i, ...row.slice(0, width)])
  } finally {
    for (const name of Object.keys(tables)) workspace.database.exec(`DROP VIEW temp.${identifier(name)}`)
  }
}

const newScratch = () => new Scratch(partsFolder, workspace.path, { check: () => {}, progress: () => {} })

async function compare(table: Table, other: Table, given: readonly RecipeStep[]) {
  count += 1
  const [name, more] = [`t ${count}`, `more ${count}`]
  addDataset(workspace.database, name, table)
  addDataset(workspace.database, more, other)
  const steps = stored(given).map((step) =>
    'dataset' in step.params ? { ...step, params: { ...step.params, dataset: more } } : step,
  )
  const [revision, otherRevision] = [readRevision(database, name), readRevision(database, more)]
  const load = (of: Revision) => loadFrame(database, of, () => false)
  const rows = byRows(steps, load(revision), load(otherRevision))
  const scratch = newScratch()
  try {
    const run = runSql(scratch, revision, steps, { dataset: () => otherRevision, uses: () => {}, step: () => {} })
    expect(run.reports).toEqual(rows.reports.slice(0, run.reports.length))
    if (run.reports.length < steps.length) {
      // What is not for SQL, or does not fit, the steps themselves do.
      const start = frameOfRun(scratch, run, revision, () => false)
      const { frame, reports } = byRows(steps, start, load(otherRevision), run.reports)
      expect(reports).toEqual(rows.reports)
      expect(cellsOf(frame)).toEqual(cellsOf(rows.frame))
      expect(frame.columns.map(columnInfo)).toEqual(rows.frame.columns.map(columnInfo))
      return run.reports.length > 0 ? 'partly' : 'rows'
    }
    const made = tableOf(scratch, run, revision)
    expect(made.columns).toEqual(rows.frame.columns.map(columnInfo))
    expect(await written(made, scratch)).toEqual(cellsOf(rows.frame))
    const sql = recipeSql(name, revision.columns, steps, {
      dataset: (known) => (known === more ? { name: more, columns: otherRevision.columns } : null),
    })
    if (sql && sql.stop === null) {
      const views = { [name]: revision, [more]: otherRevision }
      expect(asked(sql.text, views, made.columns.length)).toEqual(cellsOf(rows.frame))
    }
    return 'sql'
  } finally {
    scratch.close()
  }
}

test('what SQLite computes of a recipe is what the steps themselves compute: rows, columns, what is said of them, and the statement', async () => {
  const ways = { sql: 0, partly: 0, rows: 0 }
  await fc.assert(
    fc.asyncProperty(tables(columns, 24), tables(others, 12), recipes, async (table, other, given) => {
      ways[await compare(table, other, given)] += 1
    }),
    { numRuns: 300 },
  )
  expect(ways.sql).toBeGreaterThan(60)
  expect(ways.partly).toBeGreaterThan(15)
}, 240_000)

test.each([false, true])(
  'a column of one truth value is nothing to sort by: it names no column of the statement (descending: %s)',
  async (descending) => {
    const table = { city: { storage: 'text', values: ['b', 'c', 'a'] } } as const
    const steps = [
      { kind: 'sort-rows', params: { by: [{ column: 'city' }] } },
      { kind: 'derive-column', params: { name: 'yes', formula: 'TRUE' } },
      { kind: 'derive-column', params: { name: 'no', formula: 'FALSE' } },
      { kind: 'sort-rows', params: { by: ['yes', 'no'].map((column) => ({ column, descending })) } },
    ]
    expect(
      await compare(
        table,
        table,
        steps.slice(0, 3).map((step) => recipeStepSchema.parse(step)),
      ),
    ).toBe('sql')
    expect(
      await compare(
        table,
        table,
        steps.slice(1).map((step) => recipeStepSchema.parse(step)),
      ),
    ).toBe('sql')
    expect(
      await compare(
        table,
        table,
        steps.map((step) => recipeStepSchema.parse(step)),
      ),
    ).not.toBe('rows')
  },
)

test.each([
  ['filter-rows', { where: 'UPPER(city) = "PARIS"' }, 'formula'],
  ['derive-column', { name: 'x', formula: 'amount ^ 2' }, 'formula'],
  ['derive-column', { name: 'x', formula: 'ROUND(amount, 1)' }, 'formula'],
  ['derive-column', { name: 'x', formula: 'city & visits' }, 'formula'],
  ['scale', { columns: ['amount'] }, 'values'],
  ['filter-rows', { where: 'nowhere > 1' }, 'formula'],
  ['clean-text', { columns: ['city'], actions: ['lower'] }, 'letters'],
  ['aggregate', { aggregates: [{ column: 'amount', summary: 'median' }] }, 'summary'],
  ['sort-rows', { by: [{ column: 'nowhere' }] }, 'misfit'],
])('%s with %o is left to the steps themselves, and why is said', (kind, params, why) => {
  count += 1
  const revision = revisionOf(`t ${count}`)
  const steps = [recipeStepSchema.parse({ kind, params })]
  const scratch = newScratch()
  const run = runSql(scratch, revision, steps, { dataset: () => revision, uses: () => {}, step: () => {} })
  scratch.close()
  expect(run.reports).toEqual([])
  expect(recipeSql('t', revision.columns, steps, { dataset: () => null })?.stop).toEqual({ place: 0, why })
})

function revisionOf(name: string): Revision {
  const table = Object.entries(columns).map(([column, { storage }]) => [column, { storage, values: [null] }])
  addDataset(workspace.database, name, Object.fromEntries(table))
  return readRevision(database, name)
}
