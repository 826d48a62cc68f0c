import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { document, refusal } from './command-line'

let folder = ''
let workspace = ''

interface Answer {
  out: string
  type: string
  rows: number
  marks: number
  reduced: null
}

function draw(spec: object, name: string): Promise<Answer> {
  const file = path.join(folder, 'spec.json')
  fs.writeFileSync(file, JSON.stringify({ dataset: 'orders', ...spec }))
  return document<Answer>('chart', '--workspace', workspace, '--spec', file, '--out', path.join(folder, name))
}

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'chart-'))
  workspace = path.join(folder, 'w.regulars')
  const rows = Array.from(
    { length: 60 },
    (_, i) => `2024-0${1 + (i % 6)}-1${i % 9},${['north', '南方', ''][i % 3]},${i * 10 - 50}`,
  )
  fs.writeFileSync(path.join(folder, 'orders.csv'), ['date,region,amount', ...rows].join('\n'))
  await document('import', path.join(folder, 'orders.csv'), '--workspace', workspace, '--dataset', 'orders')
}, 120_000)

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

test('a page holds the chart and loads nothing', async () => {
  const answer = await draw({ type: 'bar', x: 'region', y: 'amount', title: 'By <region>' }, 'bar.html')
  expect(answer).toMatchObject({ type: 'bar', rows: 60, marks: 3, reduced: null })
  const page = fs.readFileSync(answer.out, 'utf8')
  expect(page).toContain('By &lt;region&gt;')
  expect(page).toContain('default-src &#39;none&#39;')
}, 60_000)

test('a condition selects the rows of the chart', async () => {
  const answer = await draw({ type: 'scatter', x: 'date', y: 'amount', where: 'amount > 0' }, 'scatter.html')
  expect(answer).toMatchObject({ rows: 54, marks: 54 })
}, 60_000)

test('pictures are pictures, and no draft stays', async () => {
  const png = await draw({ type: 'line', x: 'date', y: 'amount', dateUnit: 'month', color: 'region' }, 'line.png')
  expect(fs.readFileSync(png.out).subarray(1, 4).toString()).toBe('PNG')
  const svg = await draw({ type: 'pareto', x: 'region', y: 'amount' }, 'pareto.svg')
  const drawing = fs.readFileSync(svg.out, 'utf8')
  expect(drawing).toMatch(/^<svg/)
  expect(drawing).toContain('南方')
  expect(fs.readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
}, 120_000)

test('a spec that makes no sense is refused with the field it is about', async () => {
  const file = path.join(folder, 'wrong.json')
  fs.writeFileSync(file, JSON.stringify({ type: 'histogram', dataset: 'orders', x: 'region' }))
  const args = ['chart', '--workspace', workspace, '--spec', file, '--out', path.join(folder, 'wrong.html')]
  const { code, error } = await refusal(...args)
  expect(code).toBe(1)
  expect(error).toMatchObject({ code: 'chartFieldNotNumeric', parameter: 'x' })
  expect(fs.existsSync(path.join(folder, 'wrong.html'))).toBe(false)
}, 60_000)

test.each([
  ['an unknown column', { x: 'nope' }, {}, 'columnMissing'],
  ['an unknown key', { x: 'region', colour: 'region' }, { parameter: 'colour' }, 'chartSpecUnknownField'],
  ['an unknown type', { type: 'circle', x: 'region' }, { parameter: 'type' }, 'chartSpecInvalid'],
  ['an unknown dataset', { dataset: 'nowhere', x: 'region' }, {}, 'datasetUnknown'],
  ['no rows', { x: 'region', where: '1 = 0' }, { parameter: 'spec' }, 'chartNothingDrawn'],
])(
  '%s is refused, and nothing is written',
  async (_, spec, place, code) => {
    const out = path.join(folder, 'refused.html')
    const args = ['--spec', JSON.stringify({ type: 'bar', dataset: 'orders', ...spec }), '--out', out]
    const refused = await refusal('chart', '--workspace', workspace, ...args)
    expect(refused).toMatchObject({ code: 1, error: { code, ...place } })
    expect(fs.existsSync(out)).toBe(false)
  },
  60_000,
)

test('a folder that is not there is named', async () => {
  const out = path.join(folder, 'no', 'folder.html')
  const args = ['--spec', JSON.stringify({ type: 'bar', dataset: 'orders', x: 'region' }), '--out', out]
  const { error } = await refusal('chart', '--workspace', workspace, ...args)
  expect(error).toMatchObject({ code: 'outFolderMissing', message: expect.stringContaining(out) })
}, 60_000)
