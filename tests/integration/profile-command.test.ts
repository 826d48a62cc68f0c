import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { scratchFolder } from '../electron/database/scratch'
import { document } from './command-line'

const folder = scratchFolder()

interface Finding {
  id: string
  words: string
  remedy: { steps: unknown[]; words: string } | null
}

test('profile says what is wrong with a dataset, and every remedy it offers can be applied', async () => {
  const workspace = path.join(folder, 'shop.regulars')
  const file = path.join(folder, 'shop.csv')
  const lines = Array.from({ length: 80 }, (_, i) => {
    const spend = i % 9 === 0 ? '' : i === 40 ? '90000' : String(10 + (i % 20) / 4)
    const city = ['Paris', 'paris', ' Lyon', 'Lyon'][i % 4]
    return `C${i},${city},${spend},same,20${i === 3 ? '99' : '24'}-0${(i % 9) + 1}-11`
  })
  fs.writeFileSync(file, `customer,city,spend,shop,day\n${[...lines, lines[5], lines[6]].join('\n')}\n`)
  await document('import', file, '--workspace', workspace, '--dataset', 'shop')
  const at = ['--workspace', workspace, '--dataset', 'shop']
  const profile = await document<Record<string, unknown>>('profile', ...at)
  expect(profile).toMatchObject({ dataset: 'shop', nRows: 82, duplicateRows: 2 })
  const findings = profile['findings'] as Finding[]
  const remedies = findings.flatMap(({ id, remedy }) => (remedy ? [{ id, ...remedy }] : []))
  expect(remedies.length).toBeGreaterThan(3)
  for (const [i, { steps }] of remedies.entries()) {
    const place = path.join(folder, `remedy-${i}.json`)
    fs.writeFileSync(place, JSON.stringify({ steps }))
    const made = await document<Record<string, unknown>>(
      'recipe',
      'apply',
      ...at,
      '--steps',
      place,
      '--as',
      `remedied ${i}`,
    )
    expect(made).toMatchObject({ dataset: `remedied ${i}` })
    expect((made['steps'] as { rows: number; cells: number }[]).some(({ rows, cells }) => rows + cells > 0)).toBe(true)
  }
}, 60_000)
