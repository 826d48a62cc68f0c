import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

let app: WorkbenchApp

test.beforeAll(async () => {
  app = await WorkbenchApp.launch()
})
test.afterAll(() => app.close())

test('rows that are alike are found, shown side by side, and left out by a step of the recipe', async () => {
  const file = path.join(app.home, 'people.csv')
  const others = Array.from({ length: 20 }, (_, i) => `P${i},${'bcdfghjk'[i % 8]}${i}${i * 7919} Person,Oslo`)
  const rows = ['A1,Anna Schmidt,Berlin', 'A2,ANNA  SCHMIDT,Berlin', 'A3,Anna Schmitd,Berlin', ...others]
  fs.writeFileSync(file, `id,name,city\n${rows.join('\n')}\n`)
  await app.willChoose(file)
  await app.page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
  await app.page.getByRole('button', { name: 'Next' }).click()
  await app.page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(app.page.getByText(/23 rows read: 23 imported/)).toBeVisible()
  const [dataset] = await app.datasets()
  await app.page.evaluate((id) => {
    window.location.hash = `#/data/${id}`
  }, dataset?.id)
  await app.page.getByRole('button', { name: 'More', exact: true }).click()
  await app.page.getByRole('menuitem', { name: 'Find duplicates…' }).click()
  await app.page.getByRole('checkbox', { name: 'Also rows that are only alike' }).check()
  await app.page.getByRole('slider').focus()
  for (let i = 0; i < 8; i++) await app.page.keyboard.press('ArrowRight')
  await app.page.getByRole('button', { name: 'Find duplicates' }).click()
  const group = app.page.getByRole('table').first()
  await expect(group.getByRole('row')).toHaveCount(4)
  await expect(group.getByText('Anna Schmitd')).toBeVisible()
  await app.page.getByRole('checkbox', { name: 'Leave out row 2' }).check()
  await app.page.getByRole('checkbox', { name: 'Leave out row 3' }).check()
  await app.screenshot('duplicates')
  await app.page.getByRole('button', { name: 'Leave out 2 rows' }).click()
  await expect(app.page.getByText('Leave out 2 chosen rows')).toBeVisible()
  await expect.poll(async () => (await app.datasets())[0]?.nRows).toBe(21)
})
