import fs from 'node:fs'
import path from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { samplePath, WorkbenchApp } from './workbench-app'

interface Listed {
  id: string
  name: string
  definition: { kind: string; assign?: boolean }
  snapshots: { revision: number; rows: number; basis: string }[]
}

/** How many marks of a figure are selected, in all its traces of rows; null when nothing is. */
const selectedMarks = (figure: Locator) =>
  figure.locator('.js-plotly-plot').evaluate((plot) => {
    const traces = (plot as unknown as { data: { selectedpoints?: number[] }[] }).data
    const chosen = traces.flatMap(({ selectedpoints }) => (selectedpoints ? [selectedpoints.length] : []))
    return chosen.length === 0 ? null : chosen.reduce((sum, count) => sum + count, 0)
  })

test('brush in one view, see it in all, keep it; next month the model fills the segments', async () => {
  test.setTimeout(120_000)
  const app = await WorkbenchApp.launch()
  const { page } = app
  const segments = () => app.call<Listed[]>('segment', 'list', null)
  await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
  await expect(page.getByText('Who are my customers?').first()).toBeVisible({ timeout: 60_000 })
  const customers = (await app.datasets()).find(({ name }) => name === 'customers')?.id ?? ''
  await page.evaluate((id) => {
    location.hash = `#/run/new/k-means?dataset=${id}`
  }, customers)
  await expect(page.getByRole('button', { name: /Ctrl ↵/ })).toBeEnabled({ timeout: 20_000 })
  await page.keyboard.press('Control+Enter')
  await page.waitForURL(/#\/run\/[0-9a-f-]{36}/, { timeout: 60_000 })
  const run = page.url()

  await test.step('a box in the scatter selects rows, and the same rows stand out in the silhouette plot', async () => {
    const scatter = page.getByRole('figure', { name: 'Where the segments lie' })
    const area = scatter.locator('.nsewdrag').first()
    await scatter.scrollIntoViewIfNeeded()
    await expect(area).toBeVisible({ timeout: 20_000 })
    await scatter.getByRole('button', { name: /Drag a box/ }).click()
    await page.waitForTimeout(400)
    const box = (await area.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    await page.mouse.move(box.x + box.width * 0.05, box.y + box.height * 0.1)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.4, { steps: 8 })
    await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.6, { steps: 8 })
    await page.mouse.up()
    const status = page.getByRole('contentinfo').getByRole('button', { name: /rows of customers selected/ })
    await expect(status).toBeVisible()
    const count = Number((await status.textContent())?.match(/([\d,]+) rows/)?.[1]?.replaceAll(',', ''))
    expect(count).toBeGreaterThan(0)
    await expect.poll(() => selectedMarks(scatter)).toBe(count)
    const silhouettes = page.getByRole('figure', { name: /is the best separated/ })
    await silhouettes.scrollIntoViewIfNeeded()
    await expect(silhouettes.locator('.nsewdrag').first()).toBeVisible({ timeout: 20_000 })
    await expect.poll(() => selectedMarks(silhouettes)).toBe(count)

    await status.click()
    await page.getByRole('menuitem', { name: 'Save as segment …' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Brushed')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Brushed' })).toBeVisible({ timeout: 20_000 })
    expect((await segments())[0]?.snapshots[0]?.rows).toBe(count)
    await expect(page.getByText('What sets it apart, tested')).toBeVisible({ timeout: 20_000 })
    await expect(status).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(status).toBeHidden()
  })

  await test.step('the run’s segments are kept, filled by the model', async () => {
    await page.evaluate((url) => {
      location.hash = new URL(url).hash
    }, run)
    await page.getByRole('button', { name: 'More actions for this result' }).first().click()
    await page.getByRole('menuitem', { name: 'Assign new rows …' }).click()
    await expect(page.getByRole('dialog').getByText('Sizes then and now')).toBeVisible({ timeout: 20_000 })
    await page.getByRole('dialog').getByRole('button', { name: 'Keep as segments' }).click()
    await expect.poll(async () => (await segments()).filter(({ definition }) => definition.assign).length).toBe(5)
  })

  await test.step('next month', async () => {
    const [header, ...rows] = fs.readFileSync(samplePath('customers.csv'), 'utf8').trimEnd().split(/\r?\n/)
    const fresh = rows.slice(0, 60).map((row, i) => row.replace(/^[^,]*/, String(900_000 + i)))
    const file = path.join(app.home, 'customers.csv')
    fs.writeFileSync(file, [header, ...rows, ...fresh].join('\n'))
    await app.willChoose(file)
    await page.getByRole('link', { name: 'Data' }).first().click()
    await page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
    await page.getByRole('button', { name: 'Update dataset' }).click()
    await expect
      .poll(
        async () =>
          (await segments()).flatMap(({ definition, snapshots }) =>
            definition.assign && snapshots.at(-1)?.revision === 2 ? [snapshots.at(-1)?.basis] : [],
          ),
        { timeout: 20_000 },
      )
      .toEqual(Array(5).fill('assigned'))
    const grown = (await segments()).reduce(
      (sum, { definition, snapshots }) =>
        definition.assign ? sum + (snapshots.at(-1)?.rows ?? 0) - (snapshots[0]?.rows ?? 0) : sum,
      0,
    )
    expect(grown).toBeGreaterThan(0)
    expect(grown).toBeLessThanOrEqual(60)
  })
  await app.close()
})
