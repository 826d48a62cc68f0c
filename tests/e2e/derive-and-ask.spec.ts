import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

test('purchases become customers, customers are asked in SQL, and leave as a file with a receipt', async () => {
  test.setTimeout(180_000)
  const app = await WorkbenchApp.launch()
  const { page } = app
  await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
  await expect(page.getByText('Who are my customers?').first()).toBeVisible({ timeout: 60_000 })

  await test.step('one click from the list of purchases to a row per customer', async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Data' }).click()
    await page.getByRole('link', { name: 'transactions' }).first().click()
    await page.getByRole('link', { name: /One row per customer/ }).click()
    const preview = page.getByRole('region', { name: 'What comes out' })
    await expect(preview.getByText('1,000 rows, 17 columns')).toBeVisible({ timeout: 20_000 })
    await expect(preview.getByText(/Monetary adds up to ¥1,536,854\.87/)).toBeVisible()
    await page.getByRole('button', { name: 'Create dataset' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'transactions by customer' })).toBeVisible({
      timeout: 30_000,
    })
    await expect(page.getByText('Rolled up from transactions')).toBeVisible()
  })

  await test.step('a question in SQL adds up to the same', async () => {
    await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Data' }).click()
    await page.getByRole('link', { name: 'SQL console' }).click()
    const editor = page.getByRole('textbox', { name: 'SQL' })
    await editor.click()
    await page.keyboard.type('SELECT count(*) AS n, round(sum(monetary), 2) AS total FROM "transactions by customer"')
    await page.keyboard.press('Control+Enter')
    const grid = page.getByRole('grid', { name: 'Answer' })
    await expect(grid.getByText('1,536,854.87')).toBeVisible({ timeout: 20_000 })
    await expect(grid.getByText('1000', { exact: true })).toBeVisible()
    await editor.click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('DROP TABLE customers')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('alert')).toContainText('DROP TABLE customers', { timeout: 20_000 })
  })

  await test.step('the customers as a Parquet file, and its receipt on the page', async () => {
    const made = (await app.datasets()).find(({ name }) => name === 'transactions by customer')?.id ?? ''
    const file = path.join(app.home, 'customers.parquet')
    await app.willSaveTo(file)
    await page.evaluate((id) => {
      location.hash = `#/data/${id}?tab=source`
    }, made)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Parquet file' }).click()
    await expect(page.getByText('customers.parquet').first()).toBeVisible({ timeout: 30_000 })
    await expect.poll(() => fs.existsSync(file) && fs.readFileSync(file).subarray(0, 4).toString()).toBe('PAR1')
    await expect(page.getByText('Cells disarmed')).toBeVisible({ timeout: 20_000 })
  })
  await app.close()
})
