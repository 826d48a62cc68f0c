/**
 * One set-up at a time: a lock file that names its holder. A holder that died (killed, machine restarted) is
 * recognised, so that its lock never has to be removed by hand.
 */

import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from './log.mjs'

/** @typedef {{ pid: number, host: string, started: string, token: string }} Holder */
/** @typedef {{ host: string, started: (pid: number) => string | null }} Machine */

const unreadableGraceMs = 5_000
const foreignHostLimitMs = 60 * 60_000
const pollMs = 150

/** @type {Machine} */
const thisMachine = { host: os.hostname(), started: processStart }

/**
 * When a process began, as an opaque text; it tells a process from a later one with the same number.
 * @param {number} pid
 * @returns {string | null} null when no such process runs; '' where the system does not tell
 */
export function processStart(pid) {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return null
  }
  if (process.platform !== 'linux') return ''
  try {
    const fields = fs
      .readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? '')
  } catch {
    return null
  }
}

/**
 * Decides whether a lock's holder is gone.
 * @param {string} content content of the lock file
 * @param {number} ageMs time since the file was written
 * @param {Machine} machine this machine
 * @returns {boolean} true when the lock may be broken
 */
export function isStale(content, ageMs, machine) {
  const holder = parseHolder(content)
  if (holder === null) return ageMs > unreadableGraceMs
  if (holder.host !== machine.host) return ageMs > foreignHostLimitMs
  const started = machine.started(holder.pid)
  return started === null || started !== holder.started
}

/**
 * @param {string} content
 * @returns {Holder | null} null when the content is incomplete
 */
function parseHolder(content) {
  try {
    const holder = JSON.parse(content)
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? holder : null
  } catch {
    return null
  }
}

/**
 * Runs an action while holding the lock; waits for another holder as long as it lives.
 * @template T
 * @param {string} file the lock file
 * @param {() => Promise<T>} action
 * @returns {Promise<T>} what the action returns
 */
export async function withLock(file, action) {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const holder = { pid: process.pid, host: os.hostname(), started: processStart(process.pid) ?? '' }
  const content = JSON.stringify({ ...holder, token: `${process.pid}-${performance.timeOrigin}` })
  await acquire(file, content)
  const release = () => releaseIfOurs(file, content)
  process.on('exit', release)
  try {
    return await action()
  } finally {
    process.off('exit', release)
    release()
  }
}

/** @param {string} file @param {string} content */
async function acquire(file, content) {
  let told = false
  while (!tryCreate(file, content)) {
    if (breakIfStale(file)) continue
    if (!told) log('another command is setting up; waiting for it')
    told = true
    await sleep(pollMs)
  }
}

/** @param {string} file @param {string} content */
function tryCreate(file, content) {
  try {
    fs.writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes a dead holder's lock. The decision and the removal happen under a second file, so that of two waiters
 * the slower one cannot remove the lock that the faster one has just taken.
 * @param {string} file
 * @returns {boolean} whether it is worth trying again at once
 */
function breakIfStale(file) {
  if (!fileIsStale(file, (content, age) => isStale(content, age, thisMachine))) return false
  const breaker = `${file}.break`
  if (!tryCreate(breaker, '')) {
    if (fileIsStale(breaker, (_, age) => age > unreadableGraceMs)) fs.rmSync(breaker, { force: true })
    return false
  }
  try {
    if (!fileIsStale(file, (content, age) => isStale(content, age, thisMachine))) return false
    log('the last set-up did not finish; taking over')
    fs.rmSync(file, { force: true })
    return true
  } finally {
    fs.rmSync(breaker, { force: true })
  }
}

/** @param {string} file @param {(content: string, ageMs: number) => boolean} decide */
function fileIsStale(file, decide) {
  try {
    const content = fs.readFileSync(file, 'utf8')
    return decide(content, Date.now() - fs.statSync(file).mtimeMs)
  } catch {
    return false
  }
}

/** @param {string} file @param {string} content */
function releaseIfOurs(file, content) {
  try {
    if (fs.readFileSync(file, 'utf8') === content) fs.rmSync(file)
  } catch {
    // Nothing to release: the tree was removed meanwhile.
  }
}
