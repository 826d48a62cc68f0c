import fs from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wholeQuality } from '../../../electron/engine/find-quality'
import { startImport } from '../../../electron/engine/handlers/import-handlers'
import { listeningEngine } from './listening-engine'

const { engine, place, call, finished } = listeningEngine()

async function importTable(name: string, lines: readonly string[]): Promise<string> {
  fs.writeFileSync(place(`${name}.csv`), lines.join('\n'))
  await startImport(engine, { path: place(`${name}.csv`), dataset: name }).done
  return (await engine.session().database.request('dataset/get', { dataset: name })).id
}

/** Many numbers, so that the comparison of columns takes long enough to be stopped. */
const wide = [
  Array.from({ length: 40 }, (_, j) => `x${j}`).join(','),
  ...Array.from({ length: 20_000 }, (_, i) =>
    Array.from({ length: 40 }, (_, j) => (i * (j + 3)) % 9973 || '').join(','),
  ),
]

beforeAll(() => engine.open({ path: place('quality.regulars'), create: true }))
afterAll(() => engine.close())

test('what a look has found is kept with the revision: the next question needs no look', async () => {
  const dataset = await importTable('shop', ['customer,spend', 'a,1', 'a,1', 'b,', 'c,4'])
  const { jobId } = await call('quality/find', { dataset })
  if (jobId === null) throw new Error('nothing was looked through')
  expect((await finished({ jobId })).type).toBe('completed')
  const found = await call('quality/found', { jobId })
  expect(found?.complete).toBe(true)
  expect(found?.findings.map(({ kind }) => kind)).toContain('duplicates')
  expect(await call('quality/find', { dataset })).toEqual({ jobId: null, view: found })
  expect(await wholeQuality(engine, 'shop')).toEqual(found)
})

test('what a column is said to be is part of the question', async () => {
  const dataset = await importTable('ages', ['who,age', 'a,1', 'b,2', 'c,2'])
  await wholeQuality(engine, 'ages')
  await call('dataset/describe-column', { dataset, column: 'age', measureType: 'nominal', role: null })
  expect((await call('quality/find', { dataset })).view).toBeNull()
  expect((await wholeQuality(engine, 'ages')).report.columns[1]?.type).toBe('nominal')
})

test('who asks meanwhile gets the same job; it says what it has found so far, ends when cancelled, and keeps nothing', async () => {
  const dataset = await importTable('wide', wide)
  const { jobId } = await call('quality/find', { dataset })
  expect((await call('quality/find', { dataset })).jobId).toBe(jobId)
  const events = () => engine.jobs.list().filter((event) => event.jobId === jobId)
  const stages = () => events().flatMap((event) => (event.type === 'progress' ? [event.progress.stage] : []))
  await expect.poll(stages, { timeout: 20_000, interval: 5 }).toContain('qualityPairs')
  const partial = await call('quality/found', { jobId: jobId ?? '' })
  expect(partial?.complete).toBe(false)
  expect(partial?.report.columns).toHaveLength(40)
  const asked = performance.now()
  await call('job/cancel', { jobId: jobId ?? '' })
  await expect.poll(() => events().at(-1)?.type, { timeout: 5000, interval: 5 }).toBe('cancelled')
  expect(performance.now() - asked).toBeLessThan(1000)
  const again = await call('quality/find', { dataset })
  expect(again.view).toBeNull()
  expect(again.jobId).not.toBe(jobId)
})

test('a finding that is ignored stays so for other revisions, until it is not ignored any more', async () => {
  const dataset = await importTable('notes', [
    'word,n',
    ...Array.from({ length: 9 }, (_, i) => `w ${i},${i % 2 ? '' : i}`),
  ])
  const { findings } = await wholeQuality(engine, 'notes')
  const finding = findings[0]?.id ?? ''
  expect(await call('quality/ignore', { dataset, finding, ignored: true })).toEqual([finding])
  const steps = [{ kind: 'rename-columns', params: { columns: [{ from: 'word', to: 'name' }] } }]
  const job = await call('recipe/append', {
    dataset,
    steps: steps.map((step) => ({ enabled: true, name: null, ...step })),
  })
  await finished(job)
  expect((await wholeQuality(engine, 'notes')).ignored).toEqual([finding])
  expect(await call('quality/ignore', { dataset, finding, ignored: false })).toEqual([])
})

test('a look that waits for its turn looks at the revision it was asked about, also when there is a newer one by then', async () => {
  const dataset = await importTable('queue', ['who,n', 'a,1', 'b,2', 'c,3'])
  const busy = await call('quality/find', { dataset: await importTable('wide again', wide) })
  const { jobId } = await call('quality/find', { dataset })
  const steps = [{ kind: 'filter-rows', params: { where: 'n > 1' }, enabled: true, name: null }]
  await finished(await call('recipe/append', { dataset, steps }))
  await call('job/cancel', { jobId: busy.jobId ?? '' })
  await finished({ jobId: jobId ?? '' })
  expect((await call('quality/found', { jobId: jobId ?? '' }))?.report.nRows).toBe(3)
  await finished(await call('recipe/undo', { dataset }))
  expect((await call('quality/find', { dataset })).view?.report.nRows).toBe(3)
})
