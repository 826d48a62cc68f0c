import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isStale, processStart, withLock } from '../../electron/setup/lock.mjs'

const holder = { pid: 7, host: 'here', started: '100', token: 'a' }
const machine = (started: string | null) => ({ host: 'here', started: () => started })
const lockModule = path.resolve('electron/setup/lock.mjs')

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lock-'))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

test('a lock is kept while its holder runs, and stale when the process is gone or another one', () => {
  const content = JSON.stringify(holder)
  expect(isStale(content, 0, machine('100'))).toBe(false)
  expect(isStale(content, 9e9, machine('100'))).toBe(false)
  expect(isStale(content, 0, machine(null))).toBe(true)
  expect(isStale(content, 0, machine('200'))).toBe(true)
})

test('a half-written lock is given time to be finished', () => {
  expect(isStale('{"pid":', 100, machine('100'))).toBe(false)
  expect(isStale('{"pid":', 60_000, machine('100'))).toBe(true)
})

test('a lock of another machine is trusted for an hour', () => {
  const content = JSON.stringify({ ...holder, host: 'elsewhere' })
  expect(isStale(content, 59 * 60_000, machine(null))).toBe(false)
  expect(isStale(content, 61 * 60_000, machine(null))).toBe(true)
})

test('this process has a start, and a process that ended has none', async () => {
  expect(processStart(process.pid)).not.toBeNull()
  const child = spawn(process.execPath, ['-e', ''], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
  await new Promise((resolve) => child.on('exit', resolve))
  expect(processStart(child.pid ?? 0)).toBeNull()
})

test('the lock is gone after the action, also when the action fails', async () => {
  const file = path.join(folder, 'lock')
  expect(await withLock(file, async () => fs.existsSync(file))).toBe(true)
  await expect(withLock(file, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(fs.readdirSync(folder)).toEqual([])
})

/** Starts a process that takes the lock, writes to the journal when it enters and leaves, and stays inside a while. */
function startContender(name: string, insideMs: number) {
  const script = `
    import fs from 'node:fs'
    const { withLock } = await import(${JSON.stringify(lockModule)})
    const note = (what) => fs.appendFileSync(${JSON.stringify(path.join(folder, 'journal'))}, what + '\\n')
    await withLock(${JSON.stringify(path.join(folder, 'lock'))}, async () => {
      note('in')
      await new Promise((resolve) => setTimeout(resolve, ${insideMs}))
      note('out')
    })`
  const file = path.join(folder, `${name}.mjs`)
  fs.writeFileSync(file, script)
  return spawn(process.execPath, [file], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: 'ignore' })
}

const ended = (child: ReturnType<typeof startContender>) => new Promise((resolve) => child.on('exit', resolve))
const journal = () => fs.readFileSync(path.join(folder, 'journal'), 'utf8').trim().split('\n')

async function journalHas(count: number) {
  await expect
    .poll(() => fs.existsSync(path.join(folder, 'journal')) && journal().length, { timeout: 10_000 })
    .toBe(count)
}

test('several processes at once go in one after the other', async () => {
  await Promise.all(['a', 'b', 'c'].map((name) => ended(startContender(name, 80))))
  expect(journal()).toEqual(['in', 'out', 'in', 'out', 'in', 'out'])
})

test('the lock of a killed process is taken over, by one of the waiting processes at a time', async () => {
  const victim = startContender('victim', 60_000)
  await journalHas(1)
  const waiting = ['a', 'b'].map((name) => ended(startContender(name, 80)))
  victim.kill('SIGKILL')
  await Promise.all(waiting)
  expect(journal()).toEqual(['in', 'in', 'out', 'in', 'out'])
})
