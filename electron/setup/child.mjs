/** Starting other programs for the set-up: output to stderr, never to stdout. */

import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { root } from './project.mjs'

/**
 * Runs a program and waits; what it prints goes to the terminal's stderr.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, quiet?: boolean }} [options]
 * @returns {boolean} whether it ended with 0
 */
export function runQuietly(command, args, options = {}) {
  const sink = options.quiet ? 'ignore' : 2
  const result = spawnSync(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: ['ignore', sink, sink],
    timeout: options.timeoutMs,
    shell: process.platform === 'win32' && command === 'npm',
  })
  return result.status === 0
}

const forwarded = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
const repeatMs = 500
const orphanPollMs = 250

/**
 * Runs the program that a command is about: it has our stdin, stdout and stderr, gets our signals, and its exit code
 * becomes ours.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, stdin?: 'inherit' | 'ignore' }} [options]
 * @returns {Promise<number>} the exit code; 128 + number for a signal, as a shell would say
 */
export function runAttached(command, args, options = {}) {
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: [options.stdin ?? 'inherit', 'inherit', 'inherit'],
  })
  const stop = forwardSignals(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      stop()
      resolve(signal === null ? (code ?? 1) : 128 + (signalNumber[signal] ?? 1))
    })
  })
}

/** @type {Partial<Record<NodeJS.Signals, number>>} */
const signalNumber = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

/**
 * Passes signals on to a child. A terminal's Ctrl-C already reaches the whole process group, and npm repeats it:
 * the child must see it once, because a second one means "now, without cleaning up".
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops forwarding
 */
function forwardSignals(child) {
  let last = Number.NEGATIVE_INFINITY
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => {
    const now = performance.now()
    const fromTerminal = signal === 'SIGINT' && process.stdin.isTTY
    if (!fromTerminal && now - last > repeatMs) child.kill(signal)
    last = now
  }
  for (const signal of forwarded) process.on(signal, forward)
  const stopWatching = onOrphaned(() => child.kill('SIGTERM'))
  return () => {
    stopWatching()
    for (const signal of forwarded) process.off(signal, forward)
  }
}

/**
 * A signal to npm alone ends npm, but neither the shell that it started nor us: notice that npm is gone.
 * @param {() => void} act
 * @returns {() => void} stops watching
 */
function onOrphaned(act) {
  if (process.platform === 'win32' || process.env['npm_lifecycle_event'] === undefined) return () => {}
  const before = ancestors()
  const timer = setInterval(() => {
    if (ancestors() === before) return
    clearInterval(timer)
    act()
  }, orphanPollMs)
  return () => clearInterval(timer)
}

/** Our parent (npm's shell) and, where the system tells it, the shell's parent (npm). */
function ancestors() {
  const parent = process.ppid
  try {
    const afterName = fs.readFileSync(`/proc/${parent}/stat`, 'utf8').replace(/^.*\) /s, '')
    return `${parent} ${afterName.split(' ')[1]}`
  } catch {
    return `${parent}`
  }
}
