import fs from 'node:fs'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

/** Orders of a shop: half of the ratings were never given. */
const orders = Array.from({ length: 360 }, (_, i) => {
  const month = String((i % 12) + 1).padStart(2, '0')
  const day = String((i % 27) + 1).padStart(2, '0')
  const region = ['North', 'South', 'West'][Math.floor(i / 12) % 3]
  return [
    `SO${String(i).padStart(5, '0')}`,
    `2024-${month}-${day}`,
    region,
    18 + ((i * 11) % 60),
    i % 2 === 0 ? '' : 1 + (i % 5),
    100 + ((i * 37) % 900),
  ].join(',')
})
const header = 'order_id,order_date,region,age,rating,revenue'

test('a stranger opens a file, repairs it, derives an age group, draws revenue, and hands over a dashboard', async () => {
  const app = await WorkbenchApp.launch()
  const { page } = app
  const menu = (name: string) => page.getByRole('menuitem', { name, exact: true })
  const choose = async (field: string, option: string) => {
    await page.getByRole('combobox', { name: field, exact: true }).click()
    await page.getByRole('option', { name: option, exact: true }).click()
  }
  try {
    await test.step('open a file', async () => {
      const file = path.join(app.home, 'orders.csv')
      fs.writeFileSync(file, [header, ...orders].join('\n'))
      await app.willChoose(file)
      await page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      await expect(page.getByText(/360 rows read: 360 imported/)).toBeVisible({ timeout: 20_000 })
    })

    await test.step('find the worst column, and fix it by its remedy', async () => {
      await page.getByRole('tab', { name: 'Quality' }).click()
      const worst = page.getByRole('listitem').filter({ hasText: '“rating” is missing' })
      await worst.getByRole('button', { name: /Fill with/ }).click()
      await expect(worst).toHaveCount(0, { timeout: 20_000 })
    })

    await test.step('derive an age group', async () => {
      await page.getByRole('tab', { name: 'Prepare' }).click()
      await page.getByRole('button', { name: 'Add step' }).click()
      await page.getByRole('menuitem', { name: /^Group into ranges/ }).click()
      await choose('Column', 'age')
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('age group')
      await page.getByRole('button', { name: 'Apply', exact: true }).click()
      await expect(page.getByText('Ranges of age').first()).toBeVisible({ timeout: 20_000 })
    })

    await test.step('draw revenue by month and region', async () => {
      await page.getByRole('link', { name: 'Explore' }).click()
      await page.getByRole('link', { name: 'Chart', exact: true }).click()
      await choose('x axis', 'order_date')
      await choose('y axis', 'revenue')
      await choose('Colour', 'region')
      await choose('Dates by', 'Month')
      await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Revenue by month and region')
      const chart = page.getByRole('img', { name: 'Revenue by month and region' })
      await expect(chart.locator('.main-svg').first()).toBeVisible({ timeout: 20_000 })
    })

    await test.step('put it on a dashboard, which is saved by itself', async () => {
      await page.getByRole('button', { name: 'Add to dashboard' }).click()
      await menu('New dashboard').click()
      await page.getByRole('textbox', { name: 'Title of the dashboard' }).fill('Shop 2024')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('region', { name: 'Revenue by month and region' })).toBeVisible({ timeout: 20_000 })
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await menu('Table…').click()
      await choose('Grouped by', 'age group')
      await choose('Shows', 'Added up')
      await choose('Of column', 'revenue')
      await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
      await expect(page.getByRole('region', { name: 'Sum of revenue by age group' }).first()).toBeVisible()
      await page.getByRole('link', { name: 'Dashboards' }).first().click()
      await page.getByRole('link', { name: /Shop 2024/ }).click()
      await expect(page.getByRole('region', { name: 'Revenue by month and region' })).toBeVisible({ timeout: 20_000 })
    })

    await test.step('hand it over as a workbook that adds up', async () => {
      const file = path.join(app.home, 'shop.xlsx')
      await app.willSaveTo(file)
      await page.getByRole('button', { name: 'Export' }).click()
      await page.getByRole('menuitem', { name: /Excel/ }).click()
      await expect.poll(() => fs.existsSync(file), { timeout: 20_000 }).toBe(true)
      const book = xlsx.read(fs.readFileSync(file))
      const rowsOf = (title: string) => {
        const name = book.SheetNames.find((sheet) => sheet.includes(title)) ?? ''
        return xlsx.utils.sheet_to_json<unknown[]>(book.Sheets[name] as xlsx.WorkSheet, { header: 1 })
      }
      const total = orders.reduce((sum, line) => sum + Number(line.split(',')[5]), 0)
      const monthly = rowsOf('Revenue by month').filter((row) => ['North', 'South', 'West'].includes(String(row[1])))
      expect(monthly).toHaveLength(36)
      expect(monthly.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(total)
      expect(rowsOf('Sum of revenue by').at(-1)?.[1]).toBe(total)
    })
  } finally {
    await app.close()
  }
})
