import fs from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { WorkbenchApp } from './workbench-app'

const axeSource = fs.readFileSync(path.resolve(__dirname, '../../node_modules/axe-core/axe.min.js'), 'utf8')

const words = {
  en: {
    sample: 'Try the sample shop',
    who: 'Who are my customers?',
    segments: 'Segments',
    together: 'What goes together',
    addStep: 'Add step',
    formula: /^New column by formula/,
    dashboard: /Propose one for transactions/,
  },
  'zh-CN': {
    sample: /示例/,
    who: /谁/,
    segments: '客群',
    together: '哪些列彼此相关',
    addStep: '添加步骤',
    formula: /公式/,
    dashboard: /为 transactions 推荐/,
  },
} as const

interface AxeViolation {
  id: string
  impact: string
  nodes: { target: string[]; html: string }[]
}

/** What axe finds that is serious or critical on the page as it stands. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: unknown[] }> } }
    return (await axe.run()).violations as unknown as AxeViolation[]
  })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 120)}`))
}

/** Words that were left as keys, e.g. `runs.title`. */
async function untranslated(page: Page): Promise<string[]> {
  const shown = await page.locator('body').innerText()
  return (
    shown.match(
      /\b(app|builder|charts|conditions|dashboards|data|prepare|quality|steps|import|runs|results|stored|forms|reports|errors|methods|stages|menu|sql|predict)\.[a-z][\w.-]+\b/gi,
    ) ?? []
  )
}

test.describe.configure({ mode: 'parallel' })

for (const language of ['en', 'zh-CN'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`every screen in ${language}, ${theme}: complete, readable by all, kept as a picture`, async () => {
      test.setTimeout(240_000)
      const app = await WorkbenchApp.launch({ language, theme, size: { width: 1280, height: 800 } })
      const { page } = app
      const look = async (name: string): Promise<void> => {
        await page.waitForTimeout(400)
        for (const [width, height] of [
          [1280, 800],
          [1920, 1080],
        ] as const) {
          await app.resize(width, height)
          await app.screenshot(`${language}-${theme}-${width}-${name}`)
        }
        await app.resize(1280, 800)
        expect.soft(await seriousFindings(page), name).toEqual([])
        expect.soft(await untranslated(page), name).toEqual([])
      }
      const goTo = (address: string) =>
        page.evaluate((hash) => {
          location.hash = hash
        }, address)

      await expect(page.getByRole('button', { name: words[language].sample }).first()).toBeVisible()
      await look('welcome')
      await page.getByRole('button', { name: words[language].sample }).first().click()
      await expect(page.getByText(words[language].who).first()).toBeVisible({ timeout: 60_000 })
      await look('home')
      const datasets = await app.datasets()
      const customers = datasets.find(({ name }) => name === 'customers')?.id ?? ''
      expect(customers).not.toBe('')
      await goTo(`/data/${customers}`)
      await look('dataset')
      await goTo(`/data/${customers}?tab=quality`)
      await expect(page.getByRole('heading', { name: words[language].together })).toBeVisible({ timeout: 30_000 })
      await look('quality')
      await goTo(`/data/${customers}?tab=prepare`)
      await page.getByRole('button', { name: words[language].addStep }).click()
      await page.getByRole('menuitem', { name: words[language].formula }).click()
      await look('prepare')
      for (const screen of ['data', 'segments', 'value', 'explore', 'reports', 'settings']) {
        await goTo(`/${screen}`)
        await look(screen)
      }
      for (const method of ['k-means', 'pca', 'describe']) {
        await goTo(`/run/new/${method}?dataset=${customers}`)
        await expect(page.getByRole('button', { name: /Ctrl ↵/ })).toBeEnabled()
        await look(`${method}-form`)
        await page.keyboard.press('Control+Enter')
        await page.waitForURL(/#\/run\/[0-9a-f-]{36}/, { timeout: 60_000 })
        await page.waitForTimeout(1500)
        await look(`${method}-result`)
      }
      const definition = { kind: 'rule', condition: { column: 'annual_spend', is: 'atLeast', value: 1000 } }
      const kept = { dataset: customers, name: 'Big', definition }
      const { id: segment } = await app.call<{ id: string }>('segment', 'create', kept)
      for (const [name, address] of [
        ['segments-kept', '/segments'],
        ['segment', `/segments/${segment}`],
        ['segment-builder', `/segments/${segment}/edit`],
        ['segment-migration', '/segments/migration'],
      ] as const) {
        await goTo(address)
        await page.waitForTimeout(1000)
        await look(name)
      }
      const spec = { type: 'bar', dataset: customers, x: 'city', y: 'annual_spend', color: 'channel' }
      const { id: chart } = await app.call<{ id: string }>('chart', 'save', { name: 'Spend', spec })
      for (const [name, address] of [
        ['rows', `/data/${customers}?tab=rows`],
        ['chart', `/chart/${chart}`],
        ['chart-empty', `/chart?dataset=${customers}`],
        ['charts', '/charts'],
        ['sql', '/sql'],
        ['predict', '/predict'],
        ['dashboards', '/dashboards'],
      ] as const) {
        await goTo(address)
        await page.waitForTimeout(1000)
        await look(name)
      }
      await page.getByRole('button', { name: words[language].dashboard }).first().click()
      await page.waitForTimeout(2500)
      await look('dashboard')
      await app.close()
    })
  }
}
