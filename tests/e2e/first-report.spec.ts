import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { runCli } from './run-cli'
import { samplePath, WorkbenchApp } from './workbench-app'

/** One person's first afternoon, in order: each step starts where the one before ended. */
test.describe.configure({ mode: 'serial' })

let app: WorkbenchApp

test.beforeAll(async () => {
  app = await WorkbenchApp.launch()
})
test.afterAll(() => app.close())

test('a spreadsheet opens in the import wizard with everything guessed', async () => {
  await app.willChoose(samplePath('customers-gbk.csv'))
  await app.page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
  await expect(app.page.getByRole('heading', { name: 'customers-gbk.csv' })).toBeVisible()
  await expect(app.page.getByText('徐文博').first()).toBeVisible()
  await app.screenshot('wizard-file')
})

test('the import leads to the dataset and accounts for every row', async () => {
  await app.page.getByRole('button', { name: 'Next' }).click()
  await app.screenshot('wizard-columns')
  await app.page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(app.page.getByText(/1,000 rows read: 997 imported, 3 rejected/)).toBeVisible()
  await app.page.getByText('See which and why').click()
  await app.screenshot('dataset-rejects')
})

test('"Who are my customers?" leads to segments in two clicks', async () => {
  await app.page.getByRole('tab', { name: 'Columns' }).click()
  await app.page.getByText('Who are my customers?').first().click()
  await app.page.getByRole('button', { name: /^Run/ }).click()
  await expect(app.page.getByText(/segments among/).first()).toBeVisible({ timeout: 60_000 })
  await app.screenshot('segments-result')
})

test('the scatter is drawn: coloured pixels, not an empty frame', async () => {
  await app.page.getByText('Where the segments lie').scrollIntoViewIfNeeded()
  const figure = app.page.locator('.js-plotly-plot').first()
  await expect(figure.locator('.main-svg').first()).toBeVisible({ timeout: 30_000 })
  await expect.poll(() => figure.locator('.scatterlayer .point, canvas').count()).toBeGreaterThan(0)
  await app.screenshot('segments-scatter')
})

test('a segment gets a name, and the name is everywhere', async () => {
  const suggestion = app.page.getByRole('button', { name: /^Name it/ }).first()
  await suggestion.scrollIntoViewIfNeeded()
  const words = /“(.+)”/.exec((await suggestion.textContent()) ?? '')?.[1] ?? ''
  await suggestion.click()
  expect(words).not.toBe('')
  await expect.poll(() => app.page.getByText(words).count()).toBeGreaterThan(3)
})

function expectSelfContained(html: string): void {
  expect(html).toContain('default-src &#39;none&#39;')
  expect(html).not.toMatch(/<(script|link|img|iframe)[^>]+(src|href)=/)
}

for (const [format, menuItem] of [
  ['html', /Web page/],
  ['pdf', /PDF/],
  ['xlsx', /Excel/],
] as const) {
  test(`the report is handed over as ${format}`, async () => {
    if (format === 'html') await app.page.getByRole('button', { name: 'Add to report' }).click()
    const file = path.join(app.home, `report.${format}`)
    await app.willSaveTo(file)
    await app.page.getByRole('button', { name: 'Export' }).click()
    await app.page.getByRole('menuitem', { name: menuItem }).click()
    await expect.poll(() => fs.existsSync(file), { timeout: 60_000 }).toBe(true)
    expect(fs.statSync(file).size).toBeGreaterThan(10_000)
    if (format === 'html') expectSelfContained(fs.readFileSync(file, 'utf8'))
    if (format === 'pdf') expect(execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' })).toContain('k-means')
  })
}

test('after closing, one clean file remains that the command line verifies and recomputes', async () => {
  const workspace = app.recentWorkspace()
  await app.close()
  expect(fs.readdirSync(path.dirname(workspace))).toEqual([path.basename(workspace)])
  expect(runCli('verify', '--workspace', workspace)).toMatchObject({ ok: true, recomputed: 1, problems: [] })
  app = await WorkbenchApp.launch({ home: app.home, args: [workspace] })
  await app.page.getByRole('link', { name: 'Segments' }).click()
  await expect(app.page.getByText(/customers/).first()).toBeVisible()
})
