import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../electron/database/scratch'
import { document, refusal } from './command-line'

const folder = scratchFolder()

test('steps of preparation are read from FILE and from @FILE, as a document or a list alone, and a file that is not there is refused', async () => {
  const workspace = path.join(folder, 'shop.regulars')
  const [file, steps] = [path.join(folder, 'shop.csv'), path.join(folder, 'steps.json')]
  fs.writeFileSync(file, 'id,spend\nA,1\nB,5\nC,9\n')
  fs.writeFileSync(steps, JSON.stringify({ steps: [{ kind: 'filter-rows', params: { where: 'spend > 2' } }] }))
  await document('import', file, '--workspace', workspace)
  const apply = ['recipe', 'apply', '--workspace', workspace, '--dataset', 'shop']
  expect(await document(...apply, '--steps', steps, '--as', 'plain')).toMatchObject({ dataset: 'plain', nRows: 2 })
  expect(await document(...apply, '--steps', `@${steps}`, '--as', 'at')).toMatchObject({ dataset: 'at', nRows: 2 })
  fs.writeFileSync(steps, JSON.stringify([{ kind: 'filter-rows', params: { where: 'spend > 5' } }]))
  expect(await document(...apply, '--steps', steps, '--as', 'list')).toMatchObject({ dataset: 'list', nRows: 1 })
  const { code, error } = await refusal(...apply, '--steps', '@none.json')
  expect([code, error['code']]).toEqual([1, 'fileNotFound'])
  expect(await document('verify', '--workspace', workspace)).toMatchObject({ ok: true, datasets: 4 })
})

test('an import says which steps no longer fit, and what to do; a refused step says which of the list it is', async () => {
  const workspace = path.join(folder, 'months.regulars')
  const [file, steps] = [path.join(folder, 'months.csv'), path.join(folder, 'two.json')]
  const apply = ['recipe', 'apply', '--workspace', workspace, '--dataset', 'months', '--steps', steps]
  const write = (list: unknown[]) => fs.writeFileSync(steps, JSON.stringify({ steps: list }))
  fs.writeFileSync(file, 'id,spend\nA,1\nB,5\n')
  const load = ['import', file, '--workspace', workspace, '--dataset', 'months']
  expect(await document(...load)).not.toHaveProperty('stepsLeftOut')
  const sort = { kind: 'sort-rows', params: { by: [{ column: 'id', descending: true }] } }
  write([sort, { kind: 'scale', params: { columns: ['spend'] } }])
  expect(await document(...apply)).toMatchObject({ nRows: 2, steps: [{ kind: 'sort-rows' }, { kind: 'scale' }] })
  fs.writeFileSync(file, 'id,turnover\nA,1\nB,5\n')
  const { stepsLeftOut } = await document<{ stepsLeftOut: unknown }>(...load)
  expect(stepsLeftOut).toMatchObject([{ step: 2, kind: 'scale', code: 'columnMissing', column: 'spend' }])
  const shown = await document<{ sql: string }>('recipe', 'show', '--workspace', workspace, '--dataset', 'months')
  expect(shown).toMatchObject({ sqlStops: { step: 2 } })
  expect(shown.sql).toContain('ORDER BY "id" DESC NULLS LAST')
  write([sort, { kind: 'sort-rows', params: { by: 'id' } }])
  const { code, error } = await refusal(...apply)
  expect([code, error['code'], error['parameter']]).toEqual([1, 'parameterInvalid', 'by'])
  expect(error['hint']).toContain('2')
}, 60_000)
