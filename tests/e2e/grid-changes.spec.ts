import { expect, test } from '@playwright/test'
import type { Workbench } from '@shared/contract/workbench'
import { WorkbenchApp } from './workbench-app'

test('the grid while its data change', async () => {
  test.setTimeout(120_000)
  const app = await WorkbenchApp.launch({ size: { width: 1440, height: 900 } })
  const { page } = app
  await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
  await expect(page.getByText('Who are my customers?').first()).toBeVisible({ timeout: 60_000 })
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Data' }).click()
  await page.getByRole('link', { name: 'customers' }).first().click()
  await page.getByRole('tab', { name: 'Rows' }).click()
  const grid = page.getByRole('grid', { name: 'Rows of customers' })
  await grid.locator('button[data-column="age"]').click()
  const sorted = grid.getByRole('columnheader', { name: /age/ })
  await expect(sorted).toHaveAttribute('aria-sort', 'ascending')
  const ageColumn = await sorted.getAttribute('aria-colindex')
  const row = (place: number) => grid.locator(`[role="row"][aria-rowindex="${place + 2}"]`)
  const age = (place: number) => row(place).locator(`[role="gridcell"][aria-colindex="${ageColumn}"]`)
  const numberOf = (place: number) => row(place).getByRole('rowheader').innerText()
  const input = page.getByLabel('New value for age')
  await expect.poll(() => numberOf(0)).not.toBe('1')
  const [first, second] = [await numberOf(0), await numberOf(1)]

  await test.step('what is typed into a cell goes to the row it was opened on, though an earlier edit moves the rows', async () => {
    await age(0).dblclick()
    await input.fill('99')
    await input.press('Enter')
    await age(1).dblclick()
    await input.fill('77')
    await expect(page.getByText(`Row ${first}: age is now 99.`)).toBeVisible({ timeout: 20_000 })
    await expect.poll(() => numberOf(0), { timeout: 20_000 }).toBe(second)
    await input.press('Enter')
    const said = page.getByText(/Row \d+: age is now 77\./)
    await expect(said).toContainText(`Row ${second}: age is now 77.`, { timeout: 20_000 })
  })

  await test.step('a range of rows begins anew when the rows are in another order', async () => {
    await row(1).getByRole('rowheader').click()
    await row(3)
      .getByRole('rowheader')
      .click({ modifiers: ['Shift'] })
    await expect(page.getByRole('button', { name: /3 rows/ })).toBeVisible()
    const before = await numberOf(0)
    await grid.locator('button[data-column="age"]').click()
    await expect(sorted).toHaveAttribute('aria-sort', 'descending')
    await expect.poll(() => numberOf(0)).not.toBe(before)
    await row(6)
      .getByRole('rowheader')
      .click({ modifiers: ['Shift'] })
    await expect(page.getByRole('button', { name: /^1 row\b/ })).toBeVisible()
  })

  await test.step('a filter on a column that an undo takes away holds no longer, and the rows stay', async () => {
    await page.evaluate(async () => {
      const { dataset, recipe } = (window as unknown as { workbench: Workbench }).workbench
      const listed = await dataset.list(null)
      const known = listed.status === 'ok' ? listed.value.find(({ name }) => name === 'customers') : undefined
      const params = { name: 'twice', formula: '[visits] * 2' }
      await recipe.append({
        dataset: known?.id ?? '',
        steps: [{ kind: 'derive-column', params, enabled: true, name: null }],
      })
    })
    const count = page.locator('[role="status"]').filter({ hasText: /rows/ })
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'Column' }).click()
    await page.getByRole('option', { name: 'twice' }).click({ timeout: 20_000 })
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('20')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(count).toHaveText(/^[1-9]\d* rows of 997$/)
    await age(3).click()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Undone.')).toBeVisible({ timeout: 20_000 })
    await expect(count).toHaveText('997 rows')
    await expect(grid).toBeVisible()
  })
  await app.close()
})
