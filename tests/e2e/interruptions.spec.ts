import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { runCli } from './run-cli'
import { WorkbenchApp } from './workbench-app'

/** 200,000 customers in 10 columns of numbers, the same at every call. */
function writeLargeFile(file: string, nRows = 200_000): void {
  let state = 7
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const lines = [`id,${Array.from({ length: 10 }, (_, j) => `x${j}`).join(',')}`]
  for (let i = 0; i < nRows; i++) {
    const group = i % 5
    lines.push(
      `${i},${Array.from({ length: 10 }, (_, j) => (group * ((j % 3) + 1) + next() * 4).toFixed(3)).join(',')}`,
    )
  }
  fs.writeFileSync(file, lines.join('\n'))
}

/** Calls the bridge as the page does and gives back the value, or throws what it answered. */
function call<T>(app: WorkbenchApp, domain: string, verb: string, request: unknown): Promise<T> {
  return app.page.evaluate(
    async ({ domain, verb, request }) => {
      const bridge = (globalThis as unknown as { workbench: Record<string, Record<string, (r: unknown) => unknown>> })
        .workbench
      const answer = (await bridge[domain]?.[verb]?.(request)) as { status: string; value: unknown; error: unknown }
      if (answer.status === 'error') throw new Error(JSON.stringify(answer.error))
      return answer.value
    },
    { domain, verb, request },
  ) as Promise<T>
}

interface JobEvent {
  type: string
  jobId: string
}

async function lastEventOf(app: WorkbenchApp, jobId: string): Promise<string | undefined> {
  const events = await call<JobEvent[]>(app, 'job', 'list', null)
  return events.filter((event) => event.jobId === jobId).at(-1)?.type
}

async function startLongRun(app: WorkbenchApp): Promise<string> {
  const columns = { features: Array.from({ length: 10 }, (_, j) => `x${j}`) }
  const params = { k: 8, nInit: 300, maxIterations: 1000, scaling: 'standard' }
  const request = { methodId: 'k-means', dataset: 'large', columns, params }
  const { jobId } = await call<{ jobId: string }>(app, 'run', 'start', request)
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
    await call(app, 'job', 'cancel', { jobId })
    await expect.poll(() => lastEventOf(app, jobId), { intervals: [50] }).toBe('cancelled')
    expect(Date.now() - started).toBeLessThan(1500)
    expect(await call<unknown[]>(app, 'run', 'list', null)).toEqual([])
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
