import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { writeLargeFile } from './large-file'
import { WorkbenchApp } from './workbench-app'

test('a long export shows its progress on the page, is stopped there without a trace, and says what it wrote', async () => {
  test.setTimeout(180_000)
  const app = await WorkbenchApp.launch()
  const { page } = app
  try {
    const source = path.join(app.home, 'large.csv')
    writeLargeFile(source, 200_000, 12)
    await app.willChoose(source)
    await page.getByRole('button', { name: 'Open a spreadsheet' }).first().click()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(page.getByText(/200,000 rows read/)).toBeVisible({ timeout: 60_000 })
    const exported = async (name: string, format: RegExp) => {
      await app.willSaveTo(path.join(app.home, name))
      await page.getByRole('button', { name: 'More', exact: true }).first().click()
      await page.getByRole('menuitem', { name: format }).click()
    }
    const writing = page.getByRole('region', { name: 'Files being written' })

    await test.step('stopped: nothing of the file is left', async () => {
      await exported('stopped.xlsx', /Excel/)
      await expect(writing.getByRole('progressbar')).toBeVisible({ timeout: 20_000 })
      await expect(writing).toContainText('stopped.xlsx')
      await writing.getByRole('button', { name: 'Cancel' }).click()
      await expect(writing).toHaveCount(0, { timeout: 3000 })
      await expect
        .poll(() => fs.readdirSync(app.home).filter((name) => name.includes('stopped')), { timeout: 3000 })
        .toEqual([])
    })

    await test.step('the page goes on, and the next export says what it wrote', async () => {
      await exported('whole.csv', /CSV/)
      await expect(page.getByText('200,000 rows, 13 columns')).toBeVisible({ timeout: 60_000 })
      const lines = fs.readFileSync(path.join(app.home, 'whole.csv'), 'utf8').trimEnd().split('\r\n')
      expect(lines).toHaveLength(200_001)
    })
  } finally {
    await app.close()
  }
})
