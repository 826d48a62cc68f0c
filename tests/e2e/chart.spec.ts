import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

test('a chart is built by the keyboard alone, and says what it needs', async () => {
  const app = await WorkbenchApp.launch()
  const { page } = app
  try {
    await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
    await expect.poll(async () => (await app.datasets()).length).toBe(2)
    await page.getByRole('link', { name: 'Explore' }).first().click()
    await page.getByRole('link', { name: 'Chart', exact: true }).click()
    await expect(page.getByText('What do you want to see?')).toBeVisible()
    const columns = page.getByRole('navigation', { name: 'Columns' })
    for (const name of ['tier', 'annual_spend']) {
      await columns.getByRole('button', { name, exact: true }).focus()
      await page.keyboard.press('Enter')
    }
    await expect(
      page.getByRole('img', { name: 'Sum of annual_spend by tier' }).locator('.main-svg').first(),
    ).toBeVisible()
    await page.getByRole('combobox', { name: 'Type of chart' }).click()
    await page.getByRole('option', { name: 'Scatter' }).click()
    await expect(page.getByRole('alert')).toContainText("'tier' holds words")
  } finally {
    await app.close()
  }
})
