import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

test('rows are filtered, kept as a segment, arranged, edited, undone and copied', async () => {
  test.setTimeout(120_000)
  let app = await WorkbenchApp.launch({ size: { width: 1440, height: 900 } })
  const { page } = app
  await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
  await expect(page.getByText('Who are my customers?').first()).toBeVisible({ timeout: 60_000 })
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Data' }).click()
  await page.getByRole('link', { name: 'customers' }).first().click()
  await page.getByRole('tab', { name: 'Rows' }).click()
  const grid = page.getByRole('grid', { name: 'Rows of customers' })
  await expect(grid.getByRole('row', { name: /^1 / }).first()).toBeVisible()
  const count = page.locator('[role="status"]').filter({ hasText: /rows/ })

  await test.step('a column is hidden, brought back and frozen from its menu', async () => {
    const city = grid.getByRole('columnheader', { name: /city/ })
    await grid.getByRole('button', { name: 'Menu of city' }).click()
    await page.getByRole('menuitem', { name: 'Hide column' }).click()
    await expect(city).toHaveCount(0)
    await page.getByRole('button', { name: 'Columns (1 hidden)' }).click()
    await page.getByRole('checkbox', { name: 'city' }).check()
    await page.keyboard.press('Escape')
    await expect(city).toBeVisible()
    await grid.getByRole('button', { name: 'Menu of city' }).click()
    await page.getByRole('menuitem', { name: 'Freeze at the left' }).click()
    await expect(city).toHaveAttribute('aria-colindex', '3')
  })

  await test.step('a filter on a column, as a chip, kept as a segment', async () => {
    await grid.getByRole('button', { name: 'Menu of age' }).click()
    await page.getByRole('menuitem', { name: 'Filter by this column…' }).click()
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('40')
    await page.getByRole('button', { name: 'Done' }).click()
    const chip = page.getByRole('list', { name: 'Conditions that hold' }).getByText('age is at least 40')
    await expect(chip).toBeVisible()
    await expect(count).toHaveText(/^[1-9]\d* rows of 997$/)
    await page.getByRole('button', { name: 'Use these rows' }).click()
    await page.getByRole('menuitem', { name: 'Save as segment…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Forty and older')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Forty and older' })).toBeVisible()
    await page.goBack()
    await page.getByRole('button', { name: 'Remove the condition: age is at least 40' }).click()
    await expect(count).toHaveText('997 rows')
  })

  await test.step('a cell is edited, undone by a key, and copied with its header', async () => {
    const cell = grid.getByRole('row').nth(1).getByRole('gridcell').nth(1)
    await expect(cell).not.toHaveText('')
    const before = (await cell.textContent()) ?? ''
    await cell.dblclick()
    const input = page.getByRole('combobox', { name: 'New value for city' })
    await input.fill('Atlantis')
    await input.press('Enter')
    await expect(cell).toHaveText('Atlantis')
    await expect(page.getByText('Row 1: city is now Atlantis.')).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Undone.')).toBeVisible({ timeout: 20_000 })
    await expect(cell).toHaveText(before)
    await cell.click()
    await page.keyboard.press('Control+c')
    await expect.poll(() => app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(`city\n${before}`)
  })

  await test.step('rows that are chosen are offered as a segment', async () => {
    await grid.getByRole('rowheader', { name: '2', exact: true }).click()
    await grid.getByRole('rowheader', { name: '5', exact: true }).click({ modifiers: ['Shift'] })
    await expect(page.getByRole('button', { name: /4 rows/ })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save as segment' }).first()).toBeVisible()
  })

  await test.step('what was looked at is there again after a restart: order, filter, search, columns', async () => {
    await grid.getByRole('button', { name: 'Menu of gender' }).click()
    await page.getByRole('menuitem', { name: 'Hide column' }).click()
    await grid.locator('button[data-column="age"]').click()
    await grid.getByRole('button', { name: 'Menu of age' }).click()
    await page.getByRole('menuitem', { name: 'Filter by this column…' }).click()
    await page.getByRole('textbox', { name: 'Value', exact: true }).fill('40')
    await page.getByRole('button', { name: 'Done' }).click()
    await expect(count).toHaveText(/^[1-9]\d* rows of 997$/)
    const filtered = (await count.textContent()) ?? ''
    await page.getByRole('textbox', { name: 'Search all columns' }).fill('c')
    await expect(count).not.toHaveText(filtered)
    const found = (await count.textContent()) ?? ''
    const address = await page.evaluate(() => location.hash)
    await app.close()

    app = await WorkbenchApp.launch({ home: app.home, args: [app.recentWorkspace()] })
    await expect.poll(async () => (await app.datasets()).length, { timeout: 30_000 }).toBeGreaterThan(0)
    await app.page.evaluate((hash) => {
      location.hash = hash
    }, address)
    const again = app.page.getByRole('grid', { name: 'Rows of customers' })
    await expect(again.getByRole('columnheader', { name: /age/ })).toHaveAttribute('aria-sort', 'ascending')
    await expect(again.getByRole('columnheader', { name: /city/ })).toHaveAttribute('aria-colindex', '3')
    await expect(again.getByRole('columnheader', { name: /gender/ })).toHaveCount(0)
    await expect(app.page.getByRole('textbox', { name: 'Search all columns' })).toHaveValue('c')
    await expect(app.page.getByText('age is at least 40')).toBeVisible()
    await expect(app.page.locator('[role="status"]').filter({ hasText: /rows of/ })).toHaveText(found)
  })
  await app.close()
})
