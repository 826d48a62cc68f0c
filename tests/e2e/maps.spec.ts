import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

const header = 'country,国家,province,省份,region,sales,longitude,latitude'
const rows = [
  'China,中国,广东,广东省,Guangdong,120,113.26,23.13',
  'United States,美国,北京,北京市,Beijing,300,116.4,39.9',
  'Germany,德国,新疆,新疆维吾尔自治区,Xinjiang,80,87.6,43.8',
  'Japan,日本,内蒙古,内蒙古自治区,Inner Mongolia,60,111.7,40.8',
  'Brazil,巴西,台湾,台湾省,Taiwan,40,121.5,25.0',
  'Singapore,新加坡,香港,香港特别行政区,Hong Kong,30,114.2,22.3',
  'Atlantis,亚特兰蒂斯,瓦坎达,瓦坎达省,Wakanda,10,400,95',
]

/** Regions that are drawn in a colour of their own: every one of them is an outline with words under the pointer. */
const drawnRegions = (page: Page) =>
  page.evaluate(() => {
    const plot = document.querySelector('.js-plotly-plot') as unknown as { data: { text?: unknown; fill?: string }[] }
    return plot.data
      .filter(({ text, fill }) => fill === 'toself' && typeof text === 'string')
      .map(({ text }) => String(text))
  })

test('maps know places by Chinese and English names, short and long, and say on charts and dashboards what they do not know', async () => {
  const app = await WorkbenchApp.launch()
  const { page } = app
  const field = (name: string) =>
    page.getByRole('navigation', { name: 'Columns' }).getByRole('button', { name, exact: true })
  const put = async (name: string, key: string) => {
    await field(name).focus()
    await page.keyboard.press(key)
  }
  try {
    const file = path.join(app.home, 'sales.csv')
    fs.writeFileSync(file, `\ufeff${[header, ...rows].join('\n')}`)
    await app.willChoose(file)
    await page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByText(/7 rows read: 7 imported/)).toBeVisible({ timeout: 20_000 })
    await page.getByRole('link', { name: 'Explore' }).first().click()
    await page.getByRole('link', { name: 'Chart', exact: true }).click()

    await put('country', 'x')
    await put('sales', 'y')
    await page.getByRole('combobox', { name: 'Type of chart' }).click()
    await page.getByRole('option', { name: 'Map', exact: true }).click()
    for (const [name, unknown] of [
      ['country', 'Atlantis'],
      ['国家', '亚特兰蒂斯'],
      ['province', '瓦坎达'],
      ['省份', '瓦坎达省'],
      ['region', 'Wakanda'],
    ] as const) {
      await put(name, 'x')
      await expect(page.getByText(`1 row lies nowhere on this map and is not drawn: ${unknown} (1).`)).toBeVisible()
      // Singapore and Hong Kong are too small for more than a dot beside their outline.
      await expect.poll(async () => (await drawnRegions(page)).length).toBeGreaterThanOrEqual(5)
    }
    expect((await drawnRegions(page)).join()).toContain('Guangdong')

    await put('longitude', 'x')
    await put('latitude', 'y')
    await expect(page.getByText(/1 row has no longitude between/)).toBeVisible()
    // One step back is the province again: two fields were changed since.
    await page.getByLabel('Undo').click()
    await page.getByLabel('Undo').click()
    await expect(page.getByText(/Wakanda/)).toBeVisible()

    const written = path.join(app.home, 'map.html')
    await app.willSaveTo(written)
    await page.getByRole('button', { name: /^Actions for the figure/ }).click()
    await page.getByRole('menuitem', { name: 'Save as a page (HTML)…' }).click()
    await expect.poll(() => fs.existsSync(written)).toBe(true)
    expect(fs.readFileSync(written, 'utf8')).toContain('Guangdong')

    await page.getByRole('button', { name: 'Add to dashboard' }).click()
    await page.getByRole('menuitem', { name: 'New dashboard' }).click()
    await expect(page.getByText(/nowhere on this map and is not drawn: Wakanda/)).toBeVisible()
  } finally {
    await app.close()
  }
})

test('a click on a bar selects the rows behind it, and every bar shows how much of it is selected', async () => {
  const app = await WorkbenchApp.launch()
  const { page } = app
  try {
    await page.getByRole('button', { name: 'Try the sample shop' }).first().click()
    await expect.poll(async () => (await app.datasets()).length).toBe(2)
    await page.getByRole('link', { name: 'Explore' }).first().click()
    await page.getByRole('link', { name: 'Chart', exact: true }).click()
    const columns = page.getByRole('navigation', { name: 'Columns' })
    await columns.getByRole('button', { name: 'tier', exact: true }).focus()
    await page.keyboard.press('x')
    const bars = page.locator('.barlayer .point path')
    await expect(bars).toHaveCount(4)
    await bars.first().click({ force: true })
    await expect(page.getByText(/\d+ rows of customers selected/)).toBeVisible()
    // The whole of each bar, and its selected part upon it.
    await expect(bars).toHaveCount(8)
    await page.keyboard.press('Control+z')
    await expect(page.getByText('What do you want to see?')).toBeVisible()
    await page.keyboard.press('Control+Shift+z')
    await expect(bars.first()).toBeVisible()
  } finally {
    await app.close()
  }
})
