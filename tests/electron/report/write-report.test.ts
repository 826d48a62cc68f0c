import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { bundlePath } from '../../../electron/paths'
import { pdfPageNumbers } from '../../../electron/report/pdf-page-numbers'
import type { ReportFormat } from '../../../electron/report/report-request'
import { writeReport } from '../../../electron/report/write-report'
import { scratchFolder } from '../database/scratch'
import { makeSampleWorkspace } from './sample-workspace'

const folder = scratchFolder()
let workspace: string
beforeAll(() => {
  workspace = makeSampleWorkspace(folder).path
}, 60_000)

const isBuilt = fs.existsSync(bundlePath('report-worker')) && fs.existsSync(bundlePath('index'))
const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined
const never = new AbortController().signal

let written = 0
function request(format: ReportFormat, language: 'en' | 'zh-CN' = 'en') {
  const out = path.join(folder, `out-${++written}`)
  fs.mkdirSync(out)
  return { workspace, runIds: [], title: null, language, format, outPath: path.join(out, `report.${format}`) }
}
const left = (outPath: string) => fs.readdirSync(path.dirname(outPath))

function pagesOf(pdf: string): string[] {
  const { stdout } = spawnSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 50_000_000 })
  return stdout.split('\f').slice(0, -1)
}

describe.runIf(isBuilt)('writing a report', () => {
  it('leaves one file under its name and nothing beside it', async () => {
    for (const format of ['html', 'xlsx'] as const) {
      const asked = request(format)
      const { path: place, bytes, runIds } = await writeReport(asked, () => {}, never)
      expect(left(asked.outPath)).toEqual([path.basename(place)])
      expect(fs.statSync(place).size).toBe(bytes)
      expect(runIds).toHaveLength(3)
    }
  })

  it('a failed report leaves nothing, and a file that was there before stays as it was', async () => {
    const asked = { ...request('html'), runIds: ['nobody'] }
    fs.writeFileSync(asked.outPath, 'the last report')
    await expect(writeReport(asked, () => {}, never)).rejects.toMatchObject({ error: { code: 'runUnknown' } })
    expect(left(asked.outPath)).toEqual(['report.html'])
    expect(fs.readFileSync(asked.outPath, 'utf8')).toBe('the last report')
  })

  it('a cancelled report ends within a second and leaves nothing', async () => {
    for (const format of ['html', 'xlsx', 'pdf'] as const) {
      const asked = request(format)
      const controller = new AbortController()
      let cancelledAt = 0
      const cancel = () => {
        if (cancelledAt > 0) return
        cancelledAt = performance.now()
        controller.abort()
      }
      await expect(writeReport(asked, cancel, controller.signal)).rejects.toMatchObject({
        error: { code: 'cancelled' },
      })
      expect(performance.now() - cancelledAt).toBeLessThan(1000)
      expect(left(asked.outPath)).toEqual([])
    }
  })

  it('what a killed process left of the same report is removed, what a living one writes is not', async () => {
    const asked = request('html')
    const gone = spawnSync(process.execPath, ['-e', '0'], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } }).pid
    const drafts = [`.report.html.${gone}-1.part`, `.report.html.${process.ppid}-1.part`, '.report.html.notes']
    for (const name of drafts) fs.writeFileSync(path.join(path.dirname(asked.outPath), name), '')
    await writeReport(asked, () => {}, never)
    expect(left(asked.outPath).sort()).toEqual([...drafts.slice(1), 'report.html'].sort())
  })

  it('when printing fails, nothing is left', async () => {
    const asked = request('pdf')
    const print = async () => {
      throw new Error('no printer')
    }
    await expect(writeReport(asked, () => {}, never, print)).rejects.toThrow('no printer')
    expect(left(asked.outPath)).toEqual([])
  })
})

describe.runIf(isBuilt && hasPoppler)('a report as PDF', () => {
  it('says everything in Chinese, numbers its pages, and its contents name the right ones', async () => {
    const asked = request('pdf', 'zh-CN')
    await writeReport(asked, () => {}, never)
    expect(left(asked.outPath)).toEqual(['report.pdf'])
    const pages = pagesOf(asked.outPath)
    expect(pages.length).toBeGreaterThan(5)
    for (const [index, page] of pages.entries()) {
      expect(page.replace(/\s/g, '')).toContain(`第${index + 1}页，共${pages.length}页`)
    }
    const numbers = pdfPageNumbers(fs.readFileSync(asked.outPath))
    expect(numbers.get('run-1')).toBeGreaterThan(1)
    // The list of contents may run over to the second page.
    const contents = pages.slice(0, 2).join('\n').replace(/[ ]/g, '')
    expect(contents).toMatch(new RegExp(`数据来源\\D*${numbers.get('data')}\\n`))
    const last = pages[(numbers.get('data') ?? 1) - 1]?.replace(/\s/g, '')
    expect(last).toContain('customers.csv')
    expect(last).toContain('dc57bd74'.repeat(8).slice(0, 32))
  }, 120_000)
})
