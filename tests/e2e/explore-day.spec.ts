import fs from 'node:fs'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

/** Orders of a shop: half of the ratings were never given. */
const ordersIn = (regions: readonly string[]) =>
  Array.from({ length: 360 }, (_, i) => [
    `SO${String(i).padStart(5, '0')}`,
    `2024-${String((i % 12) + 1).padStart(2, '0')}-${String((i % 27) + 1).padStart(2, '0')}`,
    regions[Math.floor(i / 12) % 3] as string,
    18 + ((i * 11) % 60),
    i % 2 === 0 ? '' : 1 + (i % 5),
    100 + ((i * 37) % 900),
  ])
const revenue = ordersIn(['']).reduce((sum, order) => sum + Number(order[5]), 0)

/** What a stranger reads on the screen and in the file, in either language. */
const words = {
  en: {
    file: 'orders.csv',
    columns: ['order_id', 'order_date', 'region', 'age', 'rating', 'revenue'],
    regions: ['North', 'South', 'West'],
    group: 'age group',
    finding: 'Revenue by month and region',
    board: 'Shop 2024',
    open: 'Open a spreadsheet',
    next: 'Next',
    import: 'Import',
    imported: /360 rows read: 360 imported/,
    quality: 'Quality',
    missing: '“rating” is missing',
    fill: /Fill with/,
    prepare: 'Prepare',
    addStep: 'Add step',
    ranges: /^Group into ranges/,
    column: 'Column',
    name: 'Name',
    apply: 'Apply',
    made: 'Ranges of age',
    explore: 'Explore',
    chart: 'Chart',
    x: 'x axis',
    y: 'y axis',
    colour: 'Colour',
    datesBy: 'Dates by',
    month: 'Month',
    title: 'Title',
    toBoard: 'Add to dashboard',
    newBoard: 'New dashboard',
    boardTitle: 'Title of the dashboard',
    add: 'Add',
    table: 'Table…',
    groupedBy: 'Grouped by',
    shows: 'Shows',
    total: 'Added up',
    ofColumn: 'Of column',
    summary: 'Sum of revenue by age group',
    boards: 'Dashboards',
    export: 'Export',
  },
  'zh-CN': {
    file: '订单.xlsx',
    columns: ['订单号', '下单日期', '地区', '年龄', '评分', '销售额'],
    regions: ['华东', '华南', '华北'],
    group: '年龄段',
    finding: '各地区每月销售额',
    board: '2024 年门店',
    open: '打开表格',
    next: '下一步',
    import: '导入',
    imported: /读取 360 行：导入 360 行/,
    quality: '质量',
    missing: '“评分”有',
    fill: /填补/,
    prepare: '整理',
    addStep: '添加步骤',
    ranges: /^分箱/,
    column: '列',
    name: '列名',
    apply: '应用',
    made: '年龄 分箱：等频',
    explore: '探索',
    chart: '图表',
    x: '横轴',
    y: '纵轴',
    colour: '颜色',
    datesBy: '日期粒度',
    month: '月',
    title: '标题',
    toBoard: '放到看板',
    newBoard: '新建看板',
    boardTitle: '看板标题',
    add: '添加',
    table: '表格…',
    groupedBy: '分组依据',
    shows: '显示',
    total: '合计',
    ofColumn: '取自列',
    summary: /销售额.*年龄段/,
    boards: '看板',
    export: '导出',
  },
} as const

/** Clicks that the whole day may take; typing is not counted. */
const mostClicks = 36

