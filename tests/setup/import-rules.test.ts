import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** A small project that breaks every rule once: file → what it imports. */
const tree: Record<string, string[]> = {
  'shared/good.ts': ['zod', 'ml-matrix', 'intl-messageformat', './leaf'],
  'shared/leaf.ts': [],
  'shared/reads-files.ts': ['node:fs'],
  'shared/draws.ts': ['react'],
  'shared/circle-a.ts': ['./circle-b'],
  'shared/circle-b.ts': ['./circle-a'],
  'shared/lost.ts': ['./nowhere'],
  'renderer/good.tsx': ['react', '@mantine/core', '../shared/leaf'],
  'renderer/reads-files.ts': ['node:fs'],
  'renderer/reaches-over.ts': ['../electron/worker/good'],
  'electron/worker/good.ts': ['node:fs', '../../shared/leaf'],
  'electron/worker/opens-windows.ts': ['electron'],
  'electron/report/draws.ts': ['../../renderer/good'],
  'electron/report/commands.ts': ['../main/index'],
  'electron/report/tests-itself.ts': ['vitest'],
  'electron/main/index.ts': ['electron', '../worker/good'],
}

const project = process.cwd()
let folder = ''
let broken: string[] = []

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'import-rules-'))
  for (const [file, imports] of Object.entries(tree)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    const lines = imports.map((name, i) => `import * as x${i} from '${name}'\nconsole.log(x${i})`)
    fs.writeFileSync(path.join(folder, file), [...lines, 'export const x = 1'].join('\n'))
  }
  fs.symlinkSync(path.join(project, 'node_modules'), path.join(folder, 'node_modules'))
  for (const name of ['package.json', 'tsconfig.json'])
    fs.copyFileSync(path.join(project, name), path.join(folder, name))
  broken = cruise()
}, 60_000)
afterAll(() => fs.rmSync(folder, { recursive: true }))

/** The rules that are broken, as "rule: file". */
function cruise(): string[] {
  const tool = path.join(project, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = path.join(project, 'tests/config/import-rules.cjs')
  const args = [tool, '--config', config, '--output-type', 'json', 'electron', 'renderer', 'shared']
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const result = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 26 })
  const report: { summary: { violations: { rule: { name: string }; from: string }[] } } = JSON.parse(result.stdout)
  return report.summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`)
}

test('every rule catches the import that it forbids', () => {
  expect(new Set(broken)).toEqual(
    new Set([
      'shared-stands-alone: shared/reads-files.ts',
      'shared-stands-alone: shared/draws.ts',
      'shared-stands-alone: shared/lost.ts',
      'no-circles: shared/circle-a.ts',
      'resolvable: shared/lost.ts',
      'renderer-is-a-page: renderer/reads-files.ts',
      'renderer-is-a-page: renderer/reaches-over.ts',
      'workers-do-not-know-electron: electron/worker/opens-windows.ts',
      'electron-does-not-import-the-renderer: electron/report/draws.ts',
      'nothing-imports-main: electron/report/commands.ts',
      'no-development-packages-on-the-node-side: electron/report/tests-itself.ts',
      'no-development-packages-on-the-node-side: shared/draws.ts',
    ]),
  )
})

test('what the rules permit passes', () => {
  for (const file of ['shared/good.ts', 'renderer/good.tsx', 'electron/worker/good.ts', 'electron/main/index.ts']) {
    expect(broken.filter((line) => line.endsWith(file))).toEqual([])
  }
})
