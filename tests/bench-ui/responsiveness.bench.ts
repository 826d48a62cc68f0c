import path from 'node:path'
import { expect, test } from '@playwright/test'
import { writeLargeFile } from '../e2e/large-file'
import { WorkbenchApp } from '../e2e/workbench-app'

/** Longest task of the page and longest silence of the main process since the last call, in milliseconds. */
async function watch(app: WorkbenchApp): Promise<() => Promise<{ renderer: number; main: number }>> {
  await app.page.evaluate(() => {
    const state = globalThis as unknown as { longest: number }
    state.longest = 0
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration)
    }).observe({ type: 'longtask' })
  })
  await app.electron.evaluate(() => {
    const state = globalThis as unknown as { silence: number }
    state.silence = 0
    let before = performance.now()
    setInterval(() => {
      const now = performance.now()
      state.silence = Math.max(state.silence, now - before - 5)
      before = now
    }, 5)
  })
  return async () => {
    const renderer = await app.page.evaluate(() => {
      const state = globalThis as unknown as { longest: number }
      const { longest } = state
      state.longest = 0
      return longest
    })
    const main = await app.electron.evaluate(() => {
      const state = globalThis as unknown as { silence: number }
      const { silence } = state
      state.silence = 0
      return silence
    })
    return { renderer: Math.round(renderer), main: Math.round(main) }
  }
}

interface JobEvent {
  type: string
  jobId: string
}

test('200,000 rows × 10 columns: the window answers while it imports and computes', async () => {
  test.setTimeout(600_000)
  const app = await WorkbenchApp.launch()
  const file = path.join(app.home, 'large.csv')
  writeLargeFile(file)
  await app.page.waitForTimeout(3000)
  const read = await watch(app)
  const report = async (step: string, started: number) => {
    const { renderer, main } = await read()
    console.log(
      `${step}: ${((Date.now() - started) / 1000).toFixed(1)} s, longest task ${renderer} ms, main ${main} ms`,
    )
  }
  const finished = async (jobId: string) => {
    await expect
      .poll(
        async () => {
          const events = await app.call<JobEvent[]>('job', 'list', null)
          const last = events.filter((event) => event.jobId === jobId).at(-1)
          if (last?.type === 'failed') throw new Error(JSON.stringify(last))
          return last?.type
        },
        { timeout: 300_000, intervals: [100] },
      )
      .toBe('completed')
  }

  await app.willChoose(file)
  let started = Date.now()
  await app.page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
  await expect(app.page.getByRole('button', { name: 'Next' })).toBeEnabled()
  await report('wizard', started)
  await app.page.getByRole('button', { name: 'Next' }).click()
  await app.page.waitForTimeout(500)
  await report('columns', started)
  started = Date.now()
  await app.page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(app.page.getByText(/200,000 rows/).first()).toBeVisible({ timeout: 120_000 })
  await report('import and dataset page', started)
  await app.page.waitForTimeout(2000)
  await read()

  const features = Array.from({ length: 10 }, (_, j) => `x${j}`)
  for (const [methodId, params] of [
    ['k-means', { k: 5 }],
    ['pca', {}],
  ] as const) {
    started = Date.now()
    const request = { methodId, dataset: 'large', columns: { features }, params }
    const { jobId } = await app.call<{ jobId: string }>('run', 'start', request)
    await finished(jobId)
    await report(`${methodId} run`, started)
    const [run] = await app.call<{ id: string }[]>('run', 'list', null)
    started = Date.now()
    await app.page.evaluate((id) => {
      location.hash = `/run/${id}`
    }, run?.id)
    await app.page.waitForTimeout(3000)
    await report(`${methodId} result page`, started)
    for (let y = 500; y <= 3000; y += 500) {
      await app.page.mouse.move(600, 500)
      await app.page.mouse.wheel(0, 500)
      await app.page.waitForTimeout(500)
    }
    await report(`${methodId} figures`, started)
  }
  await app.close()
})
