import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

test('a finding is looked at, dealt with by one click, comes back when that is undone, and stays away when ignored', async () => {
  test.setTimeout(120_000)
  const app = await WorkbenchApp.launch()
  const { page } = app
  await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
  await expect(page.getByText('Who are my customers?').first()).toBeVisible({ timeout: 60_000 })
  const id = (await app.datasets()).find(({ name }) => name === 'customers')?.id ?? ''
  const steps = async () =>
    (await app.call<{ steps: { kind: string }[] }>('recipe', 'get', { dataset: id })).steps.map(({ kind }) => kind)

  await page.evaluate((dataset) => {
    location.hash = `#/data/${dataset}`
  }, id)
  await page.getByRole('tab', { name: 'Quality' }).click()
  const gaps = page.getByRole('listitem').filter({ hasText: '“satisfaction” is missing' })
  await expect(gaps).toBeVisible({ timeout: 30_000 })
  await gaps.getByRole('button', { name: 'changes 68 cells' }).click()
  await expect(gaps.getByRole('table')).toContainText('Row 11')
  await gaps.getByRole('button', { name: /Fill with/ }).click()
  await expect(gaps).toHaveCount(0, { timeout: 30_000 })
  expect(await steps()).toEqual(['impute'])

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(gaps).toBeVisible({ timeout: 30_000 })
  expect(await steps()).toEqual([])

  await gaps.getByRole('button', { name: /More ways to deal with it/ }).click()
  await page.getByRole('menuitem', { name: 'Ignore this finding' }).click()
  await expect(gaps).toHaveCount(0)
  await page.getByRole('tab', { name: 'Columns' }).click()
  await page.getByRole('tab', { name: 'Quality' }).click()
  await expect(page.getByText('1 finding is ignored')).toBeVisible()
  await expect(gaps).toHaveCount(0)
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(gaps).toBeVisible()
  await app.close()
})
