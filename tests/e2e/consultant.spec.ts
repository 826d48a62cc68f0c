import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { writeTelcoLike } from './telco-like'
import { WorkbenchApp } from './workbench-app'

const made = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'regulars-telco-')), 'subscribers.csv')
writeTelcoLike(made, 2500, 7)
/** The real data stand beside the project where there are references at all. */
const real = path.resolve(__dirname, '../../../shared/oracles/data/telco/Telco-Customer-Churn.csv')
const files = [made, real].filter((file) => fs.existsSync(file))

const mostClicks = 15
const mostMinutes = 3

for (const file of files) {
  test(`a consultant goes from ${path.basename(file)} to a list of 200 calls and a report`, async () => {
    test.setTimeout(300_000)
    const app = await WorkbenchApp.launch()
    const { page } = app
    let clicks = 0
    const click = async (target: Locator) => {
      await target.click({ timeout: 120_000 })
      clicks++
    }
    const button = (name: string | RegExp) => page.getByRole('button', { name }).first()
    await app.willChoose(file)
    const started = Date.now()

    await test.step('imports the file', async () => {
      await click(button('Open a spreadsheet'))
      await click(button('Next'))
      await click(page.getByRole('button', { name: 'Import', exact: true }))
    })

    await test.step('asks for churn', async () => {
      await click(page.getByText('Who will leave?'))
      await click(button(/^Run/))
      await expect(page.getByRole('heading', { name: 'Whom to contact first' })).toBeVisible({ timeout: 150_000 })
    })

    await test.step('reads the top reasons', async () => {
      await expect(page.getByText(/“.+” counts most/)).toBeAttached()
      const list = page.getByRole('table', { name: /customers, the highest risk first/ })
      await expect(list).toBeVisible({ timeout: 60_000 })
      await expect(list.getByRole('row').nth(1)).toContainText(/tenure|Contract|InternetService/)
    })

    await test.step('sets the budget to 200 calls', async () => {
      const capacity = page.getByRole('textbox', { name: 'How many we can call' })
      await click(capacity)
      await capacity.fill('200')
      await expect(page.getByRole('table', { name: '200 customers, the highest risk first' })).toBeVisible()
      await expect(page.getByText(/\d+ of \d[\d,]* “Yes”/)).toBeVisible()
    })

    const list = path.join(app.home, 'list.csv')
    await test.step('exports the list', async () => {
      await app.willSaveTo(list)
      await click(button('Export list'))
      await click(page.getByRole('menuitem', { name: /CSV/ }))
      await expect.poll(() => fs.existsSync(list), { timeout: 60_000 }).toBe(true)
    })

    const report = path.join(app.home, 'report.pdf')
    await test.step('exports the report', async () => {
      await app.willSaveTo(report)
      await click(button('Add to report'))
      await click(button('Export'))
      await click(page.getByRole('menuitem', { name: /PDF/ }))
      await expect.poll(() => fs.existsSync(report), { timeout: 90_000 }).toBe(true)
    })

    const minutes = (Date.now() - started) / 60_000
    expect(clicks).toBeLessThanOrEqual(mostClicks)
    expect(minutes).toBeLessThanOrEqual(mostMinutes)

    const lines = fs.readFileSync(list, 'utf8').replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(lines).toHaveLength(201)
    expect(lines[0]).toBe(
      'Rank,customerID,Probability,Worth,Probability × worth,First reason,Second reason,Third reason,Suggested action',
    )
    expect(lines.slice(1).every((line) => !line.endsWith(','))).toBe(true)
    const words = execFileSync('pdftotext', ['-layout', report, '-'], { encoding: 'utf8' })
    expect(words).toContain('Model card')
    await app.screenshot(`consultant-${path.basename(file, '.csv')}`)
    await app.close()
  })
}
