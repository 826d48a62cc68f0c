import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

/** A list of customers that is prepared, and comes again next month. */
const line = (i: number, spend: string) => `C${100 + i},${['Oslo', 'Rome', 'Bern'][i % 3]},${20 + (i % 50)},${spend}`
const april = Array.from({ length: 60 }, (_, i) => line(i, i % 6 === 0 ? '' : `${i}.5`))
const may = Array.from({ length: 60 }, (_, i) => line(i, i % 5 === 0 ? '' : i === 17 ? '-3' : `${i + 10}.5`))

function write(home: string, name: string, rows: readonly string[]): string {
  const place = path.join(home, name)
  fs.writeFileSync(place, `customer_id,city,age,spend\n${rows.join('\n')}\n`)
  return place
}

const stepsOf = (page: Page) => page.getByRole('listitem').filter({ has: page.getByRole('switch') })

async function addStep(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add step' }).click()
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click()
}

async function pick(page: Page, field: string, option: string): Promise<void> {
  await page.getByLabel(field, { exact: true }).and(page.locator('input')).click()
  await page.getByRole('option', { name: option, exact: true }).click()
  await page.keyboard.press('Escape')
}

async function apply(page: Page, count: number): Promise<void> {
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(stepsOf(page)).toHaveCount(count)
}

async function openPrepare(app: WorkbenchApp): Promise<void> {
  await app.page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Data' }).click()
  await app.page.getByRole('link', { name: 'april' }).first().click()
  await app.page.getByRole('tab', { name: 'Prepare' }).click()
}

test('a list is prepared by steps that can be changed, taken back, kept and replayed on the next list', async () => {
  test.setTimeout(120_000)
  let app = await WorkbenchApp.launch()
  const { home } = app
  await app.willChoose(write(home, 'april.csv', april))
  await app.page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
  await app.page.getByRole('button', { name: 'Next' }).click()
  await app.page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(app.page.getByText(/60 rows read: 60 imported/)).toBeVisible()

  await test.step('gaps are filled, ages grouped, and a wrong formula says where it is wrong', async () => {
    const { page } = app
    await openPrepare(app)
    // The only column with gaps is filled in already.
    await addStep(page, 'Fill missing values')
    await expect(page.getByText('Would touch 10 rows and 10 cells', { exact: false })).toBeVisible()
    await apply(page, 1)
    await addStep(page, 'Group into ranges')
    await pick(page, 'Column', 'age')
    await apply(page, 2)
    await addStep(page, 'New column by formula')
    await page.getByRole('textbox', { name: 'Name' }).fill('per year')
    const formula = page.getByRole('textbox', { name: 'Formula' })
    await formula.click()
    await page.keyboard.type('spend / nowhere')
    await expect(page.getByText(/At character 9/).first()).toBeVisible()
    await expect(page.locator('.cm-wrong')).toHaveText('nowhere')
    await expect(page.getByRole('button', { name: 'Apply' })).toBeDisabled()
    await formula.click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('LN(spend) / age')
    await expect(page.getByText('Would touch 60 rows and 60 cells', { exact: false })).toBeVisible()
    await apply(page, 3)
    await app.screenshot('prepare-steps')
  })

  await test.step('a step is named, moved by keyboard, switched off; all is undone and done again', async () => {
    const { page } = app
    await stepsOf(page)
      .nth(1)
      .getByRole('button', { name: /: more/ })
      .click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('textbox', { name: 'Name of the step' }).fill('Age groups')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Age groups' })).toBeEnabled()
    await page.getByRole('button', { name: 'Age groups' }).press('Alt+ArrowUp')
    await expect(stepsOf(page).first().getByRole('button', { name: 'Age groups' })).toBeEnabled()
    await stepsOf(page).first().locator('label').first().click()
    await expect(page.getByText('switched off')).toBeVisible()
    const undo = page.locator('#root').getByRole('button', { name: 'Undo', exact: true })
    for (let left = 6; left > 0; left--) {
      await expect(undo).toBeEnabled()
      await undo.click()
    }
    await expect(page.getByText('Nothing is done to the imported rows yet')).toBeVisible()
    await expect(undo).toBeDisabled()
    const redo = page.getByRole('button', { name: 'Redo', exact: true })
    for (let left = 6; left > 0; left--) {
      await expect(redo).toBeEnabled()
      await redo.click()
    }
    await expect(redo).toBeDisabled()
    await expect(page.getByText('switched off')).toBeVisible()
  })

  await test.step('rows are chosen by conditions', async () => {
    const { page } = app
    await addStep(page, 'Filter rows')
    await pick(page, 'Column', 'age')
    await page.getByLabel('Value', { exact: true }).fill('30')
    await page.keyboard.press('Tab')
    await apply(page, 4)
    await expect(stepsOf(page).nth(3)).toContainText('20 rows')
  })

  await test.step('closed and opened again, everything is still there', async () => {
    const workspace = app.recentWorkspace()
    await app.close()
    app = await WorkbenchApp.launch({ home, args: [workspace] })
    await openPrepare(app)
    await expect(stepsOf(app.page)).toHaveCount(4)
    await expect(app.page.getByRole('button', { name: 'Age groups' })).toBeVisible()
    await expect(app.page.locator('#root').getByRole('button', { name: 'Undo', exact: true })).toBeEnabled()
  })

  await test.step('the next list is prepared the same way, and what does not fit says so', async () => {
    const { page } = app
    await addStep(page, 'Scale')
    await pick(page, 'Columns', 'spend')
    await pick(page, 'Method', 'natural logarithm')
    await apply(page, 5)
    await app.willChoose(write(home, 'may.csv', may))
    await page.getByRole('link', { name: 'Data' }).first().click()
    await page.getByRole('button', { name: 'Open a spreadsheet' }).click()
    await page.getByRole('button', { name: 'Update dataset' }).click()
    await openPrepare(app)
    await expect(page.getByText('One step does not fit', { exact: false })).toBeVisible({ timeout: 20_000 })
    await expect(stepsOf(page).nth(4)).toContainText('holds -3')
    await expect(stepsOf(page).nth(1)).not.toContainText('Does not fit')
    await app.screenshot('prepare-unfit')
  })
  await app.close()
})
