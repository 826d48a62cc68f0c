import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

test('a finding is dealt with by one click, which adds a step, and comes back when that is undone', async () => {
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
  await gaps.getByRole('button', { name: /Fill with/ }).click()
  await expect(gaps).toHaveCount(0, { timeout: 30_000 })
  expect(await steps()).toEqual(['impute'])

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(gaps).toBeVisible({ timeout: 30_000 })
  expect(await steps()).toEqual([])
  await app.close()
})
