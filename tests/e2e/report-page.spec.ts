import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { runCli } from './run-cli'

const root = path.resolve(__dirname, '../..')
const axe = fs.readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')
const features = ['visits', 'purchases', 'annual_spend', 'recency_days', 'discount_share']

let folder: string
let viewer: ElectronApplication
let page: Page

/** A report of the sample, as it is handed over. */
function makeReport(): string {
  const workspace = ['--workspace', path.join(folder, 'shop.regulars')]
  const report = path.join(folder, 'report.html')
  runCli('import', path.join(root, 'resources/sample-data/customers.csv'), ...workspace)
  for (const method of ['k-means', 'pca']) {
    runCli('run', method, ...workspace, '--dataset', 'customers', '--columns', JSON.stringify({ features }))
  }
  runCli('report', ...workspace, '--out', report)
  return report
}

/** A bare browser window that notes what the page asks for and complains of. */
const viewerSource = (report: string) => `
const { app, BrowserWindow } = require('electron')
globalThis.seen = { requests: [], complaints: [] }
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 900, webPreferences: { sandbox: true } })
  window.webContents.session.webRequest.onBeforeRequest((details, answer) => {
    seen.requests.push(details.url)
    answer({})
  })
  window.webContents.on('console-message', (_event, level, message) => level >= 3 && seen.complaints.push(message))
  window.loadFile(${JSON.stringify(report)})
})`

test.beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-report-'))
  const app = path.join(folder, 'viewer')
  fs.mkdirSync(app)
  fs.writeFileSync(
    path.join(app, 'package.json'),
    JSON.stringify({ name: 'viewer', version: '1.0.0', main: 'main.js' }),
  )
  fs.writeFileSync(path.join(app, 'main.js'), viewerSource(makeReport()))
  const noSandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  viewer = await _electron.launch({ args: [app, ...noSandbox, `--user-data-dir=${path.join(folder, 'user-data')}`] })
  page = await viewer.firstWindow()
  await page.waitForLoadState('load')
})

test.afterAll(async () => {
  await viewer.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

test('a report opened from disk draws every chart, asks for nothing and breaks no rule of its policy', async () => {
  const plots = page.locator('.plot')
  const count = await plots.count()
  expect(count).toBeGreaterThan(4)
  for (let i = 0; i < count; i++) {
    await plots.nth(i).scrollIntoViewIfNeeded()
    await expect(plots.nth(i).locator('.main-svg').first()).toBeVisible()
  }
  expect(await page.locator('.scatterlayer .point').count()).toBeGreaterThan(900)
  const seen = await viewer.evaluate(
    () => (globalThis as unknown as { seen: Record<'requests' | 'complaints', string[]> }).seen,
  )
  expect(seen.complaints).toEqual([])
  expect(seen.requests.filter((url) => !/^(?:data|blob):/.test(url)).map((url) => path.basename(url))).toEqual([
    'report.html',
  ])
})

test('a column is sorted by a click on its header, numbers as numbers', async () => {
  const table = page.locator('table.sortable', { hasText: 'annual_spend' }).first()
  const header = table.locator('thead th', { hasText: 'annual_spend' })
  const index = await header.evaluate((cell) => (cell as HTMLTableCellElement).cellIndex)
  await header.getByRole('button').click()
  const values = await table
    .locator('tbody tr')
    .evaluateAll(
      (rows, column) => rows.map((row) => Number((row as HTMLTableRowElement).cells[column]?.dataset['value'])),
      index,
    )
  expect(values).toEqual([...values].sort((a, b) => b - a))
  await expect(header).toHaveAttribute('aria-sort', 'descending')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing serious for axe, ${colorScheme}`, async () => {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(() => window.scrollTo(0, 0))
    await page.screenshot({ path: path.join(root, `out/screenshots/report-${colorScheme}.png`) })
    await page.evaluate(axe)
    const problems = await page.evaluate(async () => {
      const { violations } = await (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
        }
      ).axe.run()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    })
    expect(problems).toEqual([])
  })
}
