import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

/** A shop's list of customers that comes again next month, in order. */
test.describe.configure({ mode: 'serial' })

let app: WorkbenchApp

test.beforeAll(async () => {
  app = await WorkbenchApp.launch()
})
test.afterAll(() => app.close())

function file(name: string, rows: string[]): string {
  const place = path.join(app.home, name)
  fs.writeFileSync(place, `customer_id,city,spend\n${rows.join('\n')}\n`)
  return place
}

const april = Array.from({ length: 40 }, (_, i) => `C${100 + i},${i % 2 ? 'Oslo' : 'Rome'},${i}.5`)
const may = ['C100,Paris,99', ...april.slice(5), 'C900,Rome,1', 'C901,Rome,2', 'C902,Rome,3', 'C902,Rome,4']

const count = (kind: string) => app.page.getByRole('tab', { name: new RegExp(`${kind}$`) }).locator('strong')
const rows = async () => (await app.call<{ nRows: number }[]>('dataset', 'list', undefined))[0]?.nRows

test('a list is imported for the first time, and undo is offered', async () => {
  await app.willChoose(file('april.csv', april))
  await app.page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
  await app.page.getByRole('button', { name: 'Next' }).click()
  await app.page.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(app.page.getByText(/40 rows read: 40 imported/)).toBeVisible()
  await expect(app.page.getByText('“april” is imported.')).toBeVisible()
})

test('the next list with the same columns opens as an update: what changes is shown first', async () => {
  await app.willChoose(file('may.csv', may))
  await app.page.getByRole('link', { name: 'Data' }).first().click()
  await app.page.getByRole('button', { name: 'Open a spreadsheet' }).click()
  await expect(app.page.getByRole('heading', { name: 'Update of “april”' })).toBeVisible()
  await expect(count('new')).toHaveText('2')
  await expect(count('changed')).toHaveText('1')
  await expect(count('the same')).toHaveText('35')
  await expect(count('not in the file')).toHaveText('4')
  await expect(count('unclear')).toHaveText('2')
  const change = app.page.getByRole('row', { name: /C100/ })
  await expect(change.locator('del').first()).toHaveText('Rome')
  await expect(change.locator('ins').first()).toHaveText('Paris')
  await app.screenshot('import-again')
})

test('one button updates the dataset, whose page says what changed', async () => {
  await app.page.getByRole('button', { name: 'Update dataset' }).click()
  await expect(app.page.getByText('“april”: 2 new, 1 changed.')).toBeVisible()
  await app.page.getByRole('tab', { name: 'Source' }).click()
  await expect(app.page.getByText('may.csv').first()).toBeVisible()
  await expect(count('new')).toHaveText('2')
  expect(await rows()).toBe(42)
  await app.screenshot('import-history')
})

test('undo gives the list of before, and it can be brought back', async () => {
  const imports = app.page.getByRole('listitem').filter({ hasText: 'may.csv' }).first()
  await imports.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(rows).toBe(40)
  await imports.getByRole('button', { name: 'Bring back' }).click()
  await expect.poll(rows).toBe(42)
})

test('a pasted table goes through the wizard like a file', async () => {
  await app.page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'name\tage\nAnn\t41\nBob\t39\n')
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await expect(app.page.getByRole('heading', { name: /^pasted-1/ })).toBeVisible()
  await expect(app.page.getByText('Ann').first()).toBeVisible()
})
