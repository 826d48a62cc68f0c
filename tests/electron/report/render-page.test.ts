import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { pageAssets } from '../../../electron/report/html/page-assets'
import { type PageAssets, renderPage } from '../../../electron/report/html/render-page'
import { sampleDocument } from './sample-document'

let assets: PageAssets
beforeAll(async () => {
  assets = await pageAssets()
})

/** The page without the chart library, whose own words would be in the way of looking for ours. */
const written = (page: string) => page.replace(assets.plotly, '')
/** What a pattern finds, so that a failure shows it and not the whole page. */
const found = (page: string, pattern: RegExp) => [...page.matchAll(pattern)].map(([words]) => words)
const scripts = (page: string) => [...page.matchAll(/<script(?: [^>]*)?>([\s\S]*?)<\/script>/g)]

/** Every tag in order, outside of styles and scripts; fails on markup that does not nest. */
function openTags(page: string): string[] {
  const voids = new Set(['meta', 'wbr', 'br', 'img', 'circle', 'path'])
  const bare = page.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '').replace(/<!doctype html>/, '')
  const stack: string[] = []
  const seen: string[] = []
  for (const [, closing, name = '', rest = ''] of bare.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^>"])*)>/g)) {
    if (closing) expect(stack.pop()).toBe(name)
    else if (!voids.has(name) && !rest.endsWith('/')) stack.push(name)
    if (!closing) seen.push(name)
  }
  expect(stack).toEqual([])
  return seen
}

const hostile = `</script><img src=x onerror="alert(1)">&'"<!--\u2028{{7*7}}`

describe('a report page', () => {
  it('holds everything it shows: nothing in it is loaded from anywhere', () => {
    const page = written(renderPage(sampleDocument(), assets, false))
    expect(found(page, /<(?:link|iframe|object|embed|base|img|video|audio|source)\b/gi)).toEqual([])
    expect(found(page, /<script[^>]*\bsrc=/gi)).toEqual([])
    expect(found(page, /url\(|@import|https?:\/\//gi)).toEqual([])
    for (const [, href] of page.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^#/)
  })

  it('its policy allows exactly the scripts in it, by hash, and no address', () => {
    const page = renderPage(sampleDocument(), assets, false)
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*|script-src[^;]*unsafe-inline/)
    const run = scripts(page).filter(([tag]) => !tag.startsWith('<script type="application/json"'))
    expect(run).toHaveLength(2)
    for (const [, source = ''] of run) {
      expect(policy).toContain(`'sha256-${createHash('sha256').update(source).digest('base64')}'`)
    }
  })

  it('hostile names stay words wherever they stand', () => {
    for (const paper of [false, true]) {
      const document = { ...sampleDocument('en', hostile), title: hostile, workspace: hostile }
      const page = renderPage(document, assets, paper)
      expect(openTags(page)).not.toContain('img')
      expect(scripts(page)).toHaveLength(3)
      const book = JSON.parse(scripts(page).find(([tag]) => tag.includes('application/json'))?.[1] ?? '')
      expect(book.figures).toHaveLength(2)
      expect(page.includes('&lt;/script&gt;&lt;img')).toBe(true)
    }
  })

  it('is well formed in both languages and both forms, and says its language', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      for (const paper of [false, true]) {
        const page = renderPage(sampleDocument(language), assets, paper)
        expect(openTags(page).filter((tag) => tag === 'h1')).toHaveLength(1)
        expect(page.includes(`<html lang="${language}"`)).toBe(true)
      }
    }
  })

  it('says where the data came from and how every number was computed', () => {
    const page = renderPage(sampleDocument(), assets, false)
    const { imports } = sampleDocument().sources[0] ?? { imports: [] }
    for (const words of [
      imports[0]?.sha256 ?? '',
      'customers.csv',
      '1,000',
      '997',
      'not a date',
      'Lloyd',
      '0.1.0',
      'run-7f3a',
    ]) {
      expect(page.includes(words), words).toBe(true)
    }
    expect(found(page, /Seed<\/dt>\s*<dd>42/g)).toHaveLength(2)
    expect(found(page, /Rows left out<\/dt>\s*<dd>33 \(missing values: 33\)/g)).toHaveLength(2)
  })

  it('leaves no key unsaid in either language', () => {
    for (const language of ['en', 'zh-CN'] as const) {
      const page = renderPage(sampleDocument(language, 'orders', 20_000), assets, true).replace(
        /<script>[\s\S]*?<\/script>/g,
        '',
      )
      expect(found(page, /\b(?:report|figures|methods)\.[a-z][A-Za-z.]+/g)).toEqual([])
    }
  })

  it('links of the contents lead to places that exist, each once', () => {
    const page = renderPage(sampleDocument(), assets, false)
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target)
  })

  it('long arrays are six digits at most, and absent numbers are null', () => {
    const page = renderPage(sampleDocument('en', 'orders', 20_000), assets, false)
    const json = scripts(page).find(([tag]) => tag.includes('application/json'))?.[1] ?? ''
    const long = [...json.matchAll(/-?\d+\.\d+/g)].filter(
      ([written]) => Number(written) !== Number(Number(written).toPrecision(6)),
    )
    expect(long).toEqual([])
    expect(json.length).toBeLessThan(600_000)
    expect(json.includes('NaN')).toBe(false)
  })

  it('a table too wide for paper goes on below, every block beginning with the first column', () => {
    const document = sampleDocument()
    const [chapter] = document.chapters
    if (!chapter) throw new Error('no chapter')
    const columns = Array.from({ length: 40 }, (_, i) => ({ id: `c${i}`, label: { literal: `column number ${i}` } }))
    const wide = {
      type: 'table' as const,
      id: 'wide',
      title: { literal: 'Wide' },
      columns,
      rows: [columns.map((_, i) => 1000 + i)],
    }
    const page = renderPage({ ...document, chapters: [{ ...chapter, parts: [wide] }] }, assets, true)
    const tables = [...page.matchAll(/<table class="sortable wide">[\s\S]*?<\/table>/g)].map(([table]) => table)
    expect(tables.length).toBeGreaterThan(2)
    for (const table of tables) expect(table).toContain('column number 0<')
    for (let i = 1; i < 40; i++)
      expect(tables.filter((table) => table.includes(`>${(1000 + i).toLocaleString('en')}</td>`))).toHaveLength(1)
  })
})
