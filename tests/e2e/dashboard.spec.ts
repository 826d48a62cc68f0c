import fs from 'node:fs'
import path from 'node:path'
import * as xlsx from '@e965/xlsx'
import { expect, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

/** What a person reads, per language: the whole path is walked by these words alone. */
const words = {
  en: {
    sample: 'Try the sample shop',
    dashboards: 'Dashboards',
    propose: /Propose one for transactions/,
    add: 'Add',
    table: 'Table…',
    groupedBy: 'Grouped by',
    addNumber: 'Add a number',
    ofChannel: 'Sum of amount by channel',
    addFilter: 'Add filter',
    values: 'Choose values',
    useFilter: /^Use the filter/,
    rows: 'Rows',
    undo: 'Undo',
    more: 'More for this dashboard',
    duplicate: 'Duplicate',
    tidy: 'Tidy up the tiles',
    title: 'Title of the dashboard',
    copy: '(copy)',
    tileMenu: (title: string) => `More for ${title}`,
    remove: 'Remove',
    export: 'Export',
    workbook: /Excel workbook/,
    move: /^Move Rows/,
  },
  'zh-CN': {
    sample: '看看示例店铺',
    dashboards: '看板',
    propose: /为 transactions 推荐一个看板/,
    add: '添加',
    table: '表格…',
    groupedBy: '分组依据',
    addNumber: '添加一个数字',
    ofChannel: 'amount 合计（按 channel）',
    addFilter: '添加筛选',
    values: '选择取值',
    useFilter: /^启用筛选/,
    rows: '行数',
    undo: '撤销',
    more: '看板的更多操作',
    duplicate: '复制一份',
    tidy: '整理版面',
    title: '看板标题',
    copy: '（副本）',
    tileMenu: (title: string) => `${title} 的更多操作`,
    remove: '移除',
    export: '导出',
    workbook: /Excel 工作簿/,
    move: /^移动 行数/,
  },
} as const

for (const language of ['en', 'zh-CN'] as const) {
  const say = words[language]
  test(`a dashboard is made, filtered, arranged, copied and handed over by its labels alone (${language})`, async () => {
    test.setTimeout(120_000)
    const app = await WorkbenchApp.launch({ language, size: { width: 1440, height: 900 } })
    const { page } = app
    const tile = (name: string) => page.getByRole('region', { name, exact: true }).first()
    const press = (name: string | RegExp) =>
      page
        .getByRole('button', { name, exact: typeof name === 'string' })
        .first()
        .click()
    try {
      await press(say.sample)
      await page.getByRole('link', { name: say.dashboards }).first().click()
      await press(say.propose)
      await expect(tile(say.rows)).toContainText(/\d/, { timeout: 30_000 })
      const before = await tile(say.rows).innerText()

      await test.step('a table of two numbers', async () => {
        await press(say.add)
        await page.getByRole('menuitem', { name: say.table, exact: true }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByRole('combobox', { name: say.groupedBy, exact: true }).click()
        await page.getByRole('option', { name: 'channel', exact: true }).click()
        await dialog.getByRole('button', { name: say.addNumber }).click()
        await dialog.getByRole('button', { name: say.add, exact: true }).click()
        await expect(tile(say.ofChannel).getByRole('columnheader')).toHaveCount(3)
      })

      await test.step('sorted by a click, which the tile keeps', async () => {
        const head = tile(say.ofChannel).getByRole('columnheader').first()
        await head.getByRole('button').click()
        await expect(head).toHaveAttribute('aria-sort', 'ascending')
      })

      await test.step('a filter on, off and on again', async () => {
        await press(say.addFilter)
        await page.getByPlaceholder(say.values).click()
        await page.getByRole('option').first().click()
        await page.keyboard.press('Escape')
        await page.keyboard.press('Escape')
        await expect(tile(say.rows)).not.toContainText(before.split('\n')[1] ?? before)
        const filtered = await tile(say.rows).innerText()
        const used = page.getByRole('switch', { name: say.useFilter })
        await used.focus()
        await page.keyboard.press('Space')
        await expect.poll(() => tile(say.rows).innerText()).toBe(before)
        await page.keyboard.press('Space')
        await expect.poll(() => tile(say.rows).innerText()).toBe(filtered)
      })

      await test.step('a tile is moved by keys, removed, and comes back', async () => {
        const handle = page.getByRole('button', { name: say.move })
        const left = (await tile(say.rows).boundingBox())?.x ?? 0
        await handle.focus()
        await page.keyboard.press('ArrowRight')
        await expect.poll(async () => (await tile(say.rows).boundingBox())?.x ?? 0).toBeGreaterThan(left)
        await press(say.tileMenu(say.rows))
        await page.getByRole('menuitem', { name: say.remove, exact: true }).click()
        await expect(page.getByRole('region', { name: say.rows, exact: true })).toHaveCount(0)
        await page.getByRole('alert').getByRole('button', { name: say.undo }).click()
        await expect(tile(say.rows)).toBeVisible()
      })

      await test.step('tidied up and copied', async () => {
        await press(say.more)
        await page.getByRole('menuitem', { name: say.tidy }).click()
        await press(say.more)
        await page.getByRole('menuitem', { name: say.duplicate }).click()
        await expect(page.getByRole('textbox', { name: say.title })).toHaveValue(
          new RegExp(say.copy.replaceAll(/[()]/g, '\\$&')),
        )
      })

      await test.step('handed over as a workbook', async () => {
        const file = path.join(app.home, 'shop.xlsx')
        await app.willSaveTo(file)
        await expect(tile(say.rows)).toContainText(/\d/, { timeout: 30_000 })
        await press(say.export)
        await page.getByRole('menuitem', { name: say.workbook }).click()
        await expect.poll(() => fs.existsSync(file), { timeout: 30_000 }).toBe(true)
        expect(xlsx.read(fs.readFileSync(file)).SheetNames.some((name) => name.includes('channel'))).toBe(true)
      })
    } finally {
      await app.close()
    }
  })
}
