import path from 'node:path'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from '../e2e/workbench-app'
import { writeMillionRows } from './million-rows'
import { writeWideTable } from './wide-table'

/** No task of the page may take longer, in milliseconds. */
const longestTask = 50

const tables = [
  { size: '1,000,000 rows × 20 columns', write: (file: string) => writeMillionRows(file, 20), nRows: 1_000_000 },
  { size: '100,000 rows × 200 columns', write: (file: string) => writeWideTable(file), nRows: 100_000 },
]

for (const { size, write, nRows } of tables) {
  test(`${size}: the quality page tells what it finds as it finds it, and can be left at any time`, async () => {
    test.setTimeout(600_000)
    const app = await WorkbenchApp.launch({ size: { width: 1920, height: 1080 } })
    const { page } = app
    const file = path.join(app.home, 'table.csv')
    write(file)
    await app.willChoose(file)
    await page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect.poll(async () => (await app.datasets())[0]?.nRows, { timeout: 300_000 }).toBe(nRows)
    await page.getByRole('tab', { name: 'Quality' }).waitFor()
    await page.waitForTimeout(15_000)
    await page.evaluate(() => {
      const state = globalThis as unknown as { longest: number }
      state.longest = 0
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) state.longest = Math.max(state.longest, duration)
      }).observe({ type: 'longtask' })
    })
    const longest = () => page.evaluate(() => Math.round((globalThis as unknown as { longest: number }).longest))
    const memory = () =>
      app.electron.evaluate(({ app: main }) =>
        Math.max(
          ...main
            .getAppMetrics()
            .map(({ type, memory: { workingSetSize } }) => (type === 'Utility' ? workingSetSize : 0)),
        ),
      )
    const before = await memory()
    let peak = before
    const started = performance.now()
    const seconds = () => ((performance.now() - started) / 1000).toFixed(1)

    await page.getByRole('tab', { name: 'Quality' }).click()
    const findings = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /More ways/ }) })
    await findings.first().waitFor({ timeout: 120_000 })
    console.log(`first findings after ${seconds()} s, longest task ${await longest()} ms`)
    const cancel = page.getByRole('button', { name: 'Cancel' })
    while (await cancel.isVisible()) {
      peak = Math.max(peak, await memory())
      await page.waitForTimeout(100)
    }
    await page.getByText('What goes together').waitFor({ timeout: 120_000 })
    console.log(`whole after ${seconds()} s, longest task ${await longest()} ms`)
    console.log(`engine's memory ${Math.round(before / 1024)} → at most ${Math.round(peak / 1024)} MB`)
    const again = performance.now()
    await page.getByRole('tab', { name: 'Columns' }).click()
    await page.getByRole('tab', { name: 'Quality' }).click()
    await page.getByText('What goes together').waitFor()
    console.log(`again after ${Math.round(performance.now() - again)} ms, longest task ${await longest()} ms`)
    const task = await longest()
    await app.close()
    expect(task).toBeLessThanOrEqual(longestTask)
  })
}
