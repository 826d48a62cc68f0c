import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { AppException } from '@shared/contract/app-error'
import { expect, test } from 'vitest'
import { takeLock } from '../../../electron/database/workspace-lock'
import { codeOf, scratchFolder } from './scratch'

const folder = scratchFolder()
const place = (name: string): string => path.join(folder, name)

/** Another process that takes the lock in the way SQLite does and says when it has it. */
async function holder(lockPath: string): Promise<ChildProcess> {
  const script = `
    const database = new (require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))}))(${JSON.stringify(lockPath)})
    database.pragma('journal_mode = MEMORY')
    database.exec("CREATE TABLE owner (program TEXT, pid INTEGER, host TEXT, since TEXT)")
    database.prepare("INSERT INTO owner VALUES ('other', ?, 'here', 'now')").run(process.pid)
    database.exec('BEGIN IMMEDIATE')
    process.stdout.write('held')
    setInterval(() => {}, 1000)`
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const child = spawn(process.execPath, ['-e', script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return child
}

test('a workspace is taken once; the second is told by whom, where and since when', () => {
  const lock = takeLock(place('a.regulars'), 'window')
  try {
    takeLock(place('a.regulars'), 'command-line')
    expect.unreachable()
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(AppException)
    const { code, message } = (thrown as AppException).error
    expect(code).toBe('workspaceLocked')
    expect(message).toMatchObject({
      values: { program: { key: 'errors.program.window' }, pid: process.pid, host: os.hostname() },
    })
  }
  lock.release()
})

test('released, it can be taken again and leaves no file', () => {
  const first = takeLock(place('b.regulars'), 'window')
  first.release()
  expect(fs.existsSync(place('b.regulars.lock'))).toBe(false)
  takeLock(place('b.regulars'), 'window').release()
})

test('another process keeps it out, and killed with SIGKILL it never blocks', async () => {
  const child = await holder(place('c.regulars.lock'))
  expect(codeOf(() => takeLock(place('c.regulars'), 'window'))).toBe('workspaceLocked')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(fs.existsSync(place('c.regulars.lock'))).toBe(true)
  takeLock(place('c.regulars'), 'window').release()
})

test.each(['', 'not a lock '.repeat(200)])('a lock file that is no lock file at all is a stale one', (words) => {
  fs.writeFileSync(place('d.regulars.lock'), words)
  takeLock(place('d.regulars'), 'window').release()
})
