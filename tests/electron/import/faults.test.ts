import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRandom } from '@shared/math/random'
import { afterAll, describe, expect, it } from 'vitest'
import { checkIntegrity } from '../../../electron/database/integrity'
import { dropLeftovers, partsFolderOf } from '../../../electron/database/staging'
import { closeWorkspace, openWorkspace } from '../../../electron/database/workspace-file'
import { bundlePath } from '../../../electron/paths'

const folder = mkdtempSync(path.join(tmpdir(), 'import-faults-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const KILLS = 50
const ROWS = 150_000

function orders(name: string, factor: number, start = 0, rows = ROWS): string {
  const file = path.join(folder, name)
  const lines = Array.from({ length: rows }, (_, k) => {
    const i = start + k
    return `${i},C${i % 977},2024-0${1 + (i % 9)}-11,${i * factor}.25,note ${i}`
  })
  writeFileSync(file, `id,customer,date,amount,note\n${lines.join('\n')}\n`)
  return file
}

/** Imports by the command line in a process of its own; ends it with SIGKILL after some milliseconds. Returns the exit code, or null when killed. */
function importInProcess(file: string, workspace: string, killAfter?: number, options = {}): Promise<number | null> {
  const said = ['--dataset', 'orders', '--options', JSON.stringify(options)]
  const args = [bundlePath('cli'), 'import', file, '--workspace', workspace, ...said]
  const child = spawn(process.execPath, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: 'ignore' })
  const timer = killAfter === undefined ? null : setTimeout(() => child.kill('SIGKILL'), killAfter)
  return new Promise((resolve) =>
    child.on('exit', (code) => {
      if (timer) clearTimeout(timer)
      resolve(code)
    }),
  )
}

/** Opens a workspace as the application does, and says what is in it: name, revision, rows and a sum over them. */
function stateOf(workspace: string): string {
  if (!existsSync(workspace)) return 'none'
  const opened = openWorkspace(workspace, { program: 'command-line' })
  try {
    dropLeftovers(opened.database, opened.path)
    const { problems } = checkIntegrity(opened.database)
    expect(problems).toEqual([])
    const sql = 'SELECT name, number, n_rows, table_name FROM dataset JOIN revision ON revision.id = current_revision'
    const datasets = opened.database.prepare(sql).all() as {
      name: string
      number: number
      n_rows: number
      table_name: string
    }[]
    return datasets
      .map(({ name, number, n_rows, table_name }) => {
        const sum = opened.database.prepare(`SELECT total(c3) FROM ${table_name}`).pluck().get()
        return `${name} ${number}: ${n_rows} rows, ${sum}`
      })
      .join('; ')
  } finally {
    closeWorkspace(opened)
  }
}

/** Milliseconds that an import takes when nobody disturbs it. */
async function timed(run: () => Promise<number | null>): Promise<number> {
  const begin = performance.now()
  expect(await run()).toBe(0)
  return performance.now() - begin
}

describe('a process that is killed while it imports', () => {
  it(`leaves the datasets exactly as before or exactly as after, ${KILLS} times`, { timeout: 600_000 }, async () => {
    const random = createRandom(11)
    const first = orders('first.csv', 1)
    const workspace = path.join(folder, 'killed.regulars')
    const whole = path.join(folder, 'whole.regulars')
    const importFirst = async (killAfter?: number) => {
      rmSync(workspace, { force: true })
      return importInProcess(first, workspace, killAfter)
    }
    const firstDuration = await timed(importFirst)
    const imported = stateOf(workspace)
    copyFileSync(workspace, whole)
    const again = [
      { file: orders('second.csv', 3), options: {} },
      { file: orders('third.csv', 3, ROWS / 2), options: { mode: 'upsert', key: ['id'] } },
      { file: orders('fourth.csv', 3, ROWS / 2), options: { mode: 'append', key: ['id'] } },
    ].map(({ file, options }) => (killAfter?: number) => {
      copyFileSync(whole, workspace)
      return importInProcess(file, workspace, killAfter, options)
    })
    const cases = [{ run: importFirst, before: ['none', ''], after: imported, duration: firstDuration }]
    for (const run of again) {
      const duration = await timed(run)
      cases.push({ run, before: [imported], after: stateOf(workspace), duration })
    }
    const seen = new Set<string>()
    for (let i = 0; i < KILLS; i += 1) {
      const { run, before, after, duration } = cases[i % cases.length] as (typeof cases)[number]
      const code = await run(random.next() * duration * 1.1)
      const state = stateOf(workspace)
      expect([...before, after]).toContain(state)
      if (code === 0) expect(state).toBe(after)
      expect(existsSync(partsFolderOf(workspace))).toBe(false)
      seen.add(state === after ? 'after' : 'before')
    }
    expect(seen).toContain('before')
  })
})

/** A file system of a few megabytes, where the test may make one. */
function smallDisk(): string | null {
  const place = path.join(folder, 'disk')
  mkdirSync(place)
  const mounted =
    process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', place]).status === 0
  if (!mounted) console.warn('No small disk can be mounted here: the full disk is not tested.')
  return mounted ? place : null
}

describe('a disk that is full', () => {
  const disk = smallDisk()
  afterAll(() => {
    if (disk) spawnSync('umount', [disk])
  })

  it.skipIf(disk === null)('is said, and leaves the workspace whole', { timeout: 60_000 }, async () => {
    const workspace = path.join(disk as string, 'small.regulars')
    const little = path.join(folder, 'little.csv')
    writeFileSync(little, 'id,customer,date,amount\n1,a,2024-01-01,2.5\n2,b,2024-01-02,3.5\n')
    expect(await importInProcess(little, workspace)).toBe(0)
    const before = stateOf(workspace)
    const args = [bundlePath('cli'), 'import', orders('third.csv', 2), '--workspace', workspace, '--dataset', 'orders']
    const { status, stderr } = spawnSync(process.execPath, args, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
    expect(status).toBe(1)
    expect(stderr.toString().trim().split('\n').pop()).toContain('"code":"diskFull"')
    expect(stateOf(workspace)).toBe(before)
    expect(existsSync(partsFolderOf(workspace))).toBe(false)
  })

  it.skipIf(disk === null)('is said at whatever step of an import by key it comes', { timeout: 120_000 }, () => {
    const workspace = path.join(disk as string, 'keyed.regulars')
    const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
    const said = ['--workspace', workspace, '--dataset', 'orders', '--options', '{"mode":"upsert","key":["id"]}']
    const seen = new Set<string>()
    for (let rows = 4_000; rows <= 40_000; rows += 4_000) {
      const before = stateOf(workspace)
      const file = orders('keyed.csv', rows, rows / 2, rows)
      const { status, stderr } = spawnSync(process.execPath, [bundlePath('cli'), 'import', file, ...said], { env })
      seen.add(status === 0 ? 'done' : 'full')
      if (status === 0) continue
      expect(stderr.toString().trim().split('\n').pop()).toContain('"code":"diskFull"')
      expect(stateOf(workspace)).toBe(before === 'none' ? '' : before)
      expect(existsSync(partsFolderOf(workspace))).toBe(false)
    }
    expect([...seen].sort()).toEqual(['done', 'full'])
  })
})
