/** A display for windows where there is none: a virtual one (Xvfb) for as long as a command runs. */

import { spawn } from 'node:child_process'
import { SetupError } from './log.mjs'

const screen = '1600x1000x24'
const startTimeoutMs = 15_000

/** @param {NodeJS.ProcessEnv} env @returns {boolean} whether windows can open */
export function hasDisplay(env) {
  return process.platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])
}

/**
 * Runs an action with an environment that has a display.
 * @template T
 * @param {NodeJS.ProcessEnv} env the environment to start from
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} action
 * @returns {Promise<T>} what the action returns
 */
export async function withDisplay(env, action) {
  if (hasDisplay(env)) return action(env)
  const { server, display } = await startXvfb()
  const stop = () => server.kill()
  process.on('exit', stop)
  try {
    return await action({ ...env, DISPLAY: display })
  } finally {
    process.off('exit', stop)
    stop()
  }
}

/** Xvfb chooses a free number itself and writes it to the pipe that it is given as descriptor 3. */
async function startXvfb() {
  const args = ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset']
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true })
  server.unref()
  const number = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new SetupError('The virtual display did not start.')), startTimeoutMs)
    server.on('error', () => reject(new SetupError('Xvfb is missing. Run: sudo apt-get install -y xvfb')))
    server.on('exit', (code) => reject(new SetupError(`The virtual display ended with ${code}.`)))
    server.stdio[3]?.once('data', (data) => {
      clearTimeout(timer)
      resolve(String(data).trim())
    })
  })
  return { server, display: `:${number}` }
}