for (const language of ['en', 'zh-CN'] as const) {
  test(`a stranger opens a file, repairs it, derives an age group, draws revenue, and hands over a dashboard (${language})`, async () => {
    const said = words[language]
    const [, date, region, age, , amount] = said.columns
    const orders = ordersIn(said.regions)
    const app = await WorkbenchApp.launch({ language })
    const { page } = app
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first()
    const menu = (name: string | RegExp) => page.getByRole('menuitem', { name, exact: true })
    const choose = async (field: string, option: string) => {
      await page.getByRole('combobox', { name: field, exact: true }).click()
      await page.getByRole('option', { name: option, exact: true }).click()
    }
    await page.evaluate(() => {
      const state = globalThis as unknown as { clicks: number }
      state.clicks = 0
      // A label passes a click on to its field: that is still one click.
      document.addEventListener('pointerdown', () => state.clicks++, true)
    })
    try {
      await test.step('open a file', async () => {
        const file = path.join(app.home, said.file)
        write(file, [said.columns, ...orders])
        await app.willChoose(file)
        await button(said.open).click()
        await button(said.next).click()
        await button(said.import).click()
        await expect(page.getByText(said.imported)).toBeVisible({ timeout: 20_000 })
      })

      await test.step('find the worst column, which stands first, and fix it by its remedy', async () => {
        await page.getByRole('tab', { name: said.quality }).click()
        const worst = page
          .getByRole('listitem')
          .filter({ has: page.getByRole('button', { name: said.fill }) })
          .first()
        await expect(worst).toContainText(said.missing)
        await worst.getByRole('button', { name: said.fill }).click()
        await expect(page.getByText(said.missing)).toHaveCount(0, { timeout: 20_000 })
      })

      await test.step('derive an age group', async () => {
        await page.getByRole('tab', { name: said.prepare }).click()
        await button(said.addStep).click()
        await menu(said.ranges).click()
        await choose(said.column, age)
        await page.getByRole('textbox', { name: said.name, exact: true }).fill(said.group)
        await button(said.apply).click()
        await expect(page.getByText(said.made).first()).toBeVisible({ timeout: 20_000 })
      })

      await test.step('draw revenue by month and region', async () => {
        await page.getByRole('link', { name: said.explore }).click()
        await page.getByRole('link', { name: said.chart, exact: true }).click()
        await choose(said.x, date)
        await choose(said.y, amount)
        await choose(said.colour, region)
        await choose(said.datesBy, said.month)
        await page.getByRole('textbox', { name: said.title, exact: true }).fill(said.finding)
        const chart = page.getByRole('img', { name: said.finding })
        await expect(chart.getByText(said.regions[0], { exact: true }).first()).toBeVisible({ timeout: 20_000 })
      })

      await test.step('put it on a dashboard, which is saved by itself', async () => {
        await button(said.toBoard).click()
        await menu(said.newBoard).click()
        await page.getByRole('textbox', { name: said.boardTitle }).fill(said.board)
        await page.keyboard.press('Enter')
        const tile = page.getByRole('region', { name: said.finding })
        await expect(tile).toBeVisible({ timeout: 20_000 })
        await button(said.add).click()
        await menu(said.table).click()
        await choose(said.groupedBy, said.group)
        await choose(said.shows, said.total)
        await choose(said.ofColumn, amount)
        await page.getByRole('dialog').getByRole('button', { name: said.add, exact: true }).click()
        await expect(page.getByRole('region', { name: said.summary }).first()).toBeVisible()
        await page.getByRole('link', { name: said.boards }).first().click()
        await page.getByRole('link', { name: said.board }).click()
        await expect(tile).toBeVisible({ timeout: 20_000 })
      })

      await test.step('hand it over as a workbook that adds up', async () => {
        const file = path.join(app.home, 'shop.xlsx')
        await app.willSaveTo(file)
        await button(said.export).click()
        await page.getByRole('menuitem', { name: /Excel/ }).click()
        await expect.poll(() => fs.existsSync(file), { timeout: 20_000 }).toBe(true)
        const book = xlsx.read(fs.readFileSync(file))
        const sheets = book.SheetNames.map((name) =>
          xlsx.utils.sheet_to_json<unknown[]>(book.Sheets[name] as xlsx.WorkSheet, { header: 1 }),
        )
        const regions: readonly string[] = said.regions
        const monthly = sheets.flat().filter((row) => row.length === 3 && regions.includes(String(row[1])))
        expect(monthly).toHaveLength(36)
        expect(monthly.reduce((sum, row) => sum + Number(row[2]), 0)).toBe(revenue)
        expect(sheets.some((rows) => rows.at(-1)?.[1] === revenue)).toBe(true)
      })

      const clicks = await page.evaluate(() => (globalThis as unknown as { clicks: number }).clicks)
      test.info().annotations.push({ type: 'clicks', description: String(clicks) })
      expect(clicks).toBeLessThanOrEqual(mostClicks)
    } finally {
      await app.close()
    }
  })
}

/** As a CSV or a workbook, by the name of the file. */
function write(file: string, rows: readonly (readonly (string | number)[])[]): void {
  const book = xlsx.utils.book_new()
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows as (string | number)[][]), '订单')
  const lines = rows.map((row) => row.join(',')).join('\n')
  fs.writeFileSync(file, file.endsWith('.csv') ? lines : xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }))
}
