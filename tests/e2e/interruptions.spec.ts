import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { writeLargeFile } from './large-file'
import { runCli } from './run-cli'
import { WorkbenchApp } from './workbench-app'

interface JobEvent {
  type: string
  jobId: string
}

async function lastEventOf(app: WorkbenchApp, jobId: string): Promise<string | undefined> {
  const events = await app.call<JobEvent[]>('job', 'list', null)
  return events.filter((event) => event.jobId === jobId).at(-1)?.type
}

async function startLongRun(app: WorkbenchApp): Promise<string> {
  const columns = { features: Array.from({ length: 10 }, (_, j) => `x${j}`) }
  const params = { k: 8, nInit: 300, maxIterations: 1000, scaling: 'standard' }
  const request = { methodId: 'k-means', dataset: 'large', columns, params }
  const { jobId } = await app.call<{ jobId: string }>('run', 'start', request)
  await expect.poll(() => lastEventOf(app, jobId), { timeout: 30_000 }).toBe('progress')
  return jobId
}

test('a run is cancelled, closed upon and killed, and the workspace stays whole', async () => {
  test.setTimeout(240_000)
  let app = await WorkbenchApp.launch()
  const file = path.join(app.home, 'large.csv')
  writeLargeFile(file)

  await test.step('an import of 200,000 rows reconciles', async () => {
    await app.willChoose(file)
    await app.page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
    await app.page.getByRole('button', { name: 'Next' }).click()
    await app.page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(app.page.getByText(/200,000 rows/).first()).toBeVisible({ timeout: 60_000 })
  })

  await test.step('cancel answers within a second', async () => {
    const jobId = await startLongRun(app)
    const started = Date.now()
    await app.call('job', 'cancel', { jobId })
    await expect.poll(() => lastEventOf(app, jobId), { intervals: [50] }).toBe('cancelled')
    expect(Date.now() - started).toBeLessThan(1500)
    expect(await app.call<unknown[]>('run', 'list', null)).toEqual([])
  })

  await test.step('closing the application in the middle of a run leaves one whole file', async () => {
    await startLongRun(app)
    const workspace = app.recentWorkspace()
    await app.close()
    expect(fs.readdirSync(path.dirname(workspace))).toEqual([path.basename(workspace)])
    expect(runCli('verify', '--workspace', workspace)).toMatchObject({ ok: true, runs: 0, problems: [] })
  })

  await test.step('so does killing it', async () => {
    const workspace = app.recentWorkspace()
    app = await WorkbenchApp.launch({ home: app.home, args: [workspace] })
    await expect(app.page.getByText(/large/).first()).toBeVisible({ timeout: 30_000 })
    await startLongRun(app)
    app.kill()
    await expect
      .poll(() => {
        try {
          return runCli('verify', '--workspace', workspace)
        } catch {
          return null
        }
      })
      .toMatchObject({ ok: true, runs: 0, problems: [] })
  })
})

test('an engine that dies is started again, with the workspace open as it was', async () => {
  const app = await WorkbenchApp.launch()
  await app.page.getByRole('button', { name: 'Try the sample shop' }).first().click()
  await expect(app.page.getByText('Who are my customers?').first()).toBeVisible({ timeout: 60_000 })
  await app.electron.evaluate(({ app: electronApp }) => {
    const engine = electronApp.getAppMetrics().find(({ name }) => name === 'Regulars engine')
    if (engine) process.kill(engine.pid, 'SIGKILL')
  })
  await expect.poll(async () => (await app.datasets()).length, { timeout: 20_000 }).toBe(2)
  await app.close()
})
