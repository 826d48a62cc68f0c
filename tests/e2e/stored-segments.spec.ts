import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

interface Listed {
  name: string
  snapshots: { rows: number }[]
}

test('a rule is built, a cluster kept, both are joined, and the customers are exported with reasons', async () => {
  test.setTimeout(180_000)
  const app = await WorkbenchApp.launch()
  const { page } = app
  const rowsOf = async (name: string) =>
    (await app.call<Listed[]>('segment', 'list', null)).find((segment) => segment.name === name)?.snapshots[0]?.rows
  await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
  await expect(page.getByText('Who are my customers?').first()).toBeVisible({ timeout: 60_000 })
  const customers = (await app.datasets()).find(({ name }) => name === 'customers')?.id ?? ''

  await test.step('a rule, by keyboard and mouse, with its count as one types', async () => {
    await page.getByRole('link', { name: 'Segments' }).click()
    await page.getByRole('button', { name: 'New segment' }).click()
    await page.getByRole('menuitem', { name: 'customers' }).click()
    const count = page.getByRole('status').filter({ hasText: /\d rows/ })
    await expect(count).toBeVisible({ timeout: 20_000 })
    const before = (await count.textContent()) ?? ''
    await page.getByRole('combobox', { name: 'Column' }).click()
    await page.getByRole('option', { name: 'annual_spend' }).click()
    await page.getByRole('textbox', { name: 'Value' }).fill('1000')
    await page.getByRole('textbox', { name: 'Name' }).fill('Big')
    await expect(count).not.toHaveText(before, { timeout: 20_000 })
    await page.waitForTimeout(1000)
    const counted = Number(((await count.textContent()) ?? '').match(/(\d+) rows/)?.[1])
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { level: 1, name: 'Big' })).toBeVisible({ timeout: 20_000 })
    expect(await rowsOf('Big')).toBe(counted)
  })

  await test.step('a cluster from its card', async () => {
    await page.evaluate((id) => {
      location.hash = `#/run/new/k-means?dataset=${id}`
    }, customers)
    await expect(page.getByRole('button', { name: /Ctrl ↵/ })).toBeEnabled({ timeout: 20_000 })
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/#\/run\/[0-9a-f-]{36}/, { timeout: 60_000 })
    await page
      .getByRole('button', { name: /^Actions for “/ })
      .first()
      .click({ timeout: 20_000 })
    await page.getByRole('menuitem', { name: 'Save as segment …' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('First cluster')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'First cluster' })).toBeVisible({ timeout: 20_000 })
    expect(await rowsOf('First cluster')).toBeGreaterThan(0)
  })

  await test.step('both together', async () => {
    await page.evaluate((id) => {
      location.hash = `#/segments/new?dataset=${id}`
    }, customers)
    await page.getByText('Other segments', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Both')
    await page.getByRole('button', { name: 'Save segment' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Both' })).toBeVisible({ timeout: 20_000 })
    const [big = 0, cluster = 0, both = 0] = await Promise.all(['Big', 'First cluster', 'Both'].map(rowsOf))
    expect(both).toBeGreaterThanOrEqual(Math.max(big, cluster))
    expect(both).toBeLessThanOrEqual(big + cluster)
  })

  await test.step('its customers, each with the reason', async () => {
    const out = path.join(app.home, 'both.csv')
    await app.willSaveTo(out)
    await page.getByRole('button', { name: 'Export with reasons' }).click()
    await page.getByRole('menuitem', { name: /CSV/ }).click()
    await expect.poll(() => fs.existsSync(out), { timeout: 20_000 }).toBe(true)
    const lines = fs.readFileSync(out, 'utf8').trimEnd().split('\r\n')
    expect(lines).toHaveLength(((await rowsOf('Both')) ?? 0) + 1)
    expect(lines[0]).toMatch(/segment,reason$/)
    expect(lines.slice(1).every((line) => /in “(Big|First cluster)”$/.test(line))).toBe(true)
  })

  await test.step('removed, and brought back by Undo', async () => {
    await page.getByRole('button', { name: 'More' }).last().click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Both' })).toBeVisible({ timeout: 20_000 })
  })
  await app.close()
})
